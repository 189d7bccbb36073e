"""What the page lets its reader play with: the data it needs, and the modules that draw it."""

"""How close reconstructions come to their images, and which way of making them comes closer."""

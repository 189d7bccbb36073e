"""Properties of the galaxy in the middle of each image, measured with photutils and statmorph."""

"""The images: where they come from, whether they are usable, greyscale and down-sampled."""

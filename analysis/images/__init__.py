"""The pictures: reading and checking them, bands, greyscale, block averages, stretch, names."""

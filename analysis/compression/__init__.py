"""Ways to store images, measured on all galaxies and compared at equal numbers."""

"""What numbers say about the properties of galaxies."""

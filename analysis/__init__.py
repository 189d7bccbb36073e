"""Low-rank views of galaxy images: the computations, without the document."""

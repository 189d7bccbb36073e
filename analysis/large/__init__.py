"""Sets that do not fit in memory, or on one machine: the common basis and the autoencoder."""

"""The lecture's convolutional autoencoder, and two recipes to train it."""

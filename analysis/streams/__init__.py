"""The common basis of sets of any size, on one machine or many, in a few passes over the images."""

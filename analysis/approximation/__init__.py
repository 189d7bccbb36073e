"""Images from few numbers: wavelets, singular values, one basis for all, low rank plus sparse."""

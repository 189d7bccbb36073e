"""Which singular values to keep: rules, the noise they assume, and the noise that there is."""

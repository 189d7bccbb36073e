"""Train the autoencoder, on one machine or, under torchrun, on many."""

import argparse

INTERRUPTED = "run it again to go on"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""


def run(options: argparse.Namespace) -> None:
    """Do it."""

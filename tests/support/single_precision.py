"""``python -m analysis ...``, training in float32 on the processor, whatever the machine can do.

Where two ways to the same network are compared, their roundings have to be small.
"""

import sys

from analysis import __main__ as command_line
from analysis.autoencoder import choice
from tests.support import tiny


def main():
    """Do what the command line says; the exit status."""
    choice.best_precision = lambda *_: tiny.SINGLE
    return command_line.main()


if __name__ == "__main__":
    sys.exit(main())

"""Fetch real galaxies of the DESI Legacy Imaging Surveys."""

import argparse
from pathlib import Path

from analysis.runtime.command_line import loading
from analysis.runtime.errors import UsageError

INTERRUPTED = "what came is kept: run it again to go on"
OUTPUT = "data/DECals_galaxies.hdf5"
FEW = 256
"""Galaxies that Galaxy10 gives unless all are asked for, as many as the worksheet's file has."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--output", default=OUTPUT, type=Path, help=f"HDF5 file to write (default: {OUTPUT})"
    )
    parser.add_argument(
        "--catalog", type=Path, help="table with columns name, ra, dec (default: 256 spirals)"
    )
    parser.add_argument(
        "--galaxy10", action="store_true", help="spirals of Galaxy10 DECaLS instead (2.54 GB)"
    )
    parser.add_argument(
        "--all", action="store_true", help=f"with --galaxy10: all spirals, not the first {FEW}"
    )
    parser.add_argument("--service", help="another address of the service, or of the file")


def run(options: argparse.Namespace) -> None:
    """Fetch and write what the command line asks for."""
    if options.all and not options.galaxy10:
        raise UsageError("--all goes with --galaxy10; a catalogue is always fetched whole")
    if options.catalog and options.galaxy10:
        raise UsageError("--catalog and --galaxy10 exclude each other; give one of them")
    if options.service and not options.service.startswith(("http://", "https://")):
        raise UsageError(f"--service {options.service}: give an address, https://...")
    say = _galaxy10 if options.galaxy10 else _catalogue
    print(say(options))


def _catalogue(options: argparse.Namespace) -> str:
    with loading():
        from analysis.survey import catalogue, cutout, from_catalogue
    return from_catalogue.fetch(
        options.catalog or catalogue.SHIPPED, options.service or cutout.SERVICE, options.output
    )


def _galaxy10(options: argparse.Namespace) -> str:
    with loading():
        from analysis.survey import galaxy10
    return galaxy10.fetch(
        options.service or galaxy10.URL, None if options.all else FEW, options.output
    )

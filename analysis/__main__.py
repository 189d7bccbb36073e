"""Command line of the analysis: ``python -m analysis COMMAND --help``."""

import sys

from analysis.commands import basis, fetch, train
from analysis.runtime.command_line import Parser, exit_status_of

COMMANDS = {"fetch": fetch, "basis": basis, "train": train}


def main() -> int:
    """Do what the command line says; the exit status."""
    parser = Parser(prog="python -m analysis", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        summary = (command.__doc__ or name).splitlines()[0]
        command.add_arguments(
            subparsers.add_parser(
                name, help=summary, description=summary, prog=f"{parser.prog} {name}"
            )
        )
    options = parser.parse_args()
    command = COMMANDS[options.command]
    return exit_status_of(command.run, options, interrupted=command.INTERRUPTED)


if __name__ == "__main__":
    sys.exit(main())

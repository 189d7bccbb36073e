"""Command line of the analysis: ``python -m analysis COMMAND --help``."""

import sys

from analysis.runtime.command_line import Parser, exit_status_of, loading


def main() -> int:
    """Do what the command line says; the exit status."""
    return exit_status_of(_command, interrupted="nothing was done yet")


def _command() -> int:
    with loading():
        from analysis.commands import basis, fetch, train
    commands = {"fetch": fetch, "basis": basis, "train": train}
    parser = Parser(prog="python -m analysis", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in commands.items():
        summary = (command.__doc__ or name).splitlines()[0]
        command.add_arguments(
            subparsers.add_parser(
                name, help=summary, description=summary, prog=f"{parser.prog} {name}"
            )
        )
    options = parser.parse_args()
    chosen = commands[options.command]
    return exit_status_of(chosen.run, options, interrupted=chosen.INTERRUPTED)


if __name__ == "__main__":
    sys.exit(main())

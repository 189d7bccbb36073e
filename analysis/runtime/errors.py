"""What can go wrong, each told in one sentence."""


class InputError(ValueError):
    """A user's mistake, told in one sentence: which file, what is wrong, what to do."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone when the mistake surfaces in a notebook cell (IPython's hook)."""
        return [f"error: {self}"]


class UsageError(Exception):
    """A command that is called wrongly: exit status 2."""


class Failed(Exception):
    """A command that could not do what it was asked for, through no fault of the user: status 1."""

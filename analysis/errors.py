"""The one exception that means: the user can mend this."""


class InputError(ValueError):
    """A user's mistake, told in one sentence: which file, what is wrong, what to do."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone when the mistake surfaces in a notebook cell (IPython's hook)."""
        return [f"error: {self}"]

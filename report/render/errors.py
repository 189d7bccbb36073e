"""A report that cannot be made, told in one sentence."""

from analysis.runtime.errors import Failed


class RenderError(Failed):
    """A report that cannot be rendered: exit status 1."""

"""What can go wrong while rendering, each said in one sentence."""


class UsageError(Exception):
    """A mistake of the user: exit status 2."""


class RenderError(Exception):
    """A report that cannot be rendered: exit status 1."""

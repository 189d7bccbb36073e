"""Why an image does not come."""


class Refused(Exception):
    """The answer will be the same next time."""


class Garbled(Exception):
    """What came is damaged or something else; the next try may bring it whole."""


class Unavailable(Exception):
    """The service gave no usable answer, however often it was asked."""

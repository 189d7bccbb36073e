"""Two errors of one image."""

from dataclasses import dataclass

from analysis.images.precision import ratio


@dataclass(frozen=True)
class Duel:
    """Errors of two approximations of the same image.

    Attributes
    ----------
    first, second : their names
    first_error, second_error : relative errors
    """

    first: str
    second: str
    first_error: float
    second_error: float

    @property
    def first_wins(self) -> bool:
        """Whether the first error is the smaller."""
        return self.first_error < self.second_error

    @property
    def winner(self) -> str:
        """Whichever has the smaller error."""
        return self.first if self.first_wins else self.second

    @property
    def loser(self) -> str:
        """Whichever has the larger error."""
        return self.second if self.first_wins else self.first

    @property
    def ratio(self) -> float:
        """The larger error over the smaller; NaN where this is rounding."""
        small, large = sorted((self.first_error, self.second_error))
        return ratio(large, small)

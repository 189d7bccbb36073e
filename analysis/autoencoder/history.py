"""What a training leaves behind, epoch by epoch."""

from dataclasses import dataclass, field


@dataclass
class History:
    """Losses and costs of the epochs that are done.

    Attributes
    ----------
    training_loss : mean loss of each epoch, on augmented images
    validation_epochs, validation_loss : the held-out error, where it was looked at
    steps, seconds : of the optimiser, and wall time
    """

    training_loss: list[float] = field(default_factory=list)
    validation_epochs: list[int] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    steps: int = 0
    seconds: float = 0.0

    @property
    def epochs(self) -> int:
        """How many are done."""
        return len(self.training_loss)

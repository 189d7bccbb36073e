"""The lecture's convolutional autoencoder, on the images or on averages of them."""

from functools import cache

import torch
from torch import Tensor, nn
from torch.nn import functional

from analysis.autoencoder.doubling import Doubling
from analysis.runtime.errors import InputError

CHANNELS = (32, 64, 128)
HALVINGS = 2 ** len(CHANNELS)


class Autoencoder(nn.Module):
    """Images to a few latents and back.

    Convolutions and transposed convolutions are 3 x 3 with stride 2 and Keras' "same" borders,
    as in the lecture: for even sides Keras pads, and crops, at the right and the bottom only.
    With a factor of 1 the network is the lecture's. With a larger one it sees averages over blocks
    of that side, and its last maps are enlarged bilinearly before they become an image: all but
    the last convolution work on small maps, at a fraction of the cost.

    Parameters
    ----------
    latent_dim : int
    side : int
        Side of the images in pixels, a multiple of 8 times the factor.
    factor : int

    Raises
    ------
    InputError
        If the side is not such a multiple.
    """

    def __init__(self, latent_dim: int, side: int, factor: int = 1) -> None:
        super().__init__()
        if side % (HALVINGS * factor):
            raise InputError(
                f"images of {side} pixels cannot be averaged over {factor} x {factor} pixels and "
                f"then halved three times; choose a down-sampling factor that leaves a multiple "
                f"of {HALVINGS * factor}"
            )
        self.latent_dim, self.side, self.factor = latent_dim, side, factor
        self.small = side // HALVINGS // factor
        features = self.small**2 * CHANNELS[-1]
        self.down = nn.ModuleList(
            nn.Conv2d(inward, outward, 3, stride=2)
            for inward, outward in zip((1, *CHANNELS), CHANNELS, strict=False)
        )
        self.to_latents = nn.Linear(features, latent_dim)
        self.from_latents = nn.Linear(latent_dim, features)
        self.up = nn.ModuleList(
            Doubling(inward, outward)
            for inward, outward in zip(
                (CHANNELS[-1], *reversed(CHANNELS)), reversed(CHANNELS), strict=False
            )
        )
        self.to_image = nn.Conv2d(CHANNELS[0], 1, 3, padding=1)

    def encode(self, images: Tensor) -> Tensor:
        """Latents of shape (n, latent_dim) of images of shape (n, 1, side, side)."""
        x = functional.avg_pool2d(images, self.factor)
        for layer in self.down:
            x = functional.relu(layer(functional.pad(x, (0, 1, 0, 1))))  # (n, channels, half, half)
        return self.to_latents(x.permute(0, 2, 3, 1).flatten(1))  # channels last, as in Keras

    def decode(self, latents: Tensor) -> Tensor:
        """Images of shape (n, 1, side, side), 0 to 1, of latents of shape (n, latent_dim)."""
        x = self.from_latents(latents).view(-1, self.small, self.small, CHANNELS[-1])
        x = x.permute(0, 3, 1, 2)  # (n, 128, small, small), channels last in memory
        for layer in self.up:
            x = functional.relu(layer(x))  # (n, channels, double, double)
        return torch.sigmoid(self._last_convolution(x))

    def _last_convolution(self, maps: Tensor) -> Tensor:
        """Enlarge maps bilinearly and convolve them to images of shape (n, 1, side, side).

        Mixing channels and enlarging commute, so that the kernel's nine taps are enlarged instead
        of 32 channels, and only then shifted to their places and added up.
        """
        bias = self.to_image.get_parameter("bias")
        kernel = self.to_image.weight[0]  # (32, 3, 3)
        if self.factor > 1:
            n, channels, small, _ = maps.shape
            rows = maps.permute(0, 2, 3, 1).reshape(-1, channels)
            taps = (rows @ kernel.flatten(1)).view(n, small, small, 3, 3)
            return _enlarged(taps, self.factor) + bias
        taps = functional.conv2d(maps, kernel.flip(1, 2).flatten(1).T[:, :, None, None])
        return functional.fold(taps.flatten(2), (self.side, self.side), 3, padding=1) + bias

    def forward(self, images: Tensor) -> Tensor:
        """Reconstructions of images, both of shape (n, 1, side, side)."""
        return self.decode(self.encode(images))


def _enlarged(taps: Tensor, factor: int) -> Tensor:
    """Enlarge taps (n, small, small, 3, 3), and add them up: images of shape (n, 1, side, side).

    Both are linear along columns and along rows, and so they are a product of matrices for each.
    """
    n, small = taps.shape[:2]
    side = factor * small
    enlarging = _enlarging(small, factor, taps.dtype, taps.device)
    columns = enlarging @ taps.permute(3, 1, 0, 4, 2).reshape(3 * small, -1)  # (side, n 3 small)
    images = columns.view(-1, 3 * small) @ enlarging.T  # (side n, side)
    return images.view(side, n, 1, side).permute(1, 2, 0, 3)


@cache
def _enlarging(small: int, factor: int, dtype: torch.dtype, device: torch.device) -> Tensor:
    """What adds up three taps along a line, bilinearly enlarged, shape (factor small, 3 small).

    Pixel i of the enlarged line, with zeros beyond its ends, meets the three taps at pixels i - 1,
    i and i + 1.
    """
    unit = torch.eye(small, dtype=torch.float64)[None]
    middle = functional.interpolate(unit, scale_factor=factor, mode="linear")[0].T
    padded = functional.pad(middle, (0, 0, 1, 1))
    return torch.hstack([padded[:-2], middle, padded[2:]]).to(device, dtype)

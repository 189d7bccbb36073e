"""A transposed convolution that doubles the side of maps, as one product of matrices."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable


class Doubling(nn.ConvTranspose2d):
    """A 3 x 3 transposed convolution with stride 2, cropped at the right and the bottom.

    Maps of shape (n, inward, side, side) become (n, outward, 2 side, 2 side), as with Keras'
    "same" borders.
    """

    def __init__(self, inward: int, outward: int) -> None:
        super().__init__(inward, outward, 3, stride=2)

    def forward(self, maps: Tensor, output_size: list[int] | None = None) -> Tensor:
        """Maps of twice the side."""
        # oneDNN's own is the fastest in float32, but not in bfloat16 on a processor: there the
        # products alone are twice as fast as in float32, and it takes twice as long.
        if maps.dtype == torch.bfloat16 and maps.device.type == "cpu":
            last = _ProductOfMatrices.apply(maps.permute(0, 2, 3, 1), self.weight, self.bias)
            return last.permute(0, 3, 1, 2)
        return super().forward(maps)[:, :, :-1, :-1]


class _ProductOfMatrices(torch.autograd.Function):
    """The same for maps with their channels last.

    Every pixel's channels times all nine taps of the kernel are one product of matrices. Pixel i
    then adds tap t to pixel 2 i + t, along rows and columns: taps 0 and 1 fill the two pixels that
    it becomes, and tap 2 falls on the first pixel of its neighbour.
    """

    @staticmethod
    def forward(ctx: Any, maps: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        """Maps (n, h, w, inward) to (n, 2 h, 2 w, outward)."""
        n, h, w, inward = maps.shape
        outward = weight.shape[1]
        rows = maps.reshape(-1, inward)
        kernel = weight.permute(0, 2, 3, 1).reshape(inward, 9 * outward)
        ctx.save_for_backward(rows, kernel)
        taps = (rows @ kernel).view(n, h, w, 3, 3, outward)
        doubled = taps.new_empty(n, h, 2, w, 2, outward)
        torch.add(taps[:, :, :, :2, :2].transpose(2, 3), bias, out=doubled)
        doubled[:, 1:, 0] += taps[:, :-1, :, 2, :2]
        doubled[:, :, :, 1:, 0] += taps[:, :, :-1, :2, 2].transpose(2, 3)
        doubled[:, 1:, 0, 1:, 0] += taps[:, :-1, :-1, 2, 2]
        return doubled.view(n, 2 * h, 2 * w, outward)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Gradients of the maps, the weight and the bias."""
        rows, kernel = ctx.saved_tensors
        n, height, width, outward = gradient.shape
        h, w = height // 2, width // 2
        doubled = gradient.reshape(n, h, 2, w, 2, outward)
        taps = gradient.new_empty(n, h, w, 3, 3, outward)
        taps[:, :, :, :2, :2] = doubled.transpose(2, 3)
        taps[:, :-1, :, 2, :2] = doubled[:, 1:, 0]
        taps[:, -1, :, 2] = 0
        taps[:, :, :-1, :2, 2] = doubled[:, :, :, 1:, 0].transpose(2, 3)
        taps[:, :, -1, :, 2] = 0
        taps[:, :-1, :-1, 2, 2] = doubled[:, 1:, 0, 1:, 0]
        products = taps.view(n * h * w, 9 * outward)
        of_kernel = (rows.T @ products).view(-1, 3, 3, outward)
        of_maps = (products @ kernel.T).view(n, h, w, -1)
        return of_maps, of_kernel.permute(0, 3, 1, 2), gradient.sum((0, 1, 2))

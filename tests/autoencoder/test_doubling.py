"""Convolutions as products of matrices, against PyTorch's own layers."""

import pytest
import torch
from torch.nn import functional

from analysis.autoencoder.doubling import Doubling, _ProductOfMatrices
from analysis.autoencoder.network import Autoencoder
from analysis.autoencoder.precision import Precision
from analysis.autoencoder.recipe import he
from analysis.autoencoder.step import move, working_copy
from tests.support.plain_network import PlainAutoencoder


def gradients(compute, *inputs):
    """A result, and the gradients of some sum of it by all inputs."""
    result = compute(*inputs)
    weights = torch.rand(result.shape, generator=torch.Generator().manual_seed(1)).to(result)
    return result, *torch.autograd.grad((weights * result).sum(), inputs)


def drawn(*shape, dtype):
    return torch.randn(shape, generator=torch.Generator().manual_seed(0)).to(dtype).requires_grad_()


def cropped(maps, weight, bias):
    """Keras' "same" transposed convolution, from and to maps with their channels last."""
    full = functional.conv_transpose2d(maps.permute(0, 3, 1, 2), weight, bias, stride=2)
    return full[:, :, :-1, :-1].permute(0, 2, 3, 1)


@pytest.mark.parametrize("shape", [(3, 5, 4, 6), (1, 1, 1, 2), (2, 2, 7, 1)])
def test_a_transposed_convolution_is_a_product_of_matrices(shape):
    maps = drawn(*shape, dtype=torch.float64)
    weight, bias = drawn(shape[-1], 5, 3, 3, dtype=torch.float64), drawn(5, dtype=torch.float64)
    found = gradients(_ProductOfMatrices.apply, maps, weight, bias)
    for one, expected in zip(found, gradients(cropped, maps, weight, bias), strict=True):
        torch.testing.assert_close(one, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_doubling_is_that_to_rounding_in_either_type(dtype):
    layer = Doubling(32, 16).to(dtype)
    maps = drawn(4, 32, 8, 8, dtype=dtype)
    inputs = maps.permute(0, 2, 3, 1), layer.weight, layer.get_parameter("bias")
    expected = cropped(*(x.double() for x in inputs))
    found = layer(maps.contiguous(memory_format=torch.channels_last)).permute(0, 2, 3, 1)
    assert found.dtype == dtype
    # Rounding is relative to the sum of the terms' moduli (Higham 2002, section 3.1), whatever the
    # order of summation: four taps of one pixel are rounded, and their sums.
    moduli = cropped(*(x.double().abs() for x in inputs))
    assert ((found.double() - expected).abs() < 8 * torch.finfo(dtype).eps * moduli).all()


@pytest.mark.parametrize("factor", [1, 2, 3])
def test_the_network_is_pytorchs_own_layers(factor):
    network = Autoencoder(3, 24 * factor, factor).double()
    plain = PlainAutoencoder(3, 24 * factor, factor).double()
    plain.load_state_dict(network.state_dict())
    images = torch.rand(2, 1, 24 * factor, 24 * factor, dtype=torch.float64)
    found, expected = (
        gradients(lambda *_, one=one: one(images), *one.parameters()) for one in (network, plain)
    )
    for one, other in zip(found, expected, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("numbers", ["float32", "bfloat16"])
@pytest.mark.parametrize("factor", [1, 2])
def test_gradients_are_rounded_no_more_than_by_pytorchs_own_layers(numbers, factor):
    precision = Precision("cpu", numbers)
    generator = torch.Generator().manual_seed(2)
    network = Autoencoder(4, 64, factor)
    he(network, 0.2, generator)
    own, plain, exact = (kind(4, 64, factor) for kind in (Autoencoder, *[PlainAutoencoder] * 2))
    for one in (own, plain, exact):
        one.load_state_dict(network.state_dict())
    move(own, precision)
    images = torch.rand(4, 1, 64, 64, generator=generator)
    own, plain, exact = working_copy(own, precision), plain.to(precision.dtype), exact.double()
    found = [gradient(one, images) for one in (own, plain, exact)]
    error, usual = (torch.linalg.norm(one - found[2]) for one in found[:2])
    assert 0 < error < 3 * usual < 0.2 * torch.linalg.norm(found[2])


def gradient(network, images):
    """Of the mean squared error by all weights, in one row."""
    rebuilt = network(images.to(next(network.parameters()).dtype))
    functional.mse_loss(rebuilt.double(), images.double()).backward()
    return torch.cat([p.grad.double().flatten() for p in network.parameters()])

"""Better latents than the encoder's, for decoders whose best latents are known."""

import numpy as np
import pytest
import torch

from analysis.autoencoder.network import Autoencoder
from analysis.autoencoder.refined import refine
from analysis.autoencoder.training import train
from tests.support import tiny

pytestmark = pytest.mark.usefixtures("one_thread")


def errors(images: np.ndarray, rebuilt: np.ndarray) -> np.ndarray:
    return np.square(images - rebuilt).mean(axis=(1, 2))


@pytest.fixture(scope="module")
def trained(one_thread):
    images = tiny.ellipses(24)
    return train(images, 2, tiny.RECIPE, 0, images[:4], tiny.SINGLE)


def test_no_image_is_rebuilt_worse(trained):
    images = tiny.ellipses(9, seed=1)
    refined = errors(images, trained.decode(refine(trained, images)))
    encoded = errors(images, trained.reconstruct(images))
    assert (refined <= encoded * (1 + 1e-5)).all()
    assert refined.mean() < 0.98 * encoded.mean()


def test_latents_of_decoded_images_are_found(trained):
    """What the decoder itself has made it can make again, without an error but rounding."""
    latents = trained.encode(tiny.ellipses(9, seed=2))
    images = trained.decode(latents)
    found = trained.decode(refine(trained, images))
    encoded = trained.reconstruct(images)
    assert errors(images, found).mean() < 1e-3 * errors(images, encoded).mean()


def test_the_network_stays_as_it_is(trained):
    before = {name: weight.copy() for name, weight in trained.weights.items()}
    refine(trained, tiny.ellipses(3))
    for name, weight in trained.weights.items():
        np.testing.assert_array_equal(weight, before[name])


def test_what_is_found_is_near_a_minimum(trained):
    """There the gradient vanishes; how nearly, after so many steps, depends on the rounding."""
    images = tiny.ellipses(5, seed=3)
    network: Autoencoder = trained.network()
    best = torch.from_numpy(refine(trained, images)).requires_grad_()
    rows = torch.from_numpy(images)[:, None]

    def slope(latents: torch.Tensor) -> float:
        error = (network.decode(latents) - rows).square().mean(dim=(1, 2, 3)).sum()
        (gradient,) = torch.autograd.grad(error, latents)
        return float(gradient.norm())

    start = torch.from_numpy(trained.encode(images)).requires_grad_()
    assert slope(best) < 0.3 * slope(start)

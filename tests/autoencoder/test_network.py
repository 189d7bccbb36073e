"""The lecture's network against hand computations, and its training on families of known shape."""

import pickle
from dataclasses import replace

import numpy as np
import pytest
import torch
from skimage.transform import resize

from analysis.autoencoder.network import Autoencoder
from analysis.autoencoder.precision import Precision
from analysis.autoencoder.recipe import (
    LECTURE,
    TUNED,
    constant,
    flips,
    for_set,
    glorot,
    one_cycle,
    symmetries,
)
from analysis.autoencoder.training import train
from analysis.images.greyscale import block_average
from analysis.runtime.errors import InputError
from tests.support.tiny import RECIPE, SINGLE

TINY = replace(RECIPE, augment=flips, weight_decay=0.0, epochs=4)

# Tiny steps on two threads wait for each other, on a busy machine ten times longer.
pytestmark = pytest.mark.usefixtures("one_thread")


def moving_blobs(count: int, side: int = 16) -> np.ndarray:
    """A Gaussian blob at one place or another on a line: one parameter, but not one dimension."""
    places = np.linspace(4, side - 5, count)[:, None, None]
    rows, columns = np.mgrid[:side, :side]
    distance = (columns - places) ** 2 + (rows - (side - 1) / 2) ** 2
    return np.exp(-distance / 8).astype(np.float32)


def svd_error(fitted: np.ndarray, images: np.ndarray, rank: int) -> float:
    fitted, images = (x.reshape(len(x), -1) for x in (fitted, images))
    mean = fitted.mean(axis=0)
    basis = np.linalg.svd(fitted - mean, full_matrices=False)[2][:rank]
    rest = images - mean
    return float(np.mean((rest - rest @ basis.T @ basis) ** 2))


def single_tap(layers, tap: int) -> None:
    """Make each layer hand channel 0 through one weight of its kernel, and nothing else."""
    for layer in layers:
        torch.nn.init.zeros_(layer.weight)
        torch.nn.init.zeros_(layer.bias)
        with torch.no_grad():
            layer.weight[0, 0, tap, tap] = 1


def test_parameters_as_in_keras():
    encoder = [32 * 9 + 32, 64 * 32 * 9 + 64, 128 * 64 * 9 + 128, 8192 * 4 + 4]
    decoder = [
        4 * 8192 + 8192,
        128 * 128 * 9 + 128,
        128 * 64 * 9 + 64,
        64 * 32 * 9 + 32,
        32 * 9 + 1,
    ]
    network = Autoencoder(4, 64)
    assert sum(p.numel() for p in network.parameters()) == sum(encoder) + sum(decoder) == 406_533


@pytest.mark.parametrize("side", [8, 24, 64])
def test_shapes(side):
    network = Autoencoder(3, side)
    latents = network.encode(torch.rand(2, 1, side, side))
    assert latents.shape == (2, 3)
    images = network.decode(latents)
    assert images.shape == (2, 1, side, side)
    assert 0 < images.min() <= images.max() < 1


def test_a_side_that_three_halvings_cannot_use():
    with pytest.raises(InputError, match="60 pixels"):
        Autoencoder(4, 60)


@pytest.mark.parametrize("tap", [0, 1, 2])
def test_convolutions_pad_at_the_right_and_bottom_only(tap):
    # y[i] = x[2i + tap], three times, so feature i is x[8i + 7 tap], or the border's zero.
    side, place = 32, 2
    network = Autoencoder(2, side)
    single_tap(network.down, tap)
    with torch.no_grad():
        network.to_latents.weight.zero_()
        network.to_latents.bias.zero_()
        for latent, at in enumerate((place, side // 8 - 1)):
            network.to_latents.weight[latent, (at * (side // 8) + at) * 128] = 1
    image = torch.rand(1, 1, side, side)
    padded = torch.nn.functional.pad(image, (0, 16, 0, 16))[0, 0]
    expected = [padded[8 * at + 7 * tap, 8 * at + 7 * tap] for at in (place, side // 8 - 1)]
    torch.testing.assert_close(network.encode(image)[0], torch.stack(expected))


@pytest.mark.parametrize("tap", [0, 1, 2])
@pytest.mark.parametrize("place", [0, 3])
def test_transposed_convolutions_crop_at_the_right_and_bottom_only(tap, place):
    # x[i] goes to y[2i + tap], three times: to 8i + 7 tap, where that is still inside.
    side = 32
    network = Autoencoder(1, side)
    single_tap(network.up, tap)
    single_tap([network.to_image], 1)
    with torch.no_grad():
        network.from_latents.weight.zero_()
        network.from_latents.bias.zero_()
        network.from_latents.bias[(place * (side // 8) + place) * 128] = 1
    expected = torch.zeros(side, side)
    end = 8 * place + 7 * tap
    if end < side:
        expected[end, end] = 1
    with torch.no_grad():
        logits = torch.logit(network.decode(torch.zeros(1, 1)))[0, 0]
    torch.testing.assert_close(logits, expected, atol=1e-5, rtol=0)


def orbit(augment, image: torch.Tensor) -> set[bytes]:
    views = augment(image.expand(300, 1, -1, -1), torch.Generator().manual_seed(0))
    return {view.contiguous().numpy().tobytes() for view in views}


def test_augmentations_are_the_symmetries_of_the_square():
    image = torch.arange(16.0).reshape(4, 4)
    turned = [np.rot90(image.numpy(), k) for k in range(4)]
    square = {np.ascontiguousarray(v).tobytes() for t in turned for v in (t, t.T)}
    assert len(square) == 8
    assert orbit(symmetries, image) == square
    assert len(orbit(flips, image)) == 4
    assert orbit(flips, image) < square


def test_glorot_bounds_and_zero_biases():
    network = Autoencoder(4, 64)
    glorot(network, 0.2, torch.Generator().manual_seed(0))
    limit = (6 / (9 * 64 + 9 * 128)) ** 0.5
    weights = network.get_parameter("down.2.weight").abs()
    assert 0.99 * limit < weights.max() <= limit
    assert all(not p.any() for name, p in network.named_parameters() if name.endswith("bias"))


def test_schedules_rise_and_fall():
    assert constant(0.3) == 1
    assert one_cycle(0) == pytest.approx(0)
    assert one_cycle(0.1) == pytest.approx(1)
    assert one_cycle(1) == pytest.approx(0)


def test_a_coarse_network_is_the_lectures_between_averages_and_an_enlargement():
    side, factor = 32, 2
    coarse, lectures = Autoencoder(3, side, factor), Autoencoder(3, side // factor)
    single_tap([coarse.to_image], 1)
    lectures.load_state_dict(coarse.state_dict())
    images = np.random.default_rng(0).random((4, side, side), np.float32)
    averages = block_average(images, factor).astype(np.float32)
    with torch.no_grad():
        latents = lectures.encode(torch.from_numpy(averages)[:, None])
        torch.testing.assert_close(coarse.encode(torch.from_numpy(images)[:, None]), latents)
        small, large = (torch.logit(n.decode(latents))[:, 0].numpy() for n in (lectures, coarse))
    for before, after in zip(small, large, strict=True):
        enlarged = resize(before, (side, side), order=1, mode="edge", anti_aliasing=False)
        np.testing.assert_allclose(after, enlarged, atol=1e-4)


@pytest.mark.parametrize("factor", [1, 2, 4])
def test_the_last_convolution_is_that_of_the_enlarged_maps(factor):
    network = Autoencoder(3, 32, factor)
    maps = torch.rand(2, 32, 32 // factor, 32 // factor)
    enlarged = torch.nn.functional.interpolate(maps, (32, 32), mode="bilinear")
    with torch.no_grad():
        found, expected = network._last_convolution(maps), network.to_image(enlarged)
    torch.testing.assert_close(found, expected)


@pytest.mark.parametrize(
    ("side", "factor"), [(64, 2), (32, 1), (128, 4), (256, 8), (24, 1), (72, 1), (96, 3), (160, 5)]
)
def test_our_recipe_works_on_32_pixels_or_little_more(side, factor):
    assert TUNED.factor(side) == factor
    assert LECTURE.factor(side) == 1
    assert Autoencoder(4, side, factor).side == side


def test_equal_seeds_give_equal_networks():
    images = moving_blobs(16)
    first, again = (train(images, 1, TINY, 3, images[:4], SINGLE) for _ in range(2))
    other = train(images, 1, TINY, 4, images[:4], SINGLE)
    for name, weight in first.weights.items():
        np.testing.assert_array_equal(weight, again.weights[name])
    assert not np.array_equal(
        first.weights["to_latents.weight"], other.weights["to_latents.weight"]
    )


def test_validation_galaxies_change_nothing():
    images = moving_blobs(16)
    seen, unseen = (
        train(images, 1, TINY, 0, held_out, SINGLE) for held_out in (images[:4], images[8:])
    )
    np.testing.assert_array_equal(seen.training_loss, unseen.training_loss)
    assert not np.array_equal(seen.validation_loss, unseen.validation_loss)


def test_a_curved_family_is_learnt_better_than_a_straight_line_can():
    images = moving_blobs(64)
    held_out, fitted = images[1::4], np.delete(images, np.s_[1::4], axis=0)
    recipe = replace(TINY, working_side=16, augment=lambda x, _: x, epochs=40)
    told = []
    trained = train(
        fitted, 1, recipe, 0, held_out, SINGLE, progress=lambda *step: told.append(step)
    )
    assert trained.training_loss[-1] < 0.1 * trained.training_loss[0]
    assert [step[:2] for step in told] == [(epoch, 40) for epoch in range(1, 41)]
    error = np.mean((trained.reconstruct(held_out) - held_out) ** 2)
    assert error == pytest.approx(trained.validation_loss[-1], rel=1e-3)
    assert error < 0.25 * svd_error(fitted, held_out, rank=1)


def test_bfloat16_trains_like_float32():
    images = moving_blobs(16)
    recipe = replace(TINY, learning_rate=1e-3, schedule=constant)
    losses = {}
    for numbers in ("float32", "bfloat16"):
        trained = train(images, 1, recipe, 0, images[:4], Precision("cpu", numbers))
        assert all(weight.dtype == np.float32 for weight in trained.weights.values())
        losses[numbers] = trained.training_loss
    np.testing.assert_allclose(losses["bfloat16"], losses["float32"], rtol=0.05)


def test_a_trained_network_survives_pickling():
    images = moving_blobs(16)
    trained = train(images, 2, TINY, 0, images[:4], SINGLE)
    loaded = pickle.loads(pickle.dumps(trained))
    assert loaded.precision == SINGLE
    np.testing.assert_array_equal(loaded.reconstruct(images), trained.reconstruct(images))
    latents = loaded.encode(images)
    assert latents.shape == (16, 2)
    np.testing.assert_allclose(loaded.decode(latents), loaded.reconstruct(images), atol=1e-6)


@pytest.mark.parametrize(
    ("galaxies", "epochs"), [(224, 90), (704, 90), (2048, 31), (16_352, 3), (1_000_000, 3)]
)
def test_large_sets_take_fewer_epochs(galaxies, epochs):
    recipe = for_set(TUNED, galaxies)
    assert recipe == replace(TUNED, epochs=epochs)


def test_the_lectures_settings():
    assert (LECTURE.epochs, LECTURE.batch_size, LECTURE.learning_rate) == (200, 128, 1e-3)
    assert LECTURE.weight_decay == 0

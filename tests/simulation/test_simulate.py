"""Simulated galaxies: reproducible, in the survey file's format, and true to their truth."""

import re
from dataclasses import replace

import h5py
import numpy as np
import pytest
from scipy.integrate import quad

from analysis.images.names import designation
from analysis.images.stretch import BLACK, SOFTENING, WHITE, stretch
from analysis.runtime.errors import Failed
from analysis.simulation import expose, sample, simulate, write
from analysis.simulation.camera import Grid
from analysis.simulation.defects import SATURATED, lost_cores
from analysis.simulation.disc import disc, knots
from analysis.simulation.foreground import SmallSource, light_of
from analysis.simulation.galaxy import THICKNESS, Galaxy
from analysis.simulation.plane import arms, deproject, texture, winding_phase
from analysis.simulation.profiles import blur, moffat, sersic
from analysis.simulation.resample import lanczos_matrix, noise_correlation, to_frame
from analysis.simulation.scene import scene
from analysis.simulation.size import HELD, sized
from analysis.simulation.tides import debris
from analysis.simulation.truth import UNITS, radii_of_light

SEED = 7
DESIGNATION = re.compile(
    r"J([01]\d|2[0-3])([0-5]\d)([0-5]\d\.\d\d)([+-])(\d\d)([0-5]\d)([0-5]\d\.\d)"
)

PLAIN = Galaxy(
    flux=100.0,
    centre=(0.0, 0.0),
    inclination=0.0,
    position_angle=0.0,
    bulge_fraction=0.0,
    bulge_radius=1.0,
    bulge_index=4.0,
    bulge_axis_ratio=1.0,
    disc_scale_length=2.0,
    disc_edge=1e3,
    bar_fraction=0.0,
    bar_length=2.0,
    bar_axis_ratio=0.3,
    bar_angle=0.0,
    lens_fraction=0.0,
    lens_radius=2.0,
    ring_fraction=0.0,
    ring_radius=2.0,
    outer_ring_fraction=0.0,
    outer_ring_radius=4.0,
    outer_disc_fraction=0.0,
    outer_disc_scale_length=4.0,
    arm_number=2,
    pitch_angle=15.0,
    arm_contrast=0.0,
    arm_phase=0.0,
    arm_wander=0.0,
    lopsidedness=0.0,
    winding=1,
    flocculence=0.0,
    knot_count=0.0,
    knot_fraction=0.0,
    knot_radius=0.1,
    dust=0.0,
    disturbance=0.0,
    tail_fraction=0.0,
    shell_fraction=0.0,
    bulge_g_r=0.9,
    bulge_r_z=0.7,
    disc_g_r=0.6,
    disc_r_z=0.4,
    arm_g_r=0.3,
    arm_r_z=0.2,
)
"""An undisturbed exponential disc that faces us."""

GRID = Grid(field=60.0, side=256)

RANGES = {
    "bulge_fraction": (0, 0.75),
    "disc_scale_length": (5, 100),
    "inclination": (0, 90),
    "axis_ratio": (THICKNESS, 1),
    "position_angle": (0, 180),
    "arm_number": (1, 4),
    "pitch_angle": (5, 40),
    "pixel_scale": (0.1, 0.262),
    "magnitude_r": (11, 20),
    "foreground_fraction": (0, 1),
    "concentration": (1.5, 5.5),
    "noise_sigma": (3, 20),
    "bulge_index": (0.8, 4.5),
}


@pytest.fixture(scope="module")
def small():
    """Many galaxies in few pixels."""
    return simulate(number=48, side=64, seed=SEED)


@pytest.fixture(scope="module")
def full():
    """A few galaxies in the survey's format."""
    return simulate(number=24, seed=SEED)


@pytest.fixture
def rng():
    return np.random.default_rng(SEED)


def moments(light, grid):
    """Flux, centre, axis ratio and position angle in degrees, from second moments."""
    columns, rows = np.meshgrid(grid.axis.astype(float), grid.axis.astype(float))
    weight = light.astype(float) / light.sum(dtype=float)
    column, row = (weight * columns).sum(), (weight * rows).sum()
    xx = (weight * (columns - column) ** 2).sum()
    yy = (weight * (rows - row) ** 2).sum()
    xy = (weight * (columns - column) * (rows - row)).sum()
    minor, major = np.linalg.eigvalsh([[xx, xy], [xy, yy]])
    angle = np.degrees(0.5 * np.arctan2(2 * xy, xx - yy)) % 180
    return column, row, np.sqrt(minor / major), angle


def autocorrelation(image, lag):
    """Correlation of pixels that lie a lag apart along the rows or along the columns."""
    image = image - image.mean()
    along = (image[:, lag:] * image[:, :-lag]).mean()
    across = (image[lag:] * image[:-lag]).mean()
    return (along + across) / 2 / (image**2).mean()


def test_the_same_seed_makes_the_same_set(small):
    again = simulate(number=48, side=64, seed=SEED)
    np.testing.assert_array_equal(again.images, small.images)
    assert again.names == small.names
    for quantity, values in small.truth.items():
        np.testing.assert_array_equal(again.truth[quantity], values)


def test_another_seed_makes_another_set(small):
    other = simulate(number=2, side=64, seed=SEED + 1)
    assert not np.array_equal(other.images, small.images[:2])


def test_a_galaxy_is_the_same_however_many_there_are(small):
    few = simulate(number=5, side=64, seed=SEED)
    np.testing.assert_array_equal(few.images, small.images[:5])
    assert few.names == small.names[:5]


def test_no_two_galaxies_are_alike(small):
    assert len({image.tobytes() for image in small.images}) == len(small.images)
    assert len(set(small.names)) == len(small.names)


def test_fewer_pixels_show_the_same_sky(full):
    binned = full.images.reshape(24, 64, 4, 64, 4, 3).mean((2, 4, 5)).reshape(24, -1)
    coarse = simulate(number=24, side=64, seed=SEED).images.mean(-1).reshape(24, -1)
    agreement = [np.corrcoef(pair)[0, 1] for pair in zip(binned, coarse, strict=True)]
    assert np.median(agreement) > 0.95


def test_the_red_channel_is_the_brightest(full):
    red, green, blue = full.images.mean(axis=(0, 1, 2))
    assert red > green > blue


def test_every_name_is_a_designation(small):
    assert all(DESIGNATION.fullmatch(name) for name in small.names)


@pytest.mark.parametrize(("quantity", "limits"), RANGES.items())
def test_truth_lies_in_its_range_and_varies(full, quantity, limits):
    values = full.truth[quantity]
    assert values.min() >= limits[0]
    assert values.max() <= limits[1]
    assert np.ptp(values) > 0


def test_truth_has_one_finite_value_for_each_galaxy(full):
    assert all(values.shape == (24,) for values in full.truth.values())
    assert all(np.isfinite(values).all() for values in full.truth.values())


def test_units_belong_to_quantities(full):
    assert set(UNITS) <= set(full.truth)


def test_arms_are_bluer_than_discs_and_discs_than_bulges(full):
    truth = full.truth
    assert (truth["arm_g_r"] < truth["disc_g_r"]).all()
    assert truth["disc_g_r"].mean() < truth["bulge_g_r"].mean()


def test_brightness_is_what_the_picture_shows(small):
    shown = np.argsort(np.argsort(small.images.mean(axis=(1, 2, 3))))
    meant = np.argsort(np.argsort(small.truth["brightness"]))
    assert np.corrcoef(shown, meant)[0, 1] > 0.7


def test_fluxes_are_those_of_the_layers_in_the_frame():
    truth = simulate(number=3, seed=SEED).truth
    exposure = expose(2, SEED)
    scale = exposure.grid.frame_pixel
    for layer, light in (
        ("galaxy", exposure.galaxy_light),
        ("stars", exposure.stars),
        ("neighbours", exposure.neighbours),
    ):
        framed = exposure.frame(light).sum(axis=(1, 2), dtype=float) * scale**2
        expected = [truth[f"{layer}_flux_{band}"][2] for band in "zrg"]
        np.testing.assert_allclose(framed, expected, rtol=0.02, atol=0.01)


def test_layers_add_up_to_the_picture(full):
    exposure = expose(5, SEED)
    light = exposure.galaxy_light + exposure.stars + exposure.neighbours
    light = light + exposure.sky + exposure.defects
    np.testing.assert_array_equal(stretch(exposure.frame(light)), full.images[5])


def test_half_light_radius_of_an_exponential_disc(rng):
    light = scene(PLAIN, GRID, rng)[1]
    (radius,) = radii_of_light(light, GRID, PLAIN.centre, (0.5,))
    assert radius == pytest.approx(1.678 * PLAIN.disc_scale_length, rel=0.01)


@pytest.mark.parametrize("inclination", [0.0, 40.0, 70.0])
@pytest.mark.parametrize("position_angle", [20.0, 130.0])
def test_moments_of_a_disc_give_its_orientation(rng, inclination, position_angle):
    galaxy = replace(
        PLAIN, inclination=inclination, position_angle=position_angle, centre=(1.5, -0.7)
    )
    column, row, axis_ratio, angle = moments(scene(galaxy, GRID, rng)[1], GRID)
    assert (column, row) == pytest.approx(galaxy.centre, abs=0.02)
    assert axis_ratio == pytest.approx(galaxy.axis_ratio, abs=0.01)
    if inclination:
        assert angle == pytest.approx(position_angle, abs=1)


def test_moments_of_a_disc_give_its_ellipticity(rng):
    galaxy = replace(PLAIN, inclination=60.0, position_angle=35.0)
    _, _, q, angle = moments(scene(galaxy, GRID, rng)[1], GRID)
    turned = 2 * np.radians(angle)
    measured = (1 - q) / (1 + q) * np.array([np.cos(turned), np.sin(turned)])
    np.testing.assert_allclose(measured, galaxy.ellipticity, atol=0.01)


def test_an_edge_on_disc_has_its_thickness():
    assert replace(PLAIN, inclination=90.0).axis_ratio == pytest.approx(THICKNESS)
    assert PLAIN.axis_ratio == pytest.approx(1)


def test_flux_and_colours_are_those_asked_for(rng):
    z, r, g = scene(PLAIN, GRID, rng).sum(axis=(1, 2), dtype=float) * GRID.pixel**2
    assert r == pytest.approx(PLAIN.flux, rel=1e-4)
    assert -2.5 * np.log10(g / r) == pytest.approx(PLAIN.disc_g_r, abs=1e-3)
    assert -2.5 * np.log10(r / z) == pytest.approx(PLAIN.disc_r_z, abs=1e-3)


def test_scale_length_is_the_slope_of_the_profile(rng):
    light = scene(PLAIN, GRID, rng)[1]
    radius = np.hypot(GRID.axis[:, None], GRID.axis)
    fitted = (radius > 2) & (radius < 12)
    slope = np.polyfit(radius[fitted], np.log(light[fitted]), 1)[0]
    assert -1 / slope == pytest.approx(PLAIN.disc_scale_length, rel=0.01)


def test_bulge_fraction_is_the_light_of_the_bulge(rng):
    galaxy = replace(PLAIN, bulge_fraction=0.3, bulge_g_r=2.0, disc_g_r=0.0)
    _, r, g = scene(galaxy, GRID, rng).sum(axis=(1, 2), dtype=float)
    # With the colours known, the two bands give the fraction: a bulge of g - r = 2 in front
    # of a disc of g - r = 0.
    assert (1 - g / r) / (1 - 10 ** (-0.4 * 2)) == pytest.approx(0.3, abs=1e-3)


def test_dust_dims_and_reddens(rng):
    dusty = replace(PLAIN, arm_contrast=0.5, dust=0.5)
    bare = replace(dusty, dust=0.0)
    z, r, g = scene(dusty, GRID, np.random.default_rng(1)).sum(axis=(1, 2)) / scene(
        bare, GRID, np.random.default_rng(1)
    ).sum(axis=(1, 2))
    assert g < r < z < 1


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"inclination": 60.0, "disc_edge": 5.0},
        {"bulge_fraction": 0.4, "bulge_index": 2.0, "bulge_axis_ratio": 0.8, "inclination": 50.0},
        {"bar_fraction": 0.3, "lens_fraction": 0.3, "ring_fraction": 0.2, "disc_edge": 5.0},
        {"outer_ring_fraction": 0.2, "outer_disc_fraction": 0.1, "disc_edge": 5.0},
    ],
)
def test_a_sized_galaxy_holds_its_part_of_the_light_in_its_radius(rng, changes):
    galaxy = sized(replace(PLAIN, **changes), 6.0)
    (radius,) = radii_of_light(scene(galaxy, GRID, rng)[1], GRID, galaxy.centre, (HELD,))
    assert radius == pytest.approx(6.0, rel=0.03)


def test_size_changes_nothing_but_lengths():
    changed = sized(PLAIN, 3.0)
    assert changed.disc_edge / PLAIN.disc_edge == pytest.approx(
        changed.disc_scale_length / PLAIN.disc_scale_length
    )
    assert changed.flux == PLAIN.flux


@pytest.mark.parametrize(
    "galaxy",
    [replace(PLAIN, tail_fraction=0.3), replace(PLAIN, shell_fraction=0.3)],
    ids=["tails", "shells"],
)
def test_an_encounter_leaves_its_share_of_light_on_one_side_and_outside(rng, galaxy):
    plane = deproject(galaxy, GRID, rng)
    light = debris(galaxy, plane, rng)
    assert light.sum() == pytest.approx(0.3)
    assert light.min() >= 0
    # Farther out than the galaxy's own light, and not the same after half a turn.
    radius = np.average(plane.radius, weights=light)
    assert radius > np.average(plane.radius, weights=np.exp(-plane.radius / 2.0))
    assert np.abs(light - light[::-1, ::-1]).sum() > 0.3 * light.sum()


def test_whom_nobody_met_has_no_debris(rng):
    assert not debris(PLAIN, deproject(PLAIN, GRID, rng), rng).any()


def test_shells_end_sharply(rng):
    light = debris(replace(PLAIN, shell_fraction=1.0), deproject(PLAIN, GRID, rng), rng)
    outwards = np.diff(light[GRID.count // 2 :, GRID.count // 2 :], axis=1)
    assert outwards.min() < -2 * outwards.max()


def test_lopsidedness_is_the_first_harmonic_of_the_disc(rng):
    galaxy = replace(PLAIN, lopsidedness=0.4, ring_radius=0.5)
    light = scene(galaxy, GRID, rng)[1]
    plane = deproject(galaxy, GRID, rng)
    annulus = (plane.radius > 4) & (plane.radius < 8)
    first = np.sum(light[annulus] * np.exp(1j * plane.angle[annulus]))
    assert 2 * abs(first) / light[annulus].sum() == pytest.approx(0.4, abs=0.03)


def test_arms_that_wander_are_no_logarithmic_spirals(rng):
    def wound(wander):
        galaxy = replace(PLAIN, arm_contrast=1.0, ring_radius=0.5, arm_wander=wander)
        light = scene(galaxy, GRID, np.random.default_rng(3))[1]
        plane = deproject(galaxy, GRID, rng)
        disc = (plane.radius > 2) & (plane.radius < 10)
        phase = winding_phase(np.log(plane.radius[disc] / 2.0), plane.angle[disc], 15.0)
        weight = light[disc] * np.exp(plane.radius[disc] / 2.0)
        return abs(np.sum(weight * np.exp(2j * phase))) / weight.sum()

    assert wound(0.8) < 0.8 * wound(0.0)


def test_knots_are_as_wide_as_they_are_said_to_be(rng):
    young = np.zeros((GRID.count, GRID.count))
    young[GRID.count // 2, GRID.count // 2] = 1
    galaxy = replace(PLAIN, knot_count=20.0, knot_radius=1.5)
    light = knots(galaxy, young, GRID.pixel, rng)
    squared = GRID.axis[:, None].astype(float) ** 2 + GRID.axis.astype(float) ** 2
    assert np.average(squared, weights=light) == pytest.approx(2 * 1.5**2, rel=0.05)


def test_saturated_cores_lack_a_band_or_two_and_faint_stars_none(rng):
    bright = SmallSource(3.0, -2.0, (3 * SATURATED,) * 3, 1.2)
    faint = SmallSource(-8.0, 5.0, (0.5 * SATURATED,) * 3, 1.2)
    light = light_of([bright, faint], GRID)
    lost = -lost_cores(light, [bright, faint], GRID, rng)
    row, column = np.searchsorted(GRID.axis, (-2.0, 3.0))
    share = lost[:, row, column] / light[:, row, column]
    assert np.count_nonzero(share > 0.8) in (1, 2)
    assert np.count_nonzero(share == 0) == 3 - np.count_nonzero(share > 0.8)
    row, column = np.searchsorted(GRID.axis, (5.0, -8.0))
    np.testing.assert_allclose(lost[:, row, column], 0, atol=1e-3 * light[:, row, column].min())


@pytest.mark.parametrize("index", [1.0, 4.0])
def test_sersic_profile_holds_half_its_light_in_its_radius(index):
    def light(radius):
        return 2 * np.pi * radius * sersic(radius, 1.0, index)

    total = quad(light, 0, np.inf, limit=200)[0]
    assert quad(light, 0, 1)[0] / total == pytest.approx(0.5, abs=2e-3)


@pytest.mark.parametrize("pitch", [8.0, -8.0, 25.0])
@pytest.mark.parametrize("number", [2, 3])
def test_slope_of_the_arms_is_the_pitch_angle(number, pitch):
    log_radius = np.linspace(0, 2, 400)
    angle = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    pattern = arms(winding_phase(log_radius[:, None], angle, pitch), number)
    phase = np.unwrap(np.angle(np.fft.fft(pattern, axis=1)[:, number])) / -number
    slope = np.polyfit(log_radius, phase, 1)[0]  # dθ/d(ln R) of a ridge
    assert np.degrees(np.arctan(1 / slope)) == pytest.approx(pitch, rel=1e-3)


def test_slope_of_the_arms_in_an_image_is_the_pitch_angle(rng):
    galaxy = replace(PLAIN, arm_contrast=1.0, ring_radius=0.5, pitch_angle=20.0, winding=-1)
    light = scene(galaxy, GRID, rng)[1]
    radii = np.geomspace(2, 10, 30)
    angle = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    middle = (GRID.count - 1) / 2
    columns = np.rint(middle + radii[:, None] * np.cos(angle) / GRID.pixel).astype(int)
    rows = np.rint(middle + radii[:, None] * np.sin(angle) / GRID.pixel).astype(int)
    harmonic = np.fft.fft(light[rows, columns], axis=1)[:, galaxy.arm_number]
    phase = np.unwrap(np.angle(harmonic)) / -galaxy.arm_number
    slope = np.polyfit(np.log(radii), phase, 1)[0]
    assert np.degrees(np.arctan(1 / slope)) == pytest.approx(-20, abs=0.7)


@pytest.mark.parametrize("winding", [1, -1])
def test_dust_lies_on_the_inner_edge_of_the_arms(rng, winding):
    galaxy = replace(PLAIN, arm_contrast=1.0, ring_radius=0.5, winding=winding)
    rendered = disc(galaxy, deproject(galaxy, GRID, rng), rng)
    row = GRID.count // 2
    outwards = slice(GRID.count // 2 + 10, GRID.count // 2 + 60)
    arm, dust = rendered.young[row, outwards], rendered.dust[row, outwards]
    shifts = np.arange(-6, 7)
    overlap = [np.corrcoef(arm, np.roll(dust, shift))[0, 1] for shift in shifts]
    assert shifts[np.argmax(overlap)] > 0


def test_arms_have_no_mean_and_peak_at_one():
    pattern = arms(np.linspace(0, 2 * np.pi, 1000, endpoint=False), 3)
    assert pattern.mean() == pytest.approx(0, abs=1e-6)
    assert pattern.max() == pytest.approx(1, abs=1e-4)


def test_texture_has_unit_variance(rng):
    angle, log_radius = np.meshgrid(np.linspace(0, 2 * np.pi, 400), np.linspace(-1, 2, 400))
    variances = [texture(log_radius, angle, 15.0, rng).var() for _ in range(20)]
    assert np.mean(variances) == pytest.approx(1, abs=0.15)


def test_moffat_profile_is_normalised_and_as_wide_as_it_says():
    total = quad(lambda r: 2 * np.pi * r * moffat(r**2, 1.3), 0, np.inf)[0]
    assert total == pytest.approx(1)
    assert moffat(0.65**2, 1.3) == pytest.approx(moffat(0.0, 1.3) / 2)


def test_seeing_keeps_the_flux_and_widens_the_image(rng):
    sharp = scene(PLAIN, GRID, rng)
    blurred = blur(sharp, GRID, 1.2)
    np.testing.assert_allclose(blurred.sum(axis=(1, 2)), sharp.sum(axis=(1, 2)), rtol=1e-4)
    assert (blurred.max(axis=(1, 2)) < sharp.max(axis=(1, 2))).all()


def test_a_source_has_its_flux_its_place_and_its_shape():
    source = SmallSource(3.0, -2.0, (5.0, 4.0, 3.0), 3.0, 0.5, np.radians(30))
    light = light_of([source], GRID)
    np.testing.assert_allclose(GRID.frame_flux(light), source.flux, rtol=0.01)
    inner = np.where(light[1] > 0.3 * light[1].max(), light[1], 0)
    column, row, axis_ratio, angle = moments(inner, GRID)
    assert (column, row) == pytest.approx((3, -2), abs=0.02)
    assert axis_ratio == pytest.approx(0.5, abs=0.03)
    assert angle == pytest.approx(30, abs=1)


def test_resampling_keeps_a_constant_and_a_slope():
    matrix = lanczos_matrix(GRID)
    np.testing.assert_allclose(matrix.sum(axis=1), 1, rtol=1e-5)
    slope = np.broadcast_to(GRID.axis, (3, GRID.count, GRID.count)).astype(np.float32)
    frame = to_frame(slope, matrix)
    assert frame.shape == (3, 256, 256)
    np.testing.assert_allclose(frame[0, 7], GRID.frame_axis, atol=0.02 * GRID.pixel)


def test_noise_is_as_correlated_as_the_resampling_makes_it(rng):
    matrix = lanczos_matrix(GRID)
    white = rng.standard_normal((3, GRID.count, GRID.count)).astype(np.float32)
    measured = np.mean([autocorrelation(band, 1) for band in to_frame(white, matrix)])
    assert measured == pytest.approx(noise_correlation(matrix, 1), abs=0.02)


def test_sky_is_as_correlated_as_the_surveys():
    corners = [
        autocorrelation(stretch(exposure.frame(exposure.sky))[:48, :48].mean(axis=-1), 1)
        for exposure in (expose(index, SEED) for index in range(24))
    ]
    # In the survey's file: from 0.15 to 0.94, median 0.65.
    assert min(corners) > 0.05
    assert max(corners) < 0.94
    assert np.median(corners) == pytest.approx(0.65, abs=0.12)


def test_greyscale_noise_is_as_told(full):
    exposure = expose(3, SEED)
    sky = stretch(exposure.frame(exposure.sky)).mean(axis=-1)
    assert sky[-64:, -64:].std() == pytest.approx(full.truth["noise_sigma"][3], rel=0.1)


def test_stretch_of_grey_light_is_the_arcsinh():
    units = np.array([BLACK, 0, 1, 10, 100, WHITE, 2 * WHITE], dtype=np.float32)
    light = SOFTENING * units[:, None]  # (3, 7, 1)
    black, white = np.arcsinh(BLACK), np.arcsinh(WHITE)
    level = (np.arcsinh(units) - black) / (white - black)
    # Pixels that no band dominates still keep a little of the fading's last term.
    kept = np.sin(np.pi / 2 * (1 - 1 / 2.5))
    level = np.clip(level + (1 - kept) ** 2 * level**2, 0, 1)
    np.testing.assert_allclose(stretch(light)[:, 0, 0], 255 * level, atol=1)


def test_stretch_fades_what_one_band_dominates():
    green = SOFTENING * np.array([0.0, 3.0, 0.0], dtype=np.float32)[:, None, None]
    red, strong, blue = stretch(green)[0, 0].astype(int)
    unfaded = 255 * np.diff(np.arcsinh([BLACK, 3.0]))[0] / np.diff(np.arcsinh([BLACK, WHITE]))
    assert strong < unfaded[0]
    assert red == blue > stretch(0 * green)[0, 0, 0]


def test_digits_of_a_designation_are_cut_off():
    assert designation(0.4494972, -1.7861) == "J002658.18-014709.9"
    assert designation(23.9999999, 59.9999999) == "J235959.99+595959.9"


def test_file_is_like_the_surveys(full, tmp_path):
    write(tmp_path / "set.hdf5", full)
    with h5py.File(tmp_path / "set.hdf5") as file:
        images, names = file["images_spirals"], file["names"]
        assert images.dtype == np.uint8
        assert images.shape == (24, 256, 256, 3)
        np.testing.assert_array_equal(images[:], full.images)
        assert names.shape == (24,)
        assert all(DESIGNATION.fullmatch(name.decode("ascii")) for name in names[:])
        assert h5py.check_string_dtype(names.dtype) == ("ascii", None)
        assert file.attrs["seed"] == SEED


def test_file_holds_the_truth_with_units(small, tmp_path):
    write(tmp_path / "set.hdf5", small)
    with h5py.File(tmp_path / "set.hdf5") as file:
        for quantity, values in small.truth.items():
            np.testing.assert_array_equal(file["truth"][quantity], values)
        assert file["truth/disc_scale_length"].attrs["units"] == "pixel"
        assert file["truth/bulge_fraction"].attrs["units"] == ""


def test_a_failed_write_leaves_nothing(small, tmp_path, monkeypatch):
    def fill_half(file, simulated):
        file.create_dataset("images_spirals", data=simulated.images)
        raise OSError("disk full")

    monkeypatch.setattr(sample, "_fill", fill_half)
    with pytest.raises(Failed, match="disk full"):
        write(tmp_path / "set.hdf5", small)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_previous_file(small, tmp_path, monkeypatch):
    path = tmp_path / "set.hdf5"
    write(path, small)
    before = path.read_bytes()
    monkeypatch.setattr(sample, "_fill", lambda file, simulated: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(path, small)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]

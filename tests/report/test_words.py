"""Different results give different sentences."""

from types import SimpleNamespace

import numpy as np
import pytest

from analysis.images.bands import Bands
from analysis.meaning.associations import Association
from analysis.meaning.explained import Explained
from analysis.morphology.recovery import Recovered, Recovery
from analysis.results.interpretation import Component, Together, _component
from analysis.results.kept import Kept
from analysis.results.run import verdict
from report.cells import Cells


@pytest.fixture
def say(repository, monkeypatch):
    """A template's words, on one line."""
    monkeypatch.chdir(repository)
    templates = Cells(None).templates

    def render(name, **context):
        return " ".join(templates.get_template(f"{name}.md.j2").render(**context).split())

    return render


def component(**rho) -> Component:
    associations = tuple(
        Association("latent 2", name.replace("_", "-"), value, value - 0.05, value + 0.05, p)
        for name, (value, p) in rho.items()
    )
    return _component("latent 2", associations)


def test_a_component_that_follows_something(say):
    said = say("interpretation/follows", component=component(size=(0.83, 0.0), e1=(0.3, 0.01)))
    assert (
        said
        == "follows size (ρ = +0.83, +0.78 to +0.88) and, less, e1 (ρ = +0.30, +0.25 to +0.35)."
    )


def test_a_component_that_is_moderate_or_weak(say):
    assert say("interpretation/follows", component=component(e2=(-0.4, 0.0))).startswith(
        "goes moderately with e2 (ρ = −0.40"
    )
    assert say("interpretation/follows", component=component(e2=(0.15, 0.02))).startswith(
        "goes only weakly with e2"
    )


def test_what_is_not_significant_is_not_claimed(say):
    said = say("interpretation/follows", component=component(size=(0.6, 0.2), e1=(0.1, 1.0)))
    assert said == "goes with none of the measured properties significantly."


@pytest.mark.parametrize(
    ("names", "claim"),
    [
        (("z", "r", "g"), "in the order of a red-green-blue picture"),
        (("g", "r", "z"), "in the worksheet's order"),
        (("channel 0", "channel 1", "channel 2"), "which does not decide the order"),
    ],
)
def test_the_order_of_the_bands(say, names, claim):
    bands = Bands(names, 5, 1e-4)
    run = SimpleNamespace(data=SimpleNamespace(bands=bands, shape=(9, 64, 64, 3)))
    assert claim in say("data/bands", run=run)


@pytest.mark.parametrize(
    ("origin", "claim"),
    [
        ({}, "file `mine.hdf5`."),
        (
            {"layer": "ls-dr9", "pixel_scale": 0.262},
            "fetched from the survey's cutout service (layer `ls-dr9`, 0.262″ a pixel).",
        ),
        ({"spirals": "the first 256"}, "`mine.hdf5`, the first 256 spirals of Galaxy10 DECaLS."),
    ],
)
def test_where_the_images_come_from(say, origin, claim):
    data = SimpleNamespace(
        source="file", file="mine.hdf5", origin=origin, shape=(9, 64, 64, 3), seed=None
    )
    made = SimpleNamespace(date="1 May 2026", commit=None)
    assert claim in say("data/source", run=SimpleNamespace(data=data), made=made)


def autoencoder(ratio, p_value, lecture=None, better=None):
    better = (20 if ratio < 1 else 10) if better is None else better
    four = SimpleNamespace(
        latent_dim=4,
        ratio=ratio,
        p_value=p_value,
        recipe="our",
        epochs=9,
        recipe_epochs=9,
        test_mse=0.003 * ratio,
        svd_test_mse=0.003,
        better=better,
        verdict=verdict(ratio, better, p_value),
        cut=False,
        steps=50,
    )
    return SimpleNamespace(
        autoencoder=SimpleNamespace(
            runs=(four,),
            lecture=lecture and SimpleNamespace(**vars(four) | lecture),
            test_galaxies=32,
            seed=0,
        )
    )


@pytest.mark.parametrize(
    ("ratio", "p_value", "claim"),
    [
        (0.8, 0.01, "the autoencoder's error is 0.80 times that of the SVD"),
        (0.8, 0.2, "do not differ significantly"),
        (1.4, 0.01, "the SVD wins"),
    ],
)
def test_who_wins(say, ratio, p_value, claim):
    said = say("autoencoder/comparison", run=autoencoder(ratio, p_value))
    assert claim in said
    assert "lecture's recipe" not in said


def test_the_lectures_recipe_is_judged_only_where_it_was_trained(say):
    run = autoencoder(
        0.8, 0.01, lecture={"ratio": 1.8, "recipe": "the lecture's", "verdict": "SVD"}
    )
    said = say("autoencoder/comparison", run=run)
    assert "loses to the SVD" in said
    assert "1.80 times as large" in said


def test_components_are_sorted_by_strength():
    parts = component(a=(0.1, 0.0), b=(-0.9, 0.0), c=(0.6, 0.0), d=(0.3, 0.0), e=(0.9, 0.5))
    assert [item.property for item in parts.strong] == ["b", "c"]
    assert [item.property for item in parts.moderate] == ["d"]
    assert [item.property for item in parts.weak] == ["a"]


def kept(**rho):
    """Three rules' numbers kept, of which the first goes with some properties."""
    names = ("median rule", "border", "averaged 2 × 2, known noise")
    properties = ("half-light radius", "other sources", "autocorrelation of the sky")
    associations = tuple(
        Association(name, quantity, value, value - 0.1, value + 0.1, p)
        for name in names
        for quantity in properties
        for value, p in [rho.get(quantity.split()[0].replace("-", "_"), (0.05, 1.0))]
    )
    empty = np.array([])
    return Kept((), empty, (), (254, 256, 256), len(associations), associations)


def test_what_the_number_kept_goes_with_is_read_off_the_data(say):
    def said(**rho):
        run = SimpleNamespace(noise=SimpleNamespace(kept=kept(**rho)))
        return say("noise/associations", run=run)

    nothing = said()
    assert nothing.count("no measured property goes with it significantly") == 3
    assert "No property of the galaxy itself" in nothing
    sky = said(autocorrelation=(0.8, 1e-9))
    assert "more with autocorrelation of the sky (+0.80)" in sky
    assert "measures the sky above all" in sky
    size = said(half_light=(-0.4, 1e-3))
    assert "less with half-light radius (−0.40)" in size
    assert "Of the galaxy itself, half-light radius matters" in size


def together(say, **folds):
    """What is said of properties with R² of latents and coefficients in three folds each."""
    rows = tuple(
        Together(
            name,
            99,
            tuple(
                Explained(features, regression, np.array(of_each))
                for features, of_each in zip(
                    ("latents", "singular coefficients"), values, strict=True
                )
                for regression in ("linear", "non-linear")
            ),
        )
        for name, values in folds.items()
    )
    meaning = SimpleNamespace(together=rows, latents=(None,) * 4)
    return say("interpretation/together", run=SimpleNamespace(interpretation=meaning))


def test_which_numbers_explain_more_is_read_off_the_folds(say):
    high, low, wild = (0.8, 0.82, 0.81), (0.4, 0.41, 0.43), (0.95, 0.5, 0.9)
    chance = (-0.1, 0.05, 0.02)
    assert "The latents explain more of size, by more" in together(say, size=(high, low))
    assert "The singular coefficients explain more of size, by" in together(say, size=(low, high))
    assert "For size the difference does not exceed" in together(say, size=(high, wild))
    said = together(say, size=(chance, chance), shape=(high, low))
    assert "Of size neither explains more than the folds scatter" in said
    assert "The latents explain more of shape" in said
    assert "| shape | 0.81 ± 0.01 | 0.81 ± 0.01 | 0.41 ± 0.02 | 0.41 ± 0.02 |" in said


def measured(galaxies=99, **changes):
    nothing = {"without_shape": (), "without_structure": (), "colour_known": True, "galaxies": 99}
    flagged = {"good": 90, "suspect": 3, "bad": 6}
    nothing["structure_block"] = 4
    return SimpleNamespace(
        morphology=SimpleNamespace(**nothing | {"flagged": flagged} | changes),
        data=SimpleNamespace(shape=(galaxies, 64, 64, 3)),
    )


def test_galaxies_that_cannot_be_measured_are_named(say):
    said = say("interpretation/measured", run=measured())
    assert "in the middle of all 99 images" in said
    assert "not used" not in said
    assert "spread evenly" not in said
    said = say("interpretation/measured", run=measured(galaxies=20000))
    assert "Of the 20 000 galaxies 99, spread evenly over the set, are measured" in said.replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )
    said = say("interpretation/measured", run=measured(without_structure=(4, 17)))
    assert "(galaxies 4, 17)" in said
    said = say("interpretation/measured", run=measured(without_shape=(8,), colour_known=False))
    assert "In galaxy 8 nothing is found in the middle of the image; it is left out." in said
    assert "no colour is measured" in said


@pytest.mark.parametrize("own", [True, False])
def test_how_well_the_truth_is_recovered(say, own):
    recovery = Recovery(
        64,
        own,
        (
            Recovered("brightness", "light in r", 0.99, 0.9, 1.0, 1.1, True),
            Recovered("colour", "colour", 0.4, -0.2, -0.1, 0.1, False, "mag"),
        ),
    )
    run = SimpleNamespace(morphology=SimpleNamespace(recovery=recovery))
    said = say("interpretation/truth", run=run)
    assert ("nobody knows" in said) is not own
    assert "brightness follows the truth best (Spearman's ρ = +0.99) and colour least" in said
    assert "| +0.99 | × 1.00 | × 0.90 to × 1.10 |" in said or "× 0.90 to 1.10" in said
    assert "−0.10 mag" in said


@pytest.mark.parametrize(("ratio", "better"), [(0.96, 8), (1.05, 24)])
def test_a_mean_that_the_majority_contradicts_is_no_victory(say, ratio, better):
    said = say("autoencoder/comparison", run=autoencoder(ratio, 0.02, better=better))
    assert "mean and majority disagree" in said
    assert f"rebuilds {better} of 32 galaxies better" in said
    assert "wins" not in said


def again(alone, together, lowest):
    """A full report's five trainings: how far latents and directions of the first come back."""
    seeds = SimpleNamespace(
        runs=[None] * 5,
        alike=0.9,
        test_galaxies=32,
        shared=[
            SimpleNamespace(index=k + 1, lowest=value, median=value, recurs=value >= 0.9)
            for k, value in enumerate(lowest)
        ],
        recurrences=[
            SimpleNamespace(index=k + 1, alone=np.array([one, 1.0]), together=np.array([all_, 1.0]))
            for k, (one, all_) in enumerate(zip(alone, together, strict=True))
        ],
    )
    return SimpleNamespace(
        autoencoder=SimpleNamespace(seeds=seeds),
        interpretation=SimpleNamespace(
            properties=("size", "shape"),
            shared=[component(size=(0.8, 0.0), shape=(0.1, 0.9)) for _ in lowest],
        ),
    )


@pytest.mark.parametrize(
    ("alone", "together", "lowest", "claims"),
    [
        (
            (0.95, 0.95),
            (0.95, 0.95),
            (0.99, 0.95),
            (
                "All 2 directions come back",
                "Every latent of the first training",
                "All of them can be",
            ),
        ),
        (
            (0.5, 0.95),
            (0.9, 0.95),
            (0.99, 0.95),
            ("latent 2 comes back as a single latent", "the others do not", "it is the space"),
        ),
        (
            (0.5, 0.5),
            (0.9, 0.3),
            (0.99, 0.3),
            (
                "Direction 1 of 2 comes back",
                "No latent of the first",
                "one can read latent 1 alone",
            ),
        ),
        (
            (0.5, 0.5),
            (0.3, 0.3),
            (0.6, 0.3),
            ("None of the 2 directions", "No latent of the first", "None can be read off"),
        ),
    ],
)
def test_whether_a_latent_is_a_thing(say, alone, together, lowest, claims):
    said = say("autoencoder/latents-again", run=again(alone, together, lowest))
    for claim in (*claims, "size (+0.80) |"):
        assert claim in said
    assert "shape (" not in said


def dimension(d, ratio, mse, training, svd_training):
    return SimpleNamespace(
        latent_dim=d,
        seeds=np.arange(3),
        test_mse=np.full(3, mse),
        median_test_mse=mse,
        median_training_mse=training,
        svd_test_mse=mse / ratio,
        svd_training_mse=svd_training,
        ratio=ratio,
        lowest_ratio=ratio,
        highest_ratio=ratio,
        better="CAE" if ratio < 1 else "SVD",
    )


@pytest.mark.parametrize(
    ("dimensions", "last_won", "first_lost", "crossing", "claims", "absent"),
    [
        (
            (dimension(4, 0.8, 3, 2, 2), dimension(128, 1.5, 1, 1, 0.1)),
            4,
            128,
            30.2,
            (
                "up to 4 dimensions and above it with 128",
                "cross at about 30",
                "does best with 4 (0.80)",
                "makes less",
            ),
            (),
        ),
        (
            (dimension(4, 0.8, 3, 2, 2), dimension(128, 0.9, 1, 0.1, 0.2)),
            128,
            None,
            None,
            ("below that of the SVD for every number", "do not cross", "of 20 for"),
            ("about",),
        ),
        (
            (dimension(4, 1.8, 3, 2, 2), dimension(128, 1.9, 1, 0.1, 0.1)),
            None,
            4,
            None,
            ("above that of the SVD already with 4", "carries over", "no better in"),
            ("cross",),
        ),
    ],
)
def test_where_the_svd_takes_over(say, dimensions, last_won, first_lost, crossing, claims, absent):
    sweep = SimpleNamespace(
        dimensions=dimensions, last_won=last_won, first_lost=first_lost, crossing=crossing
    )
    cae = SimpleNamespace(sweep=sweep, factor=2, averaging_mse=0.1)
    said = say("autoencoder/sweep", run=SimpleNamespace(autoencoder=cae))
    for claim in (*claims, "cost 0.100, 10% of its error"):
        assert claim in said
    for claim in absent:
        assert claim not in said


def test_a_quick_report_says_what_it_leaves_out(say):
    run = SimpleNamespace(autoencoder=SimpleNamespace(seeds=None, sweep=None, latent_dim=4))
    assert "make report FULL=1" in say("autoencoder/seeds", run=run)
    assert "make report FULL=1" in say("autoencoder/sweep", run=run)
    assert not say("autoencoder/latents-again", run=run).strip()

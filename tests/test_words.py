"""Different results give different sentences."""

from types import SimpleNamespace

import numpy as np
import pytest

from analysis.data.bands import Bands
from analysis.interpretation import Association
from analysis.results.interpretation import Component, _component
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
    bands = Bands(names, np.zeros((9, 3)), 5, 1e-4)
    run = SimpleNamespace(data=SimpleNamespace(bands=bands, shape=(9, 64, 64, 3)))
    assert claim in say("data/bands", run=run)


def autoencoder(ratio, p_value, lecture=None, better=None):
    four = SimpleNamespace(
        latent_dim=4,
        ratio=ratio,
        p_value=p_value,
        recipe="our",
        epochs=9,
        recipe_epochs=9,
        test_mse=0.003 * ratio,
        svd_test_mse=0.003,
        better=(20 if ratio < 1 else 10) if better is None else better,
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
    run = autoencoder(0.8, 0.01, lecture={"ratio": 1.8, "recipe": "the lecture's"})
    said = say("autoencoder/comparison", run=run)
    assert "loses to the SVD" in said
    assert "1.80 times as large" in said


def test_components_are_sorted_by_strength():
    parts = component(a=(0.1, 0.0), b=(-0.9, 0.0), c=(0.6, 0.0), d=(0.3, 0.0), e=(0.9, 0.5))
    assert [item.property for item in parts.strong] == ["b", "c"]
    assert [item.property for item in parts.moderate] == ["d"]
    assert [item.property for item in parts.weak] == ["a"]


@pytest.mark.parametrize(("ratio", "better"), [(0.96, 8), (1.05, 24)])
def test_a_mean_that_the_majority_contradicts_is_no_victory(say, ratio, better):
    said = say("autoencoder/comparison", run=autoencoder(ratio, 0.02, better=better))
    assert "mean and majority disagree" in said
    assert f"rebuilds {better} of 32 galaxies better" in said
    assert "wins" not in said

"""Different results give different sentences: compression, noise and low rank plus sparse."""

from types import SimpleNamespace

import numpy as np
import pytest

from analysis.comparison.contest import Contest, Entry, FreeVectors
from analysis.comparison.paired import Paired, paired
from analysis.comparison.quantiles import Quantiles
from analysis.comparison.truth import Truth, closest
from analysis.comparison.wavelet_choice import Wavelet
from analysis.meaning.associations import Association
from analysis.results.kept import Kept, Rule
from analysis.results.recovery import RankRecovery
from analysis.results.remedies import Row, Trials
from analysis.results.robust_pca import Region, Stars
from report.cells import Cells

METHODS = ("largest cosines", "own SVD", "sample vectors")
RULES = ("median rule", "border", "averaged 2 × 2, known noise")
VERDICTS = {
    "first": Paired(100, 0.1, 0.2, 90, 1e-6),
    "second": Paired(100, 0.2, 0.1, 10, 1e-6),
    "neither": Paired(100, 0.1, 0.11, 55, 0.4),
    "contradiction": Paired(100, 0.1, 0.11, 40, 0.01),
}


@pytest.fixture
def say(repository, monkeypatch):
    """A template's words, on one line."""
    monkeypatch.chdir(repository)
    templates = Cells(None).templates

    def render(name, **run):
        template = templates.get_template(f"{name}.md.j2")
        return " ".join(template.render(run=SimpleNamespace(**run)).split())

    return render


def around(median, spread=0.01):
    return Quantiles(*(median + spread * step for step in (-2, -1, 0, 1, 2)))


def contest(part, names, verdict, counted=True):
    entries = tuple(
        Entry(name, 16, 16, around(0.1 + 0.01 * place), 30.0, 0.9, 50 - place)
        for place, name in enumerate(names)
    )
    return Contest(part, 65536 // part, counted, entries, VERDICTS[verdict])


def contests(counted, free, verdict="first", coordinates=223, against="second"):
    vectors = FreeVectors(coordinates, 256, 256, free[0], VERDICTS[against])
    return {
        "rate_distortion": SimpleNamespace(
            curves=[SimpleNamespace(method=method) for method in METHODS],
            contests=(contest(256, counted, verdict),),
            free_contests=(contest(256, free, verdict, counted=False),),
            free_vectors=vectors,
            galaxies=100,
            ssim_galaxies=32,
        )
    }


@pytest.mark.parametrize(
    ("verdict", "claim"),
    [
        ("first", "the smallest errors are those of the *largest cosines*: 0.100 in the median"),
        ("neither", "(0.100) and *own SVD* (0.110) do not differ significantly (*p* = 0.40)"),
        ("contradiction", "median and majority contradict each other: the median error of"),
    ],
)
def test_the_winner_of_a_contest(say, verdict, claim):
    said = say("compression/contests", **contests(METHODS, METHODS[:2], verdict))
    assert claim in said
    assert ("the first is better for 90 galaxies" in said) == (verdict == "first")
    assert ("better for only 40 of 100" in said) == (verdict == "contradiction")


def test_what_counting_indices_and_vectors_decides(say):
    same, other = METHODS[:2], METHODS[1::-1]
    said = say("compression/contests", **contests(METHODS[::-1], other))
    assert "changes at none of these budgets" in said
    said = say("compression/contests", **contests(METHODS, other))
    assert "Sample vectors aside, counting indices changes which way has the smallest" in said
    assert "median error at 1/256." in said
    assert "no more than 223 coordinates, one for each vector. With all of them" in said
    assert "of the *own SVD* in 256 numbers 0.100" in said
    assert "pixel by pixel, describes them less well" in said
    said = say("compression/contests", **contests(METHODS, same, coordinates=400, against="first"))
    assert "coordinates, one for each vector, which are more than the 256 numbers of 1/256" in said
    assert "describes them better" in said
    said = say("compression/contests", **contests(METHODS, same, "neither", against="neither"))
    assert "indices cost nothing, *largest cosines* (0.100) and *own SVD* (0.110) do not" in said
    assert "the two do not differ significantly" in said


def truths(*medians, scatter=0.001):
    """Of three budgets, the errors of the best way; a worse one is never far behind."""
    generator = np.random.default_rng(1)
    found = []
    for part, median in zip((4, 16, 64), medians, strict=True):
        best = median + scatter * generator.normal(size=16)
        errors = {"lowest cosines": best, "own SVD": best + 0.1}
        found.append(Truth(part, errors, paired(best, best + 0.1)))
    return {
        "rate_distortion": SimpleNamespace(
            curves=[SimpleNamespace(method=m) for m in ("lowest cosines", *METHODS[1:])],
            truths=tuple(found),
            closest=closest(tuple(found)),
            simulated=16,
            simulated_error=0.2,
        )
    }


@pytest.mark.parametrize(
    ("medians", "scatter", "claims"),
    [
        ((0.3, 0.2, 0.4), 1e-3, ("More numbers are not better: closest to the galaxies",)),
        ((0.3, 0.299, 0.4), 0.1, ("does not differ significantly", "is not decided")),
        ((0.1, 0.2, 0.3), 1e-3, ("The more numbers, the smaller", "at 1/16, is significant")),
        ((0.1, 0.3, 0.2), 1e-3, ("with the most numbers", "do not fall throughout")),
        ((0.1, 0.14, 0.6), 0.05, ("The more numbers", "at 1/16, is not significant")),
    ],
)
def test_whether_more_numbers_are_closer_to_the_truth(say, medians, scatter, claims):
    said = say("compression/truth", **truths(*medians, scatter=scatter))
    for claim in (*claims, "Wilcoxon's signed-rank test; closer for"):
        assert claim in said
    assert "The sample vectors, which would need many more of them, do not take part." in said
    assert "closest in the median is *lowest cosines* at 1/4, *lowest cosines* at 1/16 and" in said
    assert "ahead of the next" not in said


def test_a_way_that_is_hardly_closest_is_not_called_so(say):
    run = truths(0.1, 0.2, 0.3)
    result = run["rate_distortion"]
    result.truths = tuple(Truth(t.part, t.errors, VERDICTS["neither"]) for t in result.truths)
    assert say("compression/truth", **run).count("(not significantly ahead of the next)") == 3


def wavelets(**errors):
    found = tuple(
        Wavelet(name, tuple(around(error) for error in pair), (round(1 / pair[0]),) * 2)
        for name, pair in errors.items()
    )
    return {"rate_distortion": SimpleNamespace(wavelet="db4", wavelets=found, galaxies=100)}


def test_wavelets_are_compared_best_with_worst(say):
    said = say("compression/wavelets", **wavelets(haar=(0.1, 0.2), db4=(0.2, 0.3)))
    assert "2.00 times the smallest at 1/4 (db4 against haar) and 1.50 times at 1/16" in said
    assert "the choice matters less at 1/16" in said
    assert "The lecture's db4 makes 2.00 times" in said
    said = say("compression/wavelets", **wavelets(haar=(0.2, 0.9), db4=(0.1, 0.3)))
    assert "(haar against db4) and 3.00 times at 1/16" in said
    assert "the choice matters more at 1/16" in said
    assert "The lecture's" not in said


def missed(noise=0.1, low=0.4, **methods):
    """What is left out: by method, the fine share and the share along rows and columns."""
    residuals = [
        SimpleNamespace(
            method=name.replace("_", " "), relative_error=0.1, fine_share=fine, axis_share=axis
        )
        for name, (fine, axis) in methods.items()
    ]
    return {
        "data": SimpleNamespace(galaxy=5),
        "rate_distortion": SimpleNamespace(
            residuals=residuals,
            directions=1 / 3,
            ssim_galaxies=32,
            noise=around(noise),
            contests=(contest(4, METHODS, "first"), contest(16, METHODS, "first")),
        ),
        "noise": SimpleNamespace(
            autocorrelation=SimpleNamespace(low=np.array([1, low]), median=np.array([1, low + 0.1]))
        ),
    }


def test_residuals_are_called_what_they_are(say):
    said = say("compression/residuals", **missed(averages=(0.95, 0.33), noise=0.2))
    assert "Of what the averages leave out, more than 90% of the power" in said
    assert "coarser" not in said
    assert "own SVD" not in said
    assert "more than the best error at 1/16" in said
    assert "part of what is stored is thus noise" in said
    assert "smooth functions hold more than their share" in said
    said = say("compression/residuals", **missed(own_SVD=(0.5, 0.2), noise=0.2, low=-0.1))
    assert "missing from the own SVD, more than 40% is coarser" in said
    assert "preferred directions (20% against 33%)" in said
    assert "smooth functions" not in said
    said = say("compression/residuals", **missed(own_SVD=(0.8, 0.33), noise=0.05))
    assert "less than the best error" in said
    for absent in ("leave out", "is coarser", "slanted", "thus noise", "smooth"):
        assert absent not in said


def separated(rank=10, nonzero=0.1, powers=(0.2, 0.2, 0.6), stars=None, **changes):
    names = ("the galaxy", "other sources", "the sky")
    parts = {
        "weight": 0.06,
        "iterations": 90,
        "residual": 9e-5,
        "tolerance": 1e-4,
        "rank": rank,
        "nonzero": nonzero,
        "power": 0.01,
        "top": 0.01,
        "top_power": 0.3,
        "low_rank": np.zeros((100, 100)),
        "regions": tuple(
            Region(*each) for each in zip(names, (0.2, 0.2, 0.6), powers, strict=True)
        ),
        "stars": stars,
    }
    return {
        "data": SimpleNamespace(galaxy=5),
        "robust_pca": SimpleNamespace(**parts | changes),
    }


@pytest.mark.parametrize(
    ("rank", "nonzero", "claim"),
    [
        (20, 0.2, "Both are what their names say"),
        (20, 0.3, "L is thus of low rank, but S"),
        (30, 0.2, "S is thus sparse, but L"),
        (30, 0.3, "neither name fits"),
    ],
)
def test_each_part_is_judged_by_its_own_name(say, rank, nonzero, claim):
    said = say("svd/robust", **separated(rank, nonzero))
    assert claim in said
    assert f"L has rank {rank} of 100" in said
    assert "asked for" not in said


def test_steps_that_ran_out_are_told(say):
    said = say("svd/robust", **separated(residual=0.02, iterations=2000))
    assert r"a relative $2\times10^{-2}$ after 2000 steps, the most that are allowed" in said
    assert r"short of the $1\times10^{-4}$ asked for" in said


@pytest.mark.parametrize(
    ("powers", "claim"),
    [
        ((0.2, 0.2, 0.6), "It is mostly noise of the sky."),
        ((0.1, 0.35, 0.55), "although other sources have more than their area's share"),
        ((0.3, 0.6, 0.1), "It is mostly sources other than the galaxy."),
        ((0.6, 0.3, 0.1), "It is mostly the galaxy itself."),
        ((0.3, 0.4, 0.3), "None of the three has half of it; the largest share is that of other"),
    ],
)
def test_mostly_needs_more_than_half(say, powers, claim):
    assert claim in say("svd/robust", **separated(powers=powers))


def stars(*held, first_term):
    low, median, high = np.quantile(held, (0, 0.5, 1))
    return Stars(24, len(held), np.array(held), Quantiles(low, low, median, high, high), first_term)


def test_where_stars_end_up_is_read_off_the_simulation(say):
    def said(*held, first_term=0.99):
        return say("svd/robust", **separated(stars=stars(*held, first_term=first_term)))

    several = said(0.1, 0.2, 0.3)
    assert "Of 24 galaxies 3 have a star" in several
    assert "holds 20% in the median, from 10% to 30%. Most of the stars' flux stays" in several
    assert "99% of its power in its first singular term, in the median: it is nearly of" in several
    assert "rank one" not in said(0.1, 0.2, 0.3, first_term=0.6)
    one = said(0.8)
    assert "Of 24 galaxies 1 has a star" in one
    assert "holds 80%. Most of the stars' flux is indeed there." in one
    assert "rank one" not in one
    assert "None of them has a star" in say("svd/robust", **separated())


def associated(**rho):
    """The three rules' correlations; those that are not given are not significant."""
    properties = ("half-light radius", "other sources", "autocorrelation of the sky")
    associations = tuple(
        Association(name, quantity, value, value - 0.1, value + 0.1, p)
        for name in RULES
        for quantity in properties
        for value, p in [rho.get(quantity.split()[0].split("-")[0], (0.05, 1.0))]
    )
    return Kept((), np.array([]), (), (250, 256, 256), len(associations), associations)


def test_the_strongest_correlation_is_called_so_and_no_other(say):
    def said(**rho):
        return say("noise/associations", noise=SimpleNamespace(kept=associated(**rho)))

    many = said(other=(0.5, 1e-9), half=(0.3, 1e-3))
    assert "rises with the number of other sources, and no other correlation" in many
    few = said(other=(0.3, 1e-3), half=(-0.5, 1e-9))
    assert "rises with the number of other sources, but its correlation with half-light" in few
    assert "falls with the number of other sources" in said(other=(-0.5, 1e-9))
    nothing = said()
    assert "number of other sources" not in nothing
    assert "No property of the galaxy itself (half-light radius) goes with it" in nothing
    assert "over 250 to 256 galaxies" in nothing


def correlated(rho, p_value=1e-9, predicted=40.0, median=90):
    kept = SimpleNamespace(rules=[Rule(RULES[0], np.array([]), 256, around(median))])
    pure = SimpleNamespace(
        correlation=rho, p_value=p_value, predicted=predicted, kept=np.array([0, 140])
    )
    sky = SimpleNamespace(median=np.array([1, 0.6, 0.1, 0.0]))
    return {
        "data": SimpleNamespace(shape=(256, 256, 256, 3)),
        "closer": np.arange(256),
        "noise": SimpleNamespace(autocorrelation=sky, pure=pure, kept=kept),
    }


@pytest.mark.parametrize(
    ("rho", "p_value", "claim", "seen"),
    [
        (0.8, 1e-9, "The galaxies go the same way:", "points that rise with"),
        (0.3, 1e-9, "Galaxies do so less clearly:", "points that rise with"),
        (-0.3, 1e-9, "The galaxies go the other way:", "points that fall with"),
        (0.3, 0.2, "do not go with the correlation significantly", "without a significant trend"),
    ],
)
def test_which_way_the_galaxies_go(say, rho, p_value, claim, seen):
    run = correlated(rho, p_value)
    assert claim in say("noise/correlation", **run)
    assert seen in say("figures/correlation", **run)


def test_noise_alone_may_keep_more_than_galaxies(say):
    said = say("noise/correlation", **correlated(0.8))
    assert (
        "keep 40 of 256 singular values (16%) in the median, and of the galaxies it keeps 90"
        in (said)
    )
    said = say("noise/correlation", **correlated(0.8, predicted=95))
    assert "in the median, more than the 90 that it keeps of the galaxies" in said


def estimates(border, details, clipped):
    rules = [
        Rule(name, np.array([]), 256, around(9), None if sigma is None else around(sigma, 0))
        for name, sigma in (
            ("median rule", None),
            ("border", border),
            ("finest wavelet details", details),
            ("clipped background", clipped),
        )
    ]
    empty = np.array([])
    return {
        "data": SimpleNamespace(shape=(256, 256, 256, 3)),
        "closer": np.arange(256),
        "noise": SimpleNamespace(kept=Kept(tuple(rules), empty, (), (), 0, ())),
    }


@pytest.mark.parametrize(
    ("sigmas", "claim"),
    [
        ((10, 1, 10), "is smaller than that of the border by a factor of 10"),
        ((10, 0, 10), "The finest details show none in the median galaxy"),
        ((10, 30, 10), "is more than twice that of the border"),
        ((10, 9, 10), "agree within a factor of two"),
        ((10, 9, 15), "which may be light of the galaxy's outskirts"),
    ],
)
def test_estimates_of_the_same_noise(say, sigmas, claim):
    said = say("noise/kept", **estimates(*sigmas))
    assert claim in said
    assert ("outskirts" in said) == (sigmas[2] == 15)


def remedies(averaged, whitened):
    """Errors of the median rule after either remedy, one a simulated galaxy."""
    averaged, whitened = np.array(averaged), np.array(whitened)

    def trials(name, rank):
        rows = tuple(
            Row(preparation, "unknown noise", 6, 128, float(np.median(e)), 6, 0.1, 16, e)
            for preparation, e in (
                ("as it is", averaged + 0.5),
                ("averaged 2 × 2", averaged),
                ("whitened", whitened),
            )
        )
        return Trials(name, len(averaged), 0.5, rows, 0.6, rank)

    noise = SimpleNamespace(
        controls=(trials("correlated", None),),
        planted=trials("matrices", 6),
        simulated=trials("simulated galaxies", None),
    )
    return {"noise": noise}


def test_the_better_remedy_is_tested(say):
    generator = np.random.default_rng(1)
    errors = generator.uniform(0.2, 0.3, size=16)
    said = say("noise/remedies", **remedies(errors, errors + 0.05))
    assert (
        "averaging is the better remedy (*p* < 0.001, Wilcoxon's signed-rank test; closer" in said
    )
    assert "may speak against whitening" in said
    said = say("noise/remedies", **remedies(errors + 0.05, errors))
    assert "whitening is the better remedy" in said
    assert "closer after averaging for 0 of 16" in said
    said = say("noise/remedies", **remedies(errors, generator.permutation(errors)))
    assert "the two remedies do not differ significantly" in said
    assert "better remedy" not in said


def recovery(known, unknown):
    strengths = np.array([0.5, 3.5])
    return {
        "noise": SimpleNamespace(
            recovery=(
                RankRecovery(
                    beta=1.0,
                    shape=(128, 128),
                    rank=8,
                    trials=10,
                    strengths=strengths,
                    known=np.array([0, 1.0]),
                    unknown=np.array([0, 0.7]),
                    known_kept=strengths,
                    unknown_kept=strengths,
                    limit=1.0,
                    keeping=2.0,
                    known_reliable=known,
                    unknown_reliable=unknown,
                ),
            )
        )
    }


def test_white_noise_is_cleared_only_if_both_rules_become_reliable(say):
    said = say("noise/recovery", **recovery(2.2, 2.5))
    assert "reliable from 1.10 to 1.25 times the strength" in said
    assert "white noise is not where they go wrong" in said
    said = say("noise/recovery", **recovery(2.2, None))
    assert "Not every rule becomes reliable" in said
    assert "white noise is not" not in said
    seen = say("figures/recovery", **recovery(2.2, None))
    assert "in 100% at 3.50, and in at least 90% from 2.20 on; with unknown noise" in seen
    assert "in 70% at 3.50." in seen


def test_pictures_are_described_by_numbers(say):
    svd = SimpleNamespace(
        shares=np.array([0.9, 0.05, 0.001]),
        lecture=[
            SimpleNamespace(rank=4, relative_error=0.3, ssim=0.4),
            SimpleNamespace(rank=8, relative_error=0.2, ssim=0.5),
        ],
    )
    run = {"svd": svd, "data": SimpleNamespace(galaxy=5)}
    assert "3 patterns, each one profile" in say("figures/outer-products", **run)
    assert "the second 5.00% and the last 0.100%" in say("figures/outer-products", **run)
    assert "similarities of 0.400 to 0.500" in say("figures/lecture-ranks", **run)
    assert "differs from it by a relative 0.100" in say("figures/robust", **separated())

"""Every number that the page shows is one of the records, or one that its sentences name."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from itertools import permutations
from math import ceil
from pathlib import Path
from statistics import mean, median, stdev
from typing import Any

from analysis.images.light import DARK
from report.numbers import count, fixed, integer, percent, significant

NUMBER = re.compile(r"(?<![\w.\u202f])[−+]?\d[\d\u202f]*(?:\.\d+)?%?(?![\w])")
# What is no result: code, equations, pictures, references, and what the reader's mouse changes.
LEFT_OUT = ("head", "nav", "script", "style", "details", "svg", "pre", "code", "math", "button")
# The number before or after these words counts figures, tables, equations or sections.
COUNTED = re.compile(r"\b(?:Figure|Table|Equation|Task|Tasks|Part|galaxy|seed)\s[\d.]+")
NAMED = {
    "0": "what should be kept of noise, the lowest grey level, a latent's zero",
    "1": "the top of a scale, a rank, a latent",
    "2": "averages over 2 x 2 pixels, a lag",
    "3": "channels, a lag, times the standard deviation",
    "4": "a latent, 1/4 of the numbers",
    "5": "the rank that a mean costs one of",
    "8": "pixels, the wavelength that parts coarse from fine",
    "10": "a power of ten",
    "12": "galaxies of the survey CANDELS are told by so many eigengalaxies",
    "15": "degrees about rows and columns",
    "16": "1/16 of the numbers, singular terms",
    "32": "the test galaxies, the lecture's channels",
    "45": "degrees, an eighth of a turn",
    "60": "grey levels, of a bright star",
    "64": "1/64 of the numbers, the lecture's channels",
    "90": "degrees, a quarter turn",
    "128": "the lecture's channels and batches, the largest number of latents",
    "180": "degrees, half a turn",
    "200": "the lecture's epochs",
    "255": "the highest grey level",
    "256": "1/256 of the numbers",
    "0.001": "the lecture's learning rate, the smallest probability that is told",
    "0.05": "the level of significance",
    "0.2": "the correlation below which a link is weak",
    "0.3": "of the scale, where lines are drawn",
    "0.5": "the correlation from which a link is strong",
    "0.9": "the correlation from which two networks read the same",
    "16%": "a quantile",
    "20%": "of the rank or the entries, up to which parts are called low or sparse",
    "33%": "of all directions, those near rows and columns",
    "40%": "of the power, from which a residual is called coarse",
    "50%": "of the variance",
    "68%": "between the quantiles of 16 and 84 %",
    "80%": "of the variance",
    "84%": "a quantile",
    "90%": "of the variance, of the power, of trials",
    "95%": "of the variance, a bootstrap interval",
}
"""Numbers that sentences name, and why."""


def visible(page: str) -> str:
    """The page's text without what is left out, the references, and how the page was made."""
    body, _, rest = page.partition('id="sec-references"')
    body += rest.partition('id="sec-terms"')[2].partition('id="sec-made"')[0]
    for tag in LEFT_OUT:
        body = re.sub(rf"<{tag}\b.*?</{tag}>", " ", body, flags=re.DOTALL)
    body = re.sub(r'<a href="#ref-.*?</a>', " ", body, flags=re.DOTALL)
    explore = r'<(\w+)[^>]*class="[^"]*explore[^>]*>.*?</\1>'
    body = re.sub(explore, " ", body, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\N{NO-BREAK SPACE}", " ")
    return COUNTED.sub(" ", text)


def leaves(part: Any) -> Iterator[float]:
    """All numbers of the records, and how many there are in each list of them."""
    if isinstance(part, dict):
        for item in part.values():
            yield from leaves(item)
    elif isinstance(part, list):
        yield len(part)
        for item in part:
            yield from leaves(item)
    elif isinstance(part, int | float) and not isinstance(part, bool):
        yield part


def derived(numbers: dict[str, Any]) -> Iterator[float]:
    """What sentences make of two or more records: sums, differences and ratios."""
    basis, wavelet, svd = numbers["basis"], numbers["wavelet"], numbers["svd"]
    yield DARK
    yield sum(svd["shares"])
    yield sum(basis["centred_shares"][:4])
    rank = [*basis["test_mse"]][-1]
    if known := basis["held_out"]["training"][int(rank)]:
        yield basis["test_mse"][rank] / known
    levels = (wavelet["levels"], wavelet["compared_levels"], svd["equal_storage"], svd["ranks"])
    for alike in zip(*levels, strict=True):
        yield from _ratios(item["relative_error"] for item in alike)
        yield from _ratios(item["stored_numbers"] for item in alike)
    for level in (0, 1):
        wavelets = numbers["rate_distortion"]["wavelets"]
        yield from _ratios(item["relative_error"][level]["median"] for item in wavelets)
    cae, run = numbers["autoencoder"], numbers["autoencoder"]["runs"][0]
    yield cae["factor"] ** 2
    yield ceil(cae["training_galaxies"] / 128)
    yield cae["averaging_mse"] / run["svd_test_mse"]
    yield 2.0 ** (1 - cae["test_galaxies"])

    yield cae["seeds"]["alike"] ** 2
    yield len(cae["seeds"]["shared"]) * len(numbers["interpretation"]["properties"])
    for rival in cae["galaxy_model"]["rivals"]:
        yield 1 - rival["paired"]["second"] / rival["paired"]["first"]
    for item in cae["folds"]["dimensions"]:
        for errors in (item["svd_test_mse"], item["symmetric_svd_test_mse"]):
            yield from (mean(errors), min(errors), max(errors))
    yield from (latent["zero_percentile"] / 100 for latent in cae["latents"])
    yield numbers["data"]["downsample"] ** 2
    hard, noise = numbers["hard_threshold"], numbers["noise"]
    yield from _ratios(hard[name]["noise_sigma"] for name in ("known_noise", "unknown_noise"))
    sides = (len(svd["singular_values"]), hard["sample"]["averaged_rank"])
    for values in hard["sample"]["quantiles"].values():
        yield from (values["median"] / side for side in sides)
    rules = noise["kept"]["rules"]
    yield from (rule["quantiles"]["median"] / rule["of"] for rule in rules)
    yield noise["pure"]["predicted"] / rules[0]["of"]
    yield from _ratios(rule["sigma"]["median"] for rule in rules[1:3])
    for item in noise["recovery"]:
        for rule in ("known_reliable", "unknown_reliable"):
            if item[rule] is not None:
                yield item[rule] / item["keeping"]
    if noise["brightness"]["half"]:
        yield 1 / noise["brightness"]["half"]["median"]
        yield 1 / noise["brightness"]["predicted"][5]
    for row in numbers["interpretation"]["together"]:
        for item in row["explained"]:
            yield mean(item["folds"])
            yield stdev(item["folds"])
    stored = numbers["rate_distortion"]
    for truth in stored["truths"]:
        yield from map(median, truth["errors"].values())
    contests = [stored[name] for name in ("contests", "truths")]
    yield 2 + sum(map(len, [*contests, stored["bits"]["contests"]]))
    yield from _noise_by_border(hard["sample"])


def _noise_by_border(sample: dict[str, Any]) -> Iterator[float]:
    """Median noise of the images that show no sky, and of the others."""
    filled = {*sample["filled"]}
    yield len(filled) - 16
    for inside in (True, False):
        some = [sigma for k, sigma in enumerate(sample["noise_sigma"]) if (k in filled) == inside]
        if some:
            yield median(some)


def _ratios(values: Iterable[float]) -> Iterator[float]:
    for first, second in permutations(values, 2):
        if second:
            yield first / second


def told(value: float) -> Iterator[str]:
    """The ways in which a page may write a number."""
    yield from (fixed(value, decimals) for decimals in range(5))
    yield from (significant(value, digits) for digits in (1, 2, 3, 4))
    yield from (percent(value, decimals) for decimals in (0, 1, 2))
    yield from (integer(value), count(value))


def unexplained(folder: Path) -> list[str]:
    """Numbers of the page, with the words around them, that neither records nor sentences have."""
    numbers = json.loads((folder / "results.json").read_text("utf-8"))
    values = {*leaves(numbers), *derived(numbers)}
    known = {name.lstrip("−+") for value in values for name in told(abs(value))}
    text = visible((folder / "report.html").read_text("utf-8"))
    found = []
    text = text.replace(numbers["made"]["date"], " ")
    for match in NUMBER.finditer(text):
        number = match.group().lstrip("−+")
        if number not in known and number not in NAMED:
            around = text[max(0, match.start() - 60) : match.end() + 30]
            found.append(f"{number}: {' '.join(around.split())}")
    return found


def test_every_number_of_the_page_is_in_the_records(small_report):
    folder, _ = small_report
    assert unexplained(folder) == []


def test_a_number_that_is_nowhere_is_found(small_report, tmp_path):
    folder, _ = small_report
    page = (folder / "report.html").read_text("utf-8")
    (tmp_path / "report.html").write_text(page.replace("<p>", "<p>98.7654 ", 1), "utf-8")
    (tmp_path / "results.json").write_bytes((folder / "results.json").read_bytes())
    assert [item.split(":")[0] for item in unexplained(tmp_path)] == ["98.7654"]

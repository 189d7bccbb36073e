"""The page's interactive parts, in a real browser, on a page that Pandoc made."""

import time
from base64 import b64decode, b64encode
from io import BytesIO
from types import SimpleNamespace

import numpy as np
import pypandoc
import pytest
import pywt
import torch
from PIL import Image
from playwright.sync_api import expect

from analysis.approximation.common_basis import fit_basis
from analysis.approximation.svd import decompose
from analysis.autoencoder.network import Autoencoder
from analysis.images.greyscale import block_average
from analysis.results.basis import share_basis
from analysis.results.svd import truncate_ranks
from analysis.results.wavelet import approximate_levels
from analysis.threshold.rules import (
    coefficient_known_noise,
    coefficient_unknown_noise,
    threshold_known_noise,
    threshold_unknown_noise,
)
from analysis.threshold.sky import border_noise
from report.cells import Cells
from report.explore.pack import pack, whole
from report.explore.page import embedded
from report.numbers import integer

GALAXIES, CHOSEN, OTHER = 50, 10, 24
AT_HAND = range(7, 47)  # of a set that is too large for the page
PARTS = ("rank", "mixer", "latents", "own")
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SHIFTS = """new Promise((done) => {
    const since = new PerformanceObserver((list) => done(list.getEntries().map(
        (entry) => entry.sources.map((source) => source.node?.outerHTML))));
    since.observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done([]), 300);
})"""


def galaxies(generator):
    """Images with a bright middle, a disc of any shape, neighbours and noise, 0 to 255."""
    y, x = np.mgrid[-1:1:256j, -1:1:256j]
    images = []
    for _ in range(GALAXIES):
        image = np.full((256, 256), 12.0)
        for light, size in ((150, 0.1), (70, 0.4), (60, 0.05), (40, 0.04)):
            angle, squeeze = generator.uniform(0, np.pi), generator.uniform(0.3, 1)
            dx, dy = x, y
            if size < 0.1:
                dx, dy = x - generator.uniform(-0.8, 0.8), y - generator.uniform(-0.8, 0.8)
            along = dx * np.cos(angle) + dy * np.sin(angle)
            across = dy * np.cos(angle) - dx * np.sin(angle)
            image += light * np.exp(-np.hypot(along, across / squeeze) / size)
        images.append(image + generator.normal(0, 3, image.shape))
    return np.clip(np.rint(np.array(images) * 3) / 3, 0, 255)


@pytest.fixture(scope="module")
def network():
    """The lecture's network, with weights that make some contrast."""
    torch.manual_seed(0)
    network = Autoencoder(4, 64)
    with torch.no_grad():
        for layer in network.up:
            layer.get_parameter("weight").mul_(3)
        network.to_image.weight *= 6
        for layer in (network.from_latents, network.to_image):
            layer.weight.copy_(in_steps(layer.weight, 0))
        for doubling in network.up:
            kernel = doubling.get_parameter("weight")
            kernel.copy_(in_steps(kernel, 1))
    return network


def in_steps(kernel, outputs):
    """Weights that one byte holds, in a unit of half precision for each along the axis."""
    others = tuple(axis for axis in range(kernel.ndim) if axis != outputs)
    units = (kernel.abs().amax(others, keepdim=True) / 127).half().float()
    return (kernel / units).round().clamp(-127, 127) * units


@pytest.fixture(scope="module")
def run(network):
    """What the page is made of, of a few galaxies."""
    generator = np.random.default_rng(0)
    greyscale = galaxies(generator)
    images = block_average(greyscale, 4)
    codes = generator.normal([2, -1, 0, 5], [1, 2, 3, 4], (GALAXIES, 4))
    latents = [SimpleNamespace(index=index) for index in range(1, 5)]
    return SimpleNamespace(
        data=SimpleNamespace(grey=greyscale[CHOSEN], galaxy=CHOSEN, shape=(GALAXIES, 256, 256, 3)),
        wavelet=approximate_levels(greyscale[CHOSEN]),
        svd=truncate_ranks(greyscale[CHOSEN], decompose(greyscale[CHOSEN])),
        hard_threshold=SimpleNamespace(
            coefficient_known=coefficient_known_noise(1.0),
            coefficient_unknown=coefficient_unknown_noise(1.0),
        ),
        basis=share_basis(images, CHOSEN),
        autoencoder=SimpleNamespace(
            codes=codes,
            latents=latents,
            weights={name: array.numpy() for name, array in network.state_dict().items()},
        ),
        at_hand=AT_HAND,
        images=images[AT_HAND.start : AT_HAND.stop],
        all_images=images,
    )


@pytest.fixture(scope="module")
def document(run, repository):
    """The controls and what they run on, as the report's cells display them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(repository)
        templates = Cells(run).templates
        blocks = [
            templates.get_template(f"explore/{name}.html.j2").render(run=run) for name in PARTS
        ]
    return "\n\n".join(
        f"```{{=html}}\n{block}\n```" for block in [*blocks, embedded(pack(run) | {"code": {}})]
    )


@pytest.fixture(scope="module")
def address(document, repository, tmp_path_factory):
    file = tmp_path_factory.mktemp("explore") / "page.html"
    pypandoc.convert_text(
        document,
        "html",
        format="markdown",
        outputfile=file,
        extra_args=[
            "--standalone",
            "--embed-resources",
            "--fail-if-warnings",
            "--template=page.html",
            "--css=report.css",
            "--metadata=pagetitle:Explore",
        ],
        cworkdir=repository / "report",
    )
    return file.as_uri()


@pytest.fixture(scope="module")
def loaded(browser, address):
    """The page, alive, and what it has complained about and asked for since."""
    page = browser.new_page()
    complaints, requests = [], []

    def hear(message):
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    page.wait_for_function("document.querySelector('#explore-rank output[name=said]').value")
    return page, complaints, requests


@pytest.fixture
def page(loaded, address):
    """The page with its first galaxy; a complaint or a request makes any test fail."""
    page, complaints, requests = loaded
    for name in ("rank", "latents"):
        part(page, name).locator("input[name=galaxy]").fill(str(CHOSEN))
    part(page, "own").get_by_label("level").fill("2")
    part(page, "own").get_by_label("vectors").fill("4")
    yield page
    assert complaints == []
    assert requests == [address]


def part(page, name):
    return page.locator(f"#explore-{name}")


def picture(page, name, index=0):
    """The grey levels on a canvas, array of shape (side, side), 0 to 255."""
    page.evaluate(DRAWN)
    canvas = part(page, name).locator("canvas").nth(index)
    _, png = canvas.evaluate("canvas => canvas.toDataURL()").split(",")
    return np.asarray(Image.open(BytesIO(b64decode(png))).convert("L"), float)


def assert_shown(page, name, expected, tolerance):
    """The expected picture, 0 to 255, is there within seconds."""
    deadline = time.monotonic() + 10
    while True:
        difference = np.abs(picture(page, name) - np.clip(expected, 0, 255)).max()
        if difference <= tolerance:
            return
        assert time.monotonic() < deadline, f"the picture differs by up to {difference} of 255"


def numbers(page, method):
    """Stored numbers and relative error as printed."""
    page.evaluate(DRAWN)
    outputs = part(page, "rank").locator(f"output[name^={method}-]")
    return tuple(outputs.evaluate_all("outputs => outputs.map((output) => output.value)"))


def set_rank(page, rank, method="svd"):
    part(page, "rank").locator("input[type=range]").fill(str(rank))
    part(page, "rank").locator(f"input[value={method}]").check()


def test_ranks_have_the_numbers_and_pictures_of_the_report(page, run):
    for rank in (*run.svd.ranks, *run.svd.equal_storage):
        set_rank(page, rank.rank)
        expected = (integer(rank.stored_numbers), f"{rank.relative_error:.4f}")
        assert numbers(page, "svd") == expected
        assert_shown(page, "rank", rank.picture, tolerance=1)


@pytest.mark.parametrize(("rank", "level"), [(33, 0), (32, 0), (31, 1), (8, 1)])
def test_wavelet_averages_have_the_numbers_and_pictures_of_the_report(page, run, rank, level):
    expected = run.wavelet.levels[level]
    set_rank(page, rank, "averages")
    assert numbers(page, "averages") == (
        integer(expected.stored_numbers),
        f"{expected.relative_error:.4f}",
    )
    assert_shown(page, "rank", expected.picture, tolerance=1)


def test_the_largest_coefficients_are_those_of_pywavelets(page, run):
    image = run.data.grey
    coefficients, places = pywt.coeffs_to_array(
        pywt.wavedec2(image, "db4", mode="periodization", level=5)
    )
    stored = 16 * 513
    smallest = np.sort(np.abs(coefficients), axis=None)[-stored]
    coefficients[np.abs(coefficients) < smallest] = 0
    arrays = pywt.array_to_coeffs(coefficients, places, output_format="wavedec2")
    expected = pywt.waverec2(arrays, "db4", mode="periodization")
    set_rank(page, 16, "largest")
    error = np.linalg.norm(image - expected) / np.linalg.norm(image)
    assert numbers(page, "largest") == (integer(stored), f"{error:.4f}")
    # Of two that are nearly equal either may come last.
    assert_shown(page, "rank", expected, tolerance=smallest)


def test_the_thresholds_are_those_of_the_report(page, run):
    image = run.data.grey
    kept = {
        "known": threshold_known_noise(run.svd.singular_values, image.shape, border_noise(image)),
        "unknown": threshold_unknown_noise(run.svd.singular_values, image.shape),
    }
    for name, rule in kept.items():
        button = part(page, "rank").locator(f"button[name={name}]")
        assert button.inner_text().endswith(f"r = {rule.kept}")
        button.click()
        assert part(page, "rank").locator("input[type=range]").input_value() == str(rule.kept)
    assert part(page, "rank").locator("svg line.known-noise, svg line.unknown-noise").count() == 2


def test_rounding_is_not_kept_of_an_image_of_low_rank(page):
    image = np.outer(np.arange(64.0), np.hanning(64)) + np.hanning(64)[:, None]
    values = np.linalg.svd(image, compute_uv=False)
    kept = page.evaluate(
        """async (values) => {
          const { thresholds } = await import("explore/threshold");
          const { known, unknown } = thresholds(values, 0);
          return [known.kept, unknown.kept, unknown.threshold];
        }""",
        values.tolist(),
    )
    rules = threshold_known_noise(values, (64, 64), 0), threshold_unknown_noise(values, (64, 64))
    assert kept == [*(rule.kept for rule in rules), 0] == [2, 2, 0]


def test_another_galaxy_is_decomposed_in_the_page(page, run):
    image = np.rint(run.all_images[OTHER])
    part(page, "rank").locator("input[name=galaxy]").fill(str(OTHER))
    svd = decompose(image)
    for rank in (1, 5, 40):
        set_rank(page, rank)
        expected = svd.truncate(rank)
        error = np.linalg.norm(image - expected) / np.linalg.norm(image)
        assert numbers(page, "svd") == (integer(rank * 129), f"{error:.4f}")
        assert_shown(page, "rank", expected, tolerance=1)
    kept = threshold_unknown_noise(svd.singular_values, image.shape).kept
    unknown = part(page, "rank").locator("button[name=unknown]")
    assert unknown.inner_text().endswith(f"r = {kept}")


def test_nothing_is_missing_at_full_rank(page, run):
    set_rank(page, 256)
    assert numbers(page, "svd")[1] == "0.0000"
    assert_shown(page, "rank", run.data.grey, tolerance=1)
    assert np.ptp(picture(page, "rank", index=1)) <= 2


def test_the_mixture_is_that_of_the_set(page, run):
    fitted = fit_basis(run.all_images, run.all_images.mean(axis=0))
    part(page, "mixer").get_by_role("button", name="the mean").click()
    assert_shown(page, "mixer", run.all_images.mean(axis=0), tolerance=1)
    part(page, "mixer").get_by_role("button", name=f"galaxy {CHOSEN}").click()
    coefficients = fitted.coefficients(run.all_images, 8)
    weights = (coefficients / coefficients.std(axis=0))[CHOSEN].clip(-4, 4)
    mixed = fitted.origin_ + (weights * coefficients.std(axis=0)) @ fitted.vectors_[:8]
    assert_shown(page, "mixer", mixed.reshape(64, 64), tolerance=1)


def test_a_slider_of_the_mixer_adds_its_vector(page, run):
    fitted = fit_basis(run.all_images, run.all_images.mean(axis=0))
    part(page, "mixer").get_by_role("button", name="the mean").click()
    part(page, "mixer").get_by_label("vector 2").fill("-1.5")
    spread = fitted.coefficients(run.all_images, 2)[:, 1].std()
    shift = -1.5 * spread * fitted.vectors_[1].reshape(fitted.shape_)
    assert_shown(page, "mixer", run.all_images.mean(axis=0) + shift, tolerance=1)


def test_the_decoder_agrees_with_pytorch(page, network, run):
    for latents in (run.autoencoder.codes[CHOSEN], np.zeros(4), [1.0, -3.0, 2.5, 8.0]):
        for index, value in enumerate(latents, 1):
            part(page, "latents").get_by_label(f"latent {index}", exact=True).fill(str(value))
        with torch.no_grad():
            expected = network.decode(torch.tensor(np.array([latents]), dtype=torch.float32))[
                0, 0
            ].numpy()
        assert expected.std() > 0.05
        assert_shown(page, "latents", 255 * expected, tolerance=0.01 * 255)


def test_a_byte_holds_a_weight_to_half_a_step():
    kernel = np.random.default_rng(4).normal(0, [1e-3, 1, 0], (3, 3, 5, 3))
    packed = whole(kernel, np.zeros(3))
    steps = np.frombuffer(b64decode(packed["kernel"]), np.int8).reshape(kernel.shape)
    units = np.frombuffer(b64decode(packed["units"]), "<f2").astype(float)
    assert np.all(np.abs(steps * units - kernel) <= 0.55 * units)
    assert np.abs(steps[..., :2]).max() == 127


def latents_set(page):
    sliders = part(page, "latents").locator("input[type=range]")
    return np.array(sliders.evaluate_all("sliders => sliders.map((slider) => +slider.value)"))


def test_buttons_set_the_latents(page, run):
    codes = run.autoencoder.codes
    np.testing.assert_allclose(latents_set(page), codes[CHOSEN], rtol=1e-5)
    buttons = part(page, "latents").locator(".explore-buttons")
    buttons.get_by_text("zero").click()
    assert (latents_set(page) == 0).all()
    buttons.get_by_text("real").click()
    index = int(part(page, "latents").locator("input[name=galaxy]").input_value())
    assert index in AT_HAND
    np.testing.assert_allclose(latents_set(page), codes[index], rtol=1e-5)
    original = np.rint(run.all_images[index])
    np.testing.assert_allclose(picture(page, "latents", index=1), original, atol=1)
    buttons.get_by_text("random").click()
    distances = np.abs(latents_set(page) - codes[AT_HAND.start : AT_HAND.stop]).min(axis=0)
    assert (distances < 1e-4).all()


def bands(image):
    """Three bands of whole numbers, shape (side, side, 3), whose mean is an image in thirds."""
    total = np.rint(3 * image).astype(int)
    return np.stack([(total + band) // 3 for band in range(3)], axis=-1).astype(np.uint8)


def content(pixels, kind, **options):
    """The bytes of an image file."""
    file = BytesIO()
    Image.fromarray(pixels).save(file, kind, **options)
    return file.getvalue()


def drop(page, name, file):
    """Let a file fall on the page, and wait until it is shown or refused."""
    page.evaluate(
        """([name, content]) => {
          const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([bytes], name));
          for (const event of ["dragover", "drop"]) {
            const told = new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true });
            document.querySelector("main").dispatchEvent(told);
            if (!told.defaultPrevented) throw new Error("the browser would open the file instead");
          }
        }""",
        [name, b64encode(file).decode()],
    )
    page.wait_for_function(
        """(name) => {
          const { said, refused } = document.forms["explore-own"].elements;
          return [said, refused].some(({ value }) => value.startsWith(name));
        }""",
        arg=name,
    )


def finished(page):
    """What the form of the own galaxy says, by output, once all is computed."""
    part(page, "own").and_(page.locator("[aria-busy=false]")).wait_for(timeout=60_000)
    page.evaluate(DRAWN)
    outputs = part(page, "own").locator("output")
    return dict(outputs.evaluate_all("all => all.map((one) => [one.name, one.value])"))


def listed(text):
    return np.array([float(value.replace("\u2212", "-")) for value in text.split(", ")])


def relative(image, other):
    return np.linalg.norm(image - other) / np.linalg.norm(image)


def card(page, name):
    """The grey levels of one of its pictures."""
    canvas = page.locator(f"[data-card={name}] canvas")
    _, png = canvas.evaluate("canvas => canvas.toDataURL()").split(",")
    return np.asarray(Image.open(BytesIO(b64decode(png))).convert("L"), float)


def assert_as_computed(page, run, network, image):
    """The page has the numbers and pictures that the report's own code finds for an image."""
    said = finished(page)
    singular_values = decompose(image).singular_values
    rules = {
        "known": threshold_known_noise(singular_values, image.shape, border_noise(image)),
        "unknown": threshold_unknown_noise(singular_values, image.shape),
    }
    for name, rule in rules.items():
        rebuilt = decompose(image).truncate(rule.kept)
        kept = f"τ = {rule.threshold:.1f}: {rule.kept} of {len(image)} singular values"
        assert said[f"{name}-kept"] == kept
        assert said[f"{name}-error"] == f"{relative(image, rebuilt):.4f}"
        np.testing.assert_allclose(card(page, name), rebuilt.clip(0, 255), atol=1)
    level = approximate_levels(image).levels[1]
    assert (
        said["wavelet-kept"] == f"level 2: {integer(len(image) ** 2 / 16)} of {integer(image.size)}"
    )
    assert said["wavelet-error"] == f"{level.relative_error:.4f}"
    np.testing.assert_allclose(card(page, "wavelet"), level.picture.clip(0, 255), atol=1)

    averages = block_average(image, len(image) // 64)
    basis = fit_basis(run.all_images, run.all_images.mean(axis=0))
    coordinates = basis.coefficients(averages[None], 4)[0] / run.basis.spread[:4]
    np.testing.assert_allclose(listed(said["coordinates"]), coordinates, atol=0.0051)
    rebuilt = basis.reconstruct(averages[None], 4)[0]
    assert float(said["basis-error"]) == pytest.approx(relative(averages, rebuilt), abs=1e-4)
    np.testing.assert_allclose(card(page, "basis"), rebuilt.clip(0, 255), atol=1)

    with torch.no_grad():
        latents = network.encode(torch.tensor(averages[None, None] / 255, dtype=torch.float32))
        decoded = 255 * network.decode(latents)[0, 0].numpy()
    np.testing.assert_allclose(listed(said["latents"]), latents[0], atol=0.0051, rtol=1e-3)
    assert float(said["decoded-error"]) == pytest.approx(relative(averages, decoded), abs=1e-3)
    np.testing.assert_allclose(card(page, "decoded"), decoded, atol=0.01 * 255)


def test_a_dropped_galaxy_of_the_set_has_the_reports_numbers(page, run, network):
    image = galaxies(np.random.default_rng(0))[OTHER]
    drop(page, "galaxy.png", content(bands(image), "PNG"))
    assert finished(page)["said"] == "galaxy.png: 256 × 256 pixels"
    assert_as_computed(page, run, network, image)
    np.testing.assert_allclose(card(page, "original"), image, atol=0.5)


@pytest.mark.parametrize(
    ("shape", "kind", "said"),
    [
        ((520, 701), "PNG", "701 × 520 pixels, of which the middle 520 × 520, scaled"),
        ((90, 90), "PNG", "90 × 90 pixels, scaled"),
        ((300, 256), "JPEG", "256 × 300 pixels, of which the middle 256 × 256"),
    ],
)
def test_any_image_is_cut_and_scaled_as_pillow_does(page, run, network, shape, kind, said):
    side = min(shape)
    whole = galaxies(np.random.default_rng(1))[0]
    pixels = np.asarray(Image.fromarray(whole).resize(shape[::-1]).convert("L"))
    file = content(pixels, kind)
    part(page, "own").locator("input[type=file]").set_input_files(
        {"name": "mine.img", "mimeType": "", "buffer": file}
    )
    left, top = (shape[1] - side) // 2, (shape[0] - side) // 2
    read = Image.open(BytesIO(file)).convert("F")
    square = read.crop((left, top, left + side, top + side))
    page.wait_for_function(
        "said => document.forms['explore-own'].elements.said.value.includes(said)", arg=said
    )
    expected = np.asarray(square.resize((256, 256), Image.Resampling.BILINEAR), float)
    assert_as_computed(page, run, network, expected)


def test_a_galaxy_of_the_set_goes_through_all_of_it(page, run, network):
    part(page, "own").locator("input[name=galaxy]").fill(str(OTHER))
    assert_as_computed(page, run, network, np.rint(run.all_images[OTHER]))
    part(page, "own").get_by_label("vectors").fill("8")
    part(page, "own").get_by_label("level").fill("1")
    said = finished(page)
    image = np.rint(run.all_images[OTHER])
    basis = fit_basis(run.all_images, run.all_images.mean(axis=0))
    error = relative(image, basis.reconstruct(image[None], 8)[0])
    assert float(said["basis-error"]) == pytest.approx(error, abs=1e-4)
    assert said["wavelet-error"] == f"{approximate_levels(image).levels[0].relative_error:.4f}"


def animated():
    file = BytesIO()
    first, second = (Image.fromarray(np.full((80, 80), grey, np.uint8)) for grey in (0, 9))
    first.save(file, "PNG", save_all=True, append_images=[second])
    return file.getvalue()


def unending():
    """A picture that claims to be larger than any memory."""
    file = bytearray(content(np.zeros((64, 64), np.uint8), "PNG"))
    file[16:24] = (40_000).to_bytes(4, "big") * 2
    return bytes(file)


NOISE = np.random.default_rng(2).integers(0, 255, (200, 200), np.uint8)


@pytest.mark.parametrize(
    ("name", "file", "sentence"),
    [
        ("a.txt", b"galaxy", "a.txt is neither a JPEG nor a PNG image: save the galaxy as one of"),
        ("b.png", b"", "b.png is neither a JPEG nor a PNG image: save the galaxy as one of them."),
        ("c.gif", content(NOISE, "GIF"), "c.gif is neither a JPEG nor a PNG image"),
        ("d.png", animated(), "d.png is animated: give a still image."),
        ("e.png", content(NOISE[:63], "PNG"), "e.png has 200 × 63 pixels: give at least 64 × 64."),
        ("f.png", unending(), "f.png has 40\u202f000 × 40\u202f000 pixels: give no more than 8192"),
        ("g.png", content(NOISE, "PNG")[:20], "g.png is damaged: save it anew."),
        ("h.jpg", content(NOISE, "JPEG")[:100], "h.jpg is damaged: save it anew."),
        ("i.png", content(NOISE, "PNG")[:300] + b"x" * 90, "i.png is damaged: save it anew."),
        ("j.png", content(NOISE * 0, "PNG"), "j.png is the same grey everywhere: give an image"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(page, name, file, sentence):
    before = finished(page)
    drop(page, name, file)
    after = finished(page)
    assert after.pop("refused").startswith(sentence)
    assert after == {key: value for key, value in before.items() if key != "refused"}


def test_a_file_that_is_too_large_is_refused_in_a_sentence(page, tmp_path):
    with (tmp_path / "k.jpg").open("wb") as file:
        file.truncate(2**26 + 1)
    part(page, "own").locator("input[type=file]").set_input_files(tmp_path / "k.jpg")
    refused = part(page, "own").locator("output[name=refused]")
    expect(refused).to_contain_text("k.jpg is larger than 64 MB: give a")


def test_the_picture_that_came_last_is_shown(page, run, network):
    images = galaxies(np.random.default_rng(3))[:2]
    for name, image in zip(("first.png", "second.png"), images, strict=True):
        drop(page, name, content(bands(image), "PNG"))  # shown at once, decomposed later
    assert finished(page)["said"].startswith("second.png")
    assert_as_computed(page, run, network, images[1])


def test_the_keyboard_reaches_and_moves_everything(page):
    part(page, "rank").locator("input[name=galaxy]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(part(page, "rank").locator(".explore-thumbnails button")).to_have_count(len(AT_HAND))
    page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    assert part(page, "rank").locator("input[name=galaxy]").input_value() == str(AT_HAND[1])
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    assert numbers(page, "svd")[0] == integer(64 * 129)
    page.keyboard.press("ArrowLeft")
    assert numbers(page, "svd")[0] == integer(63 * 129)
    before = picture(page, "latents")
    slider = part(page, "latents").get_by_label("latent 1", exact=True)
    slider.focus()
    value = float(slider.input_value())
    page.keyboard.press("ArrowRight")
    assert float(slider.input_value()) > value
    page.keyboard.press("Home")
    page.wait_for_timeout(300)
    assert (picture(page, "latents") != before).any()


def test_every_control_and_picture_has_a_name(page):
    unnamed = page.evaluate(
        """[...document.querySelectorAll(".explore :is(input, button, svg, div > canvas)")]
            .filter((one) => !one.labels?.length && !one.ariaLabel && !one.innerText)
            .map((one) => one.outerHTML)"""
    )
    assert unnamed == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_all_of_it_and_nothing_moves(browser, address, scheme):
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.goto(address)
    for rank in (200, 1):
        set_rank(page, rank)
        picture(page, "rank")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate(SHIFTS) == []
    page.close()


def test_without_scripts_there_are_no_dead_controls(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    assert all(not part(page, name).is_visible() for name in PARTS)
    page.context.close()


def test_the_pdf_has_none_of_it(document):
    assert pypandoc.convert_text(document, "typst", format="markdown").strip() == ""

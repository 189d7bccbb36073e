"""The finished page of a whole report, in a real browser."""

import json
import re
from contextlib import contextmanager
from itertools import pairwise
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis import figures
from analysis.figures.style import SMALL
from report.numbers import integer


@pytest.fixture(scope="module")
def numbers(small_report):
    """What ``results.json`` holds."""
    folder, _ = small_report
    return json.loads((folder / "results.json").read_text())


@pytest.fixture(scope="module")
def address(small_report):
    folder, _ = small_report
    return (folder / "report.html").as_uri()


@contextmanager
def alive(browser, address):
    """The page, once it can be played with; no complaint and no request is heard from it."""
    page = browser.new_page()
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    page.wait_for_function("document.querySelector('#explore-rank output[name=said]').value")
    try:
        yield page
        assert complaints == []
        assert [url for url in requests if not url.startswith("data:")] == [address]
    finally:
        page.close()


@pytest.fixture(scope="module")
def page(browser, address):
    """The page, whatever other tests have done to it."""
    with alive(browser, address) as page:
        yield page


@pytest.fixture
def fresh(browser, address):
    """The page as it is when it has been opened."""
    with alive(browser, address) as page:
        yield page


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_nothing_stands_in_a_readers_way(fresh, width, scheme):
    """Neither with all that can be unfolded, nor in the window of a figure."""
    fresh.emulate_media(color_scheme=scheme)
    fresh.set_viewport_size({"width": width, "height": 900})
    fresh.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert violations(fresh) == []
    fresh.locator("main figure img").first.click()
    assert fresh.get_by_role("dialog").is_visible()
    assert violations(fresh) == []


def violations(page):
    """What axe-core finds, however little it matters, and where."""
    found = Axe().run(page, options={"resultTypes": ["violations"]})  # the others take its time
    return [
        (violation["id"], [node["html"][:300] for node in violation["nodes"]])
        for violation in found.response["violations"]
    ]


def test_the_code_beside_a_figure_draws_it(fresh, small_file, tmp_path, monkeypatch):
    """In an empty folder with the file of images, as a reader would run it."""
    path, _ = small_file
    (tmp_path / path.name).symlink_to(path)
    monkeypatch.chdir(tmp_path)
    figures = fresh.locator("main figure:has(img)")
    assert figures.count() > 20
    fresh.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    for button in figures.locator("button.copy").all():
        button.click()
        assert button.text_content() == "Copied"
        exec(fresh.evaluate("window.copied"), {})
    names = fresh.locator("main [id^=fig-]").evaluate_all(
        "all => all.map((one) => one.id.slice(4))"
    )
    assert sorted(f"{name}.svg" for name in names) == sorted(
        file.name for file in tmp_path.glob("*.svg")
    )
    for name in names:
        shown = fresh.locator(f"#fig-{name} img").evaluate("image => image.src")
        assert outline(unquote(shown)) == outline((tmp_path / f"{name}.svg").read_text())


def outline(graphic):
    """How large a drawing is, and how many pictures and letters are in it."""
    (size,) = re.findall(r"<svg[^>]*viewBox=[\"']([^\"']+)", graphic)
    return size, graphic.count("<image"), graphic.count("<use")


def test_headings_go_down_one_level_at_a_time(page):
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4", "headings => headings.map((heading) => Number(heading.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_every_figure_says_what_is_seen_and_who_drew_it(page):
    seen = page.eval_on_selector_all(
        "main figure:has(img)",
        """figures => figures.map((figure) => [
            figure.querySelector("img").alt,
            figure.querySelector("figcaption a.drawn-by").textContent,
            document.querySelector(figure.querySelector("a.drawn-by").hash).textContent,
        ])""",
    )
    assert len(seen) > 20
    for alternative, linked, listed in seen:
        module, function = linked.split(".")
        assert len(alternative) > 40
        assert listed == linked
        assert callable(getattr(getattr(figures, module), function))


def test_the_contents_mark_what_is_read(fresh):
    assert fresh.locator("#TOC [aria-current]").count() == 0
    fresh.get_by_role("link", name="Wavelet approximation").click()
    fresh.locator("#TOC [aria-current=location]", has_text="Wavelet approximation").wait_for()


def test_a_figures_link_opens_the_source_of_its_function(fresh):
    fold = fresh.locator(
        "details", has=fresh.locator("summary", has_text="wavelets.approximations")
    )
    assert fold.get_attribute("open") is None
    fresh.locator("#fig-approximations a.drawn-by").click()
    assert "def approximations(" in fold.locator("pre").inner_text()
    assert fold.bounding_box()["y"] < fresh.viewport_size["height"]


def test_a_figure_opens_in_the_whole_window_and_arrows_lead_on(fresh):
    images = fresh.locator("main figure img")
    dialog = fresh.get_by_role("dialog")
    images.nth(2).scroll_into_view_if_needed()
    fresh.get_by_role("button", name="Enlarge Figure\xa03", exact=True).click()
    assert dialog.get_attribute("aria-label") == "Figure\xa03, enlarged"
    assert dialog.locator("img").get_attribute("src") == images.nth(2).get_attribute("src")
    fresh.keyboard.press("ArrowLeft")
    fresh.keyboard.press("ArrowLeft")
    fresh.keyboard.press("ArrowLeft")
    assert dialog.locator("img").get_attribute("alt") == images.last.get_attribute("alt")
    fresh.keyboard.press("ArrowRight")
    assert dialog.get_attribute("aria-label") == "Figure\xa01, enlarged"
    box = dialog.locator("img").bounding_box()
    assert box["x"] >= 0
    assert box["y"] + box["height"] <= fresh.viewport_size["height"]
    fresh.keyboard.press("Escape")
    assert not dialog.is_visible()
    images.nth(0).click()
    assert dialog.is_visible()
    dialog.get_by_role("button", name="Close").click()
    assert not dialog.is_visible()


def test_tables_are_sorted_by_the_numbers_of_a_column(fresh):
    table = fresh.locator("#tbl-comparison table")

    def column(index):
        return table.locator(f"tbody td:nth-child({index})").all_text_contents()

    def number(text):
        return int("".join(filter(str.isdigit, text)))

    stored, methods = column(3), column(1)
    assert len(stored) > 2
    head = table.locator("th").nth(2)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(3) == sorted(stored, key=number)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert column(3) == sorted(stored, key=number, reverse=True)
    table.locator("th").nth(0).get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert column(1) == sorted(methods, key=str.casefold)


@pytest.mark.parametrize(("table", "column"), [("comparison", 0), ("comparison", 1), ("drawn", 0)])
def test_words_are_sorted_with_the_numbers_in_them(page, table, column):
    def shown():
        cells = page.locator(f"#tbl-{table} tbody td:nth-child({column + 1})").all_text_contents()
        return [
            [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", cell.casefold())]
            for cell in cells
        ]

    before = sorted(shown())
    page.locator(f"#tbl-{table} th").nth(column).get_by_role("button").click()
    assert shown() == before


def test_the_slider_has_the_reports_numbers(page, numbers):
    form = page.locator("#explore-rank")
    for name, rank in (
        ("quarter", numbers["svd"]["ranks"][0]),
        ("sixteenth", numbers["svd"]["ranks"][1]),
    ):
        form.locator(f"button[name={name}]").click()
        said = form.locator("output[name=said]")
        page.wait_for_function(
            "said => document.forms['explore-rank'].elements.said.value.includes(said)",
            arg=f"relative error {rank['relative_error']:.4f}",
        )
        assert f"from {integer(rank['stored_numbers'])} stored numbers" in said.text_content()
    for name in ("known", "unknown"):
        shortcut = form.locator(f"button[name={name}] span").text_content()
        assert shortcut == str(numbers["hard_threshold"][f"{name}_noise"]["kept"])


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_sticks_out_at_the_side(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [320, 360, 719, 730, 1024, 1440])
def test_labels_of_figures_are_eleven_pixels_high(page, width):
    """Those of `SMALL` points, than which none is smaller (`test_drawn`)."""
    page.set_viewport_size({"width": width, "height": 800})
    enlarged = page.eval_on_selector_all(
        "main figure img",
        """images => images.map((image) => {
            const style = getComputedStyle(image);
            const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
            return (image.clientWidth - padding) / image.naturalWidth;
        })""",
    )
    assert len(enlarged) > 20
    assert min(enlarged) * SMALL * 96 / 72 >= 11


def test_a_figure_wider_than_a_phone_moves_and_its_words_stay(page):
    page.set_viewport_size({"width": 360, "height": 800})
    figure = page.locator("main figure:has(img)").first
    mover, caption = figure.locator("> div"), figure.locator("figcaption")
    before = caption.bounding_box()
    assert mover.get_attribute("tabindex") == "0"
    assert (
        mover.evaluate("element => { element.scrollTo(150, 0); return element.scrollLeft; }") == 150
    )
    assert caption.bounding_box() == before
    assert before["width"] <= 360


def test_without_scripts_everything_but_the_play_is_there(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    images = page.locator("main figure img")
    assert images.count() > 20
    assert page.locator("main table").count() > 8
    assert page.locator("main button:visible").count() == 0
    page.context.close()

"""How fast the decoder is that runs in the page."""

from pathlib import Path

from report.browser import opened, program

SECONDS = 3
COUNT_PICTURES = """async (seconds) => {
    const form = document.getElementById("explore-latents");
    const slider = form.querySelector("input[type=range]");
    const canvas = form.querySelector("canvas");
    const { prototype } = CanvasRenderingContext2D;
    const put = prototype.putImageData;
    let pictures = 0;
    prototype.putImageData = function (...picture) {
        if (this.canvas === canvas) pictures++;
        put.apply(this, picture);
    };
    const end = performance.now() + 1000 * seconds;
    while (performance.now() < end) {
        slider.value = Number(slider.min) + Math.random() * (slider.max - slider.min);
        slider.dispatchEvent(new Event("input"));
        await new Promise(requestAnimationFrame);
    }
    prototype.putImageData = put;
    return pictures / seconds;
}"""


def images_per_second(page: Path) -> float | None:
    """Pictures that the latent explorer of a finished page draws while a slider moves.

    None where there is no browser.
    """
    path = program()
    if path is None:
        return None
    with opened(path) as browser:
        tab = browser.new_page()
        tab.goto(page.resolve().as_uri())
        tab.wait_for_timeout(1000)
        return tab.evaluate(COUNT_PICTURES, SECONDS)

"""Figures of the page in fewer letters, in a real browser."""

from base64 import b64encode
from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

from analysis.figures.rendered import Rendered, render
from analysis.figures.style import style
from report.render.collect import slim


@style()
def figure():
    """Something of all that figures hold: clipped lines, markers, areas, words, pictures."""
    generator = np.random.default_rng(0)
    made, axes = plt.subplots(2, 2, figsize=(5.2, 4))
    axes[0, 0].plot([0, 1e-7, 2, 3], [1, 5, 2, 9], "o--", label="curve $\\sigma_1^2$")
    axes[0, 0].set(xlim=(0.5, 2.5), title="Clipped 'curve'", xlabel="rank")
    axes[0, 0].legend()
    axes[0, 1].bar(range(4), [1, 2, 3, 4], hatch="//")
    axes[0, 1].fill_between([0, 3], [1, 1], [2, 2], alpha=0.4)
    axes[1, 0].imshow(generator.normal(0, 1, (40, 40)), cmap="RdBu_r")
    axes[1, 1].imshow(np.add.outer(np.arange(64), np.arange(64)))
    axes[1, 1].scatter([3, 9], [4, 40], s=[20, 200], color="white", edgecolor="red")
    return made


def drawn(browser, graphic):
    """The pixels of an SVG file."""
    page = browser.new_page(device_scale_factor=2)
    page.set_content(f'<img src="data:image/svg+xml;base64,{b64encode(graphic).decode()}">')
    page.locator("img").evaluate("image => image.decode()")
    pixels = np.asarray(Image.open(BytesIO(page.locator("img").screenshot())).convert("RGB"), int)
    page.close()
    return pixels


def test_a_slim_figure_looks_the_same(browser):
    whole = render(figure)
    assert isinstance(whole, Rendered)
    less = slim(whole.content.decode()).encode()
    assert len(less) < 0.75 * len(whole.content)
    before, after = drawn(browser, whole.content), drawn(browser, less)
    assert np.ptp(before) > 200
    assert np.abs(before - after).max() <= 2

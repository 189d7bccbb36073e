"""A file of galaxies at the positions of a catalogue."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analysis.images.split import FEWEST_GALAXIES
from analysis.images.stretch import PIXEL
from analysis.runtime.errors import Failed
from analysis.runtime.files import failed_if_unwritable
from analysis.survey import store
from analysis.survey.catalogue import Position, read_catalogue
from analysis.survey.connection import Unavailable
from analysis.survey.cutout import LAYER, address
from analysis.survey.download import download
from analysis.survey.kept_images import is_kept, read
from analysis.survey.workplace import folder_for, workplace

KIND = "cutouts"
ATTRIBUTES = {"layer": LAYER, "pixel_scale": PIXEL}


def fetch(catalogue: Path, service: str, output: Path) -> str:
    """Bring every image of a catalogue and write them in its order; what was done, in words.

    Raises
    ------
    InputError
        If the catalogue or the output cannot be used.
    Failed
        If images are missing. What came is kept for the next run, and written if that replaces
        nothing and is enough for the report.
    """
    positions = read_catalogue(catalogue)
    if store.holds(output, _columns(positions), ATTRIBUTES):
        shutil.rmtree(folder_for(output, KIND), ignore_errors=True)
        return f"{output} holds the {len(positions)} galaxies of {catalogue} already"
    urls = {position: address(service, position) for position in positions}
    with workplace(output, KIND) as folder:
        outage = _download(urls, folder)
        came = [position for position in positions if is_kept(folder, urls[position])]
        complete = len(came) == len(positions)
        if complete or (len(came) >= FEWEST_GALAXIES and not output.exists()):
            _write(output, folder, came, [urls[position] for position in came])
        if not complete:
            raise Failed(_missing(output, service, len(came), len(positions), outage))
        shutil.rmtree(folder)
    return f"{output} holds {len(came)} galaxies; their terms: {store.TERMS}"


def _download(urls: dict[Position, str], folder: Path) -> Unavailable | None:
    """Bring what is missing; the last failure where the service is out of reach."""
    try:
        with failed_if_unwritable(folder, "an image", store.GO_ON):
            download({url: position.name for position, url in urls.items()}, folder)
    except Unavailable as outage:
        return outage
    return None


def _write(output: Path, folder: Path, positions: list[Position], urls: list[str]) -> None:
    images = (read(folder, url)[np.newaxis] for url in urls)
    store.write(output, folder, images, _columns(positions) | {"sources": urls}, ATTRIBUTES)


def _columns(positions: Sequence[Position]) -> dict[str, Any]:
    return {
        "names": [position.name for position in positions],
        "ra": [position.ra for position in positions],
        "dec": [position.dec for position in positions],
    }


def _missing(output: Path, service: str, came: int, asked: int, outage: Unavailable | None) -> str:
    number = f"{came} of {asked} galaxies are there"
    if outage:
        return (
            f"{service}: the service is out of reach ({outage}); {number}: check the network and "
            "run it again to go on"
        )
    return (
        f"{output}: {number}; run it again to ask for the others, or leave out of the catalogue "
        "those that the survey does not have"
    )

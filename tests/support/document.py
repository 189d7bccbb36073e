"""The small document that is rendered where the whole report would take too long."""

import shutil

COPIED = (
    "page.html",
    "page.typ",
    "report.css",
    "references.csl",
    "render/collect.py",
    "render/spoken.lua",
    "render/unwrap.lua",
)


def copy_of_document(repository, folder):
    """Put it into an empty folder, with the page and the style of the report; the folder."""
    shutil.copytree(repository / "tests" / "report" / "document", folder, dirs_exist_ok=True)
    for name in ("_quarto.yml", "_environment"):
        shutil.copy(repository / name, folder)
    shutil.copytree(repository / "report" / "fonts", folder / "report" / "fonts")
    (folder / "report" / "render").mkdir()
    for name in COPIED:
        shutil.copy(repository / "report" / name, folder / "report" / name)
    return folder

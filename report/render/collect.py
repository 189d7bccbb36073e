"""Runs after ``quarto render``: puts the pages where the report's other files are."""

import os
import shutil
from pathlib import Path

output = Path(os.environ["QUARTO_PROJECT_OUTPUT_DIR"])
for page in (output / "report").glob("report.*"):
    page.replace(output / page.name)
shutil.rmtree(output / "report")  # the drawn figures, which both pages have in them

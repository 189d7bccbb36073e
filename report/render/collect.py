"""Runs after ``quarto render``: puts the report's three files into the top of the output folder."""

import os
import shutil
from pathlib import Path

output = Path(os.environ["QUARTO_PROJECT_OUTPUT_DIR"])
for name in ("report.html", "report.pdf"):
    (output / "report" / name).replace(output / name)
shutil.rmtree(output / "report")
shutil.copyfile("report/results.json", output / "results.json")

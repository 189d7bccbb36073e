"""Where a result comes from: the code, the libraries and the machine."""

import os
import platform
import re
import subprocess
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

LIBRARIES = (
    "numpy",
    "scipy",
    "h5py",
    "Pillow",
    "PyWavelets",
    "scikit-image",
    "scikit-learn",
    "astropy",
    "photutils",
    "statmorph",
    "torch",
    "matplotlib",
)
"""Whose versions may change a result."""

GITHUB = re.compile(r"(?:https://|git@|ssh://git@)github\.com[:/](.+?)(?:\.git)?/?$")
MODEL = re.compile(r"^model name\s*: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Provenance:
    """What has to be the same for results to be the same.

    Attributes
    ----------
    commit : of the code, in hexadecimal; None where it is not under version control
    changed : whether the code differs from that commit
    repository : its page on GitHub; None if it is not there
    date : when it was computed, in words
    python, libraries : versions, the latter by name
    system, processor, processors : the machine: what runs on it, the model of its processor, and
        how many logical ones there are
    """

    commit: str | None
    changed: bool
    repository: str | None
    date: str
    python: str
    libraries: dict[str, str]
    system: str
    processor: str
    processors: int | None


def trace(root: Path) -> Provenance:
    """Look at the code in a folder, at what runs it, and at the calendar."""
    commit = _git(root, "rev-parse", "HEAD")
    today = date.today()
    return Provenance(
        commit=commit,
        changed=bool(commit and _git(root, "status", "--porcelain", "--untracked-files=no")),
        repository=_page(_git(root, "remote", "get-url", "origin")),
        date=f"{today.day} {today:%B %Y}",
        python=platform.python_version(),
        libraries={library: version(library) for library in LIBRARIES},
        system=f"{platform.system()} on {platform.machine()}",
        processor=processor(),
        processors=os.cpu_count(),
    )


def processor() -> str:
    """The model, or the kind where the system does not tell."""
    try:
        found = MODEL.search(Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def _page(address: str | None) -> str | None:
    """A repository's page, from any address that git knows it by."""
    found = GITHUB.match(address or "")
    return f"https://github.com/{found[1]}" if found else None


def _git(root: Path, *arguments: str) -> str | None:
    """What git says about a repository whose top is `root`, None where there is none or no git."""
    if not (root / ".git").exists():
        return None
    try:
        said = subprocess.run(
            ["git", "-C", root, *arguments], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return said.stdout.strip()

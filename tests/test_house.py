"""Which room of the package may know which, and that the README's table names them all."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "analysis"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FUNCTION = 40  # lines

# A room may import those of the layers before its own, and itself.
LAYERS = (
    {"runtime"},
    {"images"},
    {"approximation", "threshold", "autoencoder", "simulation", "survey"},
    {"comparison", "morphology", "large"},
    {"meaning"},
    {"results"},
    {"figures", "commands"},
)
# What the layers alone would forbid: importing module, imported room.
ALLOWED = {
    ("analysis.threshold.denoising", "approximation"),  # rules decide on singular values
}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {_name(path) for path in MODULES}


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imported(path: Path) -> set[str]:
    """Every name of this repository that a module imports, in functions too, as dotted names."""
    found = set()
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] in ("analysis", "report", "tests")}


def _module(name: str) -> str:
    """The module that an imported name is or is in."""
    return name if name in NAMES else name.rpartition(".")[0]


def _room(module: str) -> str:
    return module.split(".")[1]


def _layer(room: str) -> int:
    return next(layer for layer, rooms in enumerate(LAYERS) if room in rooms)


def _rooms() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def test_every_room_has_a_layer() -> None:
    assert _rooms() == set().union(*LAYERS)
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


def _upwards() -> set[tuple[str, str]]:
    """Imports of a room that is not in an earlier layer."""
    return {
        (_name(path), _room(name))
        for path in MODULES
        if path.parent != PACKAGE
        for name in _imported(path)
        if name.startswith("analysis.")
        and _room(name) != _room(_name(path))
        and _layer(_room(name)) >= _layer(_room(_name(path)))
    }


def test_no_room_knows_one_above_it() -> None:
    assert _upwards() == ALLOWED


def test_analysis_knows_neither_report_nor_tests() -> None:
    known = {name.split(".")[0] for path in MODULES for name in _imported(path)}
    assert known == {"analysis"}


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {
        _name(path): {_module(name) for name in _imported(path)} - {_name(path)} for path in MODULES
    }
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_readme_names_exactly_the_folders_there_are() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([a-z_/]+)/` \|", readme, re.MULTILINE)
    rooms = {f"analysis/{room}" for room in _rooms()}
    parts = {f"report/{part}" for part in ("explore", "render", "screenshots")}
    assert sorted(named) == sorted(
        rooms | parts | {"report", "templates", "tests", "tests/benchmarks"}
    )
    assert all((ROOT / folder).is_dir() for folder in named)
    links = re.findall(r"\]\(((?:analysis|report|tests)/[^)#]+)\)", readme)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize(
    "folder",
    [*(PACKAGE / room for room in sorted(_rooms())), ROOT / "report"],
    ids=lambda it: it.name,
)
def test_functions_are_short(folder: Path) -> None:
    long = {
        f"{_name(path)}.{node.name}": lines
        for path in folder.rglob("*.py")
        for node in ast.walk(_parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}

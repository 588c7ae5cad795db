"""Imports go one way, from the errors and the model up to the command line."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "promisetrack"

# From the bottom up; a module may import only from lines above its own, or from another module of its own package.
ORDER = (
    ("errors",),
    ("limits", "model"),
    ("lexicon",),
    ("numerals", "places", "dates", "figures", "policy", "units"),
    ("wording",),
    ("indicators", "meaning"),
    ("furniture",),
    ("folding",),
    ("identity", "themes"),
    ("outline_cues",),
    ("outline_split",),
    ("outline",),
    ("passages",),
    ("repairs",),
    ("reading",),
    ("proportions",),
    ("quantities",),
    ("clauses",),
    ("qualifiers", "subjects", "ends"),
    ("lists", "periods"),
    ("statements", "milestones", "openends"),
    ("extraction",),
    ("merging",),
    ("alike", "candour", "contrasts"),
    ("comparisons",),
    ("matching", "comparing"),
    ("judgement",),
    ("stages",),
    ("judging", "confidence"),
    ("assessment",),
    ("scorecard", "ratings"),
    ("scoring", "serialize", "coverage"),
    ("render",),
    ("cli",),
    ("__main__",),
)
RANK = {module: rank for rank, modules in enumerate(ORDER) for module in modules}
GUARDED = {"cn2an": {"numerals"}, "dateparser": {"dates"}}
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    """The module at the top of the package that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(tree: ast.AST) -> list[str]:
    """The dotted names that a module imports anywhere, `from package import name` as package.name."""
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def without_lazy_parts(tree: ast.Module) -> ast.Module:
    """The module without what is imported in functions or for types: methods of records hand over to renderings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) or (
            isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        ):
            node.body = [ast.Pass()]
    return tree


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    own = room(path)
    assert own in RANK, f"{own} has no place in ORDER: put it where what it imports is above it"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = imports(without_lazy_parts(tree) if own in {"model", "scorecard"} else tree)
    used = {name.split(".")[1] for name in names if name.startswith("promisetrack.")} - {own}
    assert not {module for module in used if RANK[module] >= RANK[own]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_are_written_in_full(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]


@pytest.mark.parametrize("library", GUARDED)
def test_libraries_with_traps_have_one_importer(library: str) -> None:
    importers = {
        room(path)
        for path in FILES
        if any(name.split(".")[0] == library for name in imports(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert importers <= GUARDED[library]


def loaded_by(statement: str) -> set[str]:
    """The modules that are loaded once a statement has run in a fresh interpreter."""
    command = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = loaded_by("import promisetrack")
    assert not loaded & {"attrs", "cn2an", "dateparser", "pandas", "jinja2", "click", "promisetrack.model"}


def test_the_command_line_starts_without_the_stages() -> None:
    loaded = loaded_by("import promisetrack.cli")
    assert not loaded & {"cn2an", "dateparser", "pandas", "jinja2", "promisetrack.model", "promisetrack.extraction"}


def test_every_public_name_can_be_had() -> None:
    loaded_by("import promisetrack\nfor name in promisetrack.__all__: getattr(promisetrack, name)\ndir(promisetrack)")
    with pytest.raises(subprocess.CalledProcessError):
        loaded_by("import promisetrack\npromisetrack.nothing_of_that_name")

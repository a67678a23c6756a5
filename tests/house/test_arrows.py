"""The arrows of the house: who may import whom, and which files a room may have."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "clicnjob"
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "base", "misc"}
LONGEST_FILE = 400
SOURCES = [*sorted(PACKAGE.rglob("*.py")), ROOT / "config.py"]


def test_every_import_follows_the_contracts() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_logo=True, cache_dir=None) == 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_is_found_there(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text()))

    assert docstring, "a module starts with a line that says what is found there"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_and_well_named(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_public_function_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text())
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    undocumented = [node.name for node in public if not ast.get_docstring(node) and not _speaks_for_itself(node)]

    assert undocumented == []


def _speaks_for_itself(node: ast.FunctionDef) -> bool:
    # Click prints the `help` of its commands, and error handlers are three lines named after their error.
    return bool(node.decorator_list) or len(node.body) <= 3

"""The source keeps to the rules of docs/design.md; the layers are read from that page's own table."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "memcon"
FILES = sorted(SOURCE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text()) for path in FILES}
LONGEST_FUNCTION = 40
LONGEST_MODULE = 400
EMPTY_NAMES = re.compile(r"util|helper|manager|(^|_)base(_|$)|^Base|Base$", re.IGNORECASE)
FRONT_PAGE = "memcon"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def shown(path: Path) -> str:
    return str(path.relative_to(SOURCE))


every_file = pytest.mark.parametrize("path", FILES, ids=shown)


def module_of(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}


def unit_of(module: str) -> str:
    """``memcon.pages.pdf`` belongs to the unit ``pages``; the front page is ``memcon``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else FRONT_PAGE


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, in functions and under TYPE_CHECKING too, by its full name."""
    package = module_of(path) if path.name == "__init__.py" else module_of(path).rpartition(".")[0]
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for name in node.names:
                whole = f"{base}.{name.name}"
                yield whole if whole in MODULES else base


def table() -> dict[str, tuple[set[str], set[str]]]:
    """Each unit of the table of layers in docs/design.md: what it may import of memcon, and of others."""
    rows: dict[str, tuple[set[str], set[str]]] = {}
    for line in (ROOT / "docs" / "design.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and re.match(r"\d ", cells[0]):
            units, ours, others = (set(re.findall(r"`([\w.]+)`", cell)) for cell in cells[1:])
            if "any" in cells[3].split():
                others.add("*")
            rows.update(dict.fromkeys(units, (ours, others)))
    return rows


def test_no_two_modules_of_the_tests_have_one_name() -> None:
    """Pytest imports them by their bare names, and the second of two would be the first; its own
    ``conftest`` it tells apart."""
    folders = [f for f in (ROOT / "tests").rglob("*") if f.is_dir() and not (f / "__init__.py").exists()]
    folders += [ROOT / name for name in ("tests", "samples", "training")]
    every = (path.stem for folder in folders for path in folder.glob("*.py"))
    names = Counter(name for name in every if name != "conftest")
    names.update(p.parent.name for p in (ROOT / "samples").glob("*/__init__.py"))
    assert [name for name, times in names.items() if times > 1] == []


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_unit_stands_in_the_table_and_the_table_names_no_other() -> None:
    assert {unit_of(module) for module in MODULES} == set(table())


@every_file
def test_layers(path: Path) -> None:
    import sys

    unit = unit_of(module_of(path))
    ours, others = table()[unit]
    for name in imports(path):
        top = name.split(".")[0]
        if top == "memcon":
            assert unit_of(name) in ours | {unit}, f"{unit} may not import {name}"
        elif top not in sys.stdlib_module_names:
            assert others & {"*", top}, f"{unit} may not import {name}"


def test_no_import_cycle_between_units_or_modules() -> None:
    modules = {module_of(path): {name for name in imports(path) if name in MODULES} for path in FILES}
    units: dict[str, set[str]] = {}
    for module, names in modules.items():
        units.setdefault(unit_of(module), set()).update(
            unit_of(n) for n in names if unit_of(n) != unit_of(module)
        )
    for graph in (modules, units):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            pytest.fail(f"import cycle: {' -> '.join(error.args[1])}")


@every_file
def test_modules_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_MODULE
    for function in functions(TREES[path]):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, f"{function.name} has {length} lines"


@every_file
def test_everything_is_annotated(path: Path) -> None:
    for function in functions(TREES[path]):
        assert function.returns is not None, f"{function.name} says not what it returns"
        given = function.args
        named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        for argument in (*named, *(a for a in (given.vararg, given.kwarg) if a)):
            bound = argument.arg in {"self", "cls"} and argument is named[0]
            assert bound or argument.annotation is not None, f"{function.name}: {argument.arg} has no type"


@every_file
def test_what_is_public_is_described(path: Path) -> None:
    tree = TREES[path]
    assert ast.get_docstring(tree), "the module has no docstring"
    for node in public(tree):
        assert ast.get_docstring(node), f"{node.name} has no docstring"


def public(scope: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    """Public classes, functions and methods; a property named by what it is needs no more words."""
    for node in scope.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node
            yield from public(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
            if not decorators & {"property", "overload", "override"}:
                yield node


@every_file
def test_names_say_what_a_thing_is(path: Path) -> None:
    assert not EMPTY_NAMES.search(path.stem)
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.ClassDef):
            assert not EMPTY_NAMES.search(node.name), node.name

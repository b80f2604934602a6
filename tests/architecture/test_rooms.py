"""The house keeps its shape: rooms open with a sentence, files and functions stay small, `__all__` is honest."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "tertius"
FILES = sorted(SRC.rglob("*.py"))
ROOMS = sorted(p.parent for p in SRC.rglob("__init__.py"))
DRAWERS = {"utils", "util", "helpers", "helper", "core", "common", "misc", "managers", "manager", "base", "tools"}

LONGEST_FILE = 400
LONGEST_BODY = 60
MOST_PARAMETERS = 7

TOO_MANY_PARAMETERS = {
    # One row of a table written as a call; its eight columns are the eight fields of the declaration.
    "atlas/columns.py:_c",
    # A command's options are its parameters.
    "cli/assess.py:assess",
    "cli/casebook_judgements.py:judge",
    "cli/cases.py:cases",
    "cli/ideal_points.py:ideal_points",
    "cli/read.py:read",
    "cli/ledger.py:add",
    "cli/ledger.py:ask",
    "cli/ledger.py:resolve",
    "cli/whatif.py:whatif",
    # Compiled kernels take flat arrays: an object would be unpacked, or its class compiled, at every call.
    "measures/kalman_kernel.py:_give_back",
    "measures/kalman_kernel.py:_sum_up",
    "measures/kalman_kernel.py:_take_in",
    "measures/ordinal_probit.py:_weigh_outer",
    "measures/ordinal_probit.py:sweep_items",
    "measures/position_paths.py:draw_filtered",
    "measures/position_paths.py:draw_smoothed",
    "measures/position_paths.py:draw_step_weights",
}
TOO_LONG: set[str] = set()


def of(path: Path) -> str:
    return str(path.relative_to(SRC))


def module_of(path: Path) -> str:
    parts = path.relative_to(SRC.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("room", ROOMS, ids=lambda p: p.name)
def test_a_room_opens_with_a_sentence(room):
    said = ast.get_docstring(parsed(room / "__init__.py"))
    assert said
    first = said.splitlines()[0]
    assert first.endswith(".")
    assert first[0].isupper()


@pytest.mark.parametrize("path", FILES, ids=of)
def test_a_file_opens_with_a_sentence(path):
    said = ast.get_docstring(parsed(path))
    assert said
    assert said.split("\n\n")[0].rstrip()[-1] in ".?!"


def test_no_file_is_a_drawer():
    names = {p.stem for p in FILES} | {r.name for r in ROOMS}
    assert not names & DRAWERS


@pytest.mark.parametrize("path", FILES, ids=of)
def test_a_file_is_at_most_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [
        (f"{of(path)}:{node.name}", node)
        for path in FILES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_a_function_has_at_most_60_lines():
    long = {name for name, node in functions() if body_lines(node) > LONGEST_BODY}
    assert long == TOO_LONG


def test_a_function_has_at_most_7_parameters():
    many = set()
    for name, node in functions():
        a = node.args
        given = [p.arg for p in (*a.posonlyargs, *a.args, *a.kwonlyargs) if p.arg not in {"self", "cls"}]
        if len(given) > MOST_PARAMETERS:
            many.add(name)
    assert many == TOO_MANY_PARAMETERS


def test_no_public_function_takes_what_it_cannot_name():
    for name, node in functions():
        assert node.args.kwarg is None, name


def public_names(tree: ast.Module) -> set[str]:
    """Public functions and classes; commands are found by the app, not by name."""
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not any("command" in ast.unparse(d) or "callback" in ast.unparse(d) for d in node.decorator_list)
    }


def declared(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return list(ast.literal_eval(node.value))
    return None


@pytest.mark.parametrize("path", FILES, ids=of)
def test_all_is_honest(path):
    tree = parsed(path)
    named = declared(tree)
    public = public_names(tree)
    if named is None:
        assert not public, "public names without __all__"
        return
    assert len(named) == len(set(named))
    assert public <= set(named)
    module = import_module(module_of(path))
    assert all(hasattr(module, name) for name in named)


@pytest.mark.parametrize("path", [p for p in FILES if p.name != "__init__.py"], ids=of)
def test_what_is_public_says_what_it_does(path):
    module = import_module(module_of(path))
    for name in getattr(module, "__all__", ()):
        found = getattr(module, name)
        if inspect.isclass(found) or inspect.isfunction(found):
            assert inspect.getdoc(found), name


@pytest.mark.parametrize("path", FILES, ids=of)
def test_no_catch_swallows_everything(path):
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            silent = all(isinstance(s, ast.Pass) for s in node.body)
            assert not (silent and ast.unparse(node.type) in {"Exception", "BaseException", "ImportError"})

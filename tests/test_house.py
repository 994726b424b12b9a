"""How the code is kept: functions are short, and every definition has somebody who uses it."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from public import PUBLIC
from rooms import ROOT

FILES = sorted(
    file for folder in ("corridors", "layers", "seeds") for file in (ROOT / folder).rglob("*.py")
)
TREES = {file: ast.parse(file.read_text("utf-8")) for file in FILES}

#: What is asked for by its name as a text: a process of its own, and Python itself.
BY_NAME = {"_serve", "__getattr__", "__dir__"}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def lines_of_code(function: ast.FunctionDef) -> int:
    """Return how many lines a function has without its docstring."""
    first, last = function.lineno, function.end_lineno or function.lineno
    described = function.body[0] if ast.get_docstring(function) is not None else None
    length = (described.end_lineno or 0) - described.lineno + 1 if described else 0
    return last - first + 1 - length


def test_no_function_has_over_40_lines_and_most_have_no_ten() -> None:
    found = {
        f"{file.relative_to(ROOT)}:{function.lineno} {function.name}": lines_of_code(function)
        for file, tree in TREES.items()
        for function in functions(tree)
    }
    assert not [name for name, lines in found.items() if lines > 40]
    assert median(found.values()) < 10


def used_in(node: ast.AST) -> Counter[str]:
    """Return how often names are read, called on something, or imported."""
    found: Counter[str] = Counter()
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load):
            found[one.id] += 1
        elif isinstance(one, ast.Attribute):
            found[one.attr] += 1
        elif isinstance(one, ast.alias):
            found[one.name.rpartition(".")[2]] += 1
    return found


USED = sum(map(used_in, TREES.values()), Counter[str]())


def defined(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    return (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))


def is_command(node: ast.FunctionDef | ast.ClassDef) -> bool:
    return any("click.command" in ast.unparse(one) for one in node.decorator_list)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_definition_is_used_or_public(file: Path) -> None:
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    known = BY_NAME | PUBLIC.get(module, set())
    unused = [
        node.name
        for node in defined(TREES[file])
        if node.name not in known and not is_command(node)
        if USED[node.name] == used_in(node)[node.name]
    ]
    assert not unused

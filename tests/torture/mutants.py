"""Mutants of a module: the same text with one small fault, as mutmut's operators make them.

mutmut itself leaves out what is decorated, so properties and context managers, and what stands
outside of functions; here they are mutated, too. Left out is what no test of behaviour sees:
annotations, decorators, imports and what only type checkers read.
"""

from __future__ import annotations

import random
from itertools import accumulate, groupby
from pathlib import Path
from typing import NamedTuple

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider, WhitespaceInclusivePositionProvider
from mutmut.mutation.mutators import mutation_operators

__all__ = ["Mutant", "mutants", "sample"]

_UNSEEN = (
    m.Annotation()
    | m.Decorator()
    | m.Import()
    | m.ImportFrom()
    | m.If(test=m.Name("TYPE_CHECKING"))
    | m.Assign(targets=[m.AssignTarget(m.Name("__all__"))])
    | m.Call(func=m.OneOf(*map(m.Name, ("cast", "TypeVar", "ParamSpec"))))
    | m.SimpleStatementLine(body=[m.Expr(m.SimpleString() | m.ConcatenatedString())])
)


class Mutant(NamedTuple):
    """A module with one small fault.

    Attributes
    ----------
    module
        Path of the module from the root of the checkout.
    line, column, operator
        Place of the fault, and the name of what made it.
    before, after
        The line, as it is and as it would be; of several lines the first that differs.
    code
        The whole text.
    """

    module: str
    line: int
    column: int
    operator: str
    before: str
    after: str
    code: str

    @property
    def place(self) -> tuple[str, int, int, str]:
        """Where and how it differs; several mutants may share it."""
        return self[:4]


def mutants(root: Path, module: str) -> list[Mutant]:
    """Return all mutants of a module, in the order of their places."""
    source = (root / module).read_text(encoding="utf-8")
    visitor = _Visitor(module, source)
    visitor.wrapper.visit(visitor)
    return sorted(visitor.found, key=lambda one: one.place)


def sample(found: list[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return one mutant, by lot, of each of so many places drawn by lot."""
    lot = random.Random(seed)  # noqa: S311  to be drawn again
    places = [list(group) for _, group in groupby(found, key=lambda one: one.place)]
    return [lot.choice(group) for group in lot.sample(places, min(count, len(places)))]


class _Visitor(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, WhitespaceInclusivePositionProvider)

    def __init__(self, module: str, source: str) -> None:
        super().__init__()
        self.module, self.source = module, source
        self.wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
        self.lines = [0, *accumulate(map(len, source.splitlines(keepends=True)))]
        self.found: list[Mutant] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if m.matches(node, _UNSEEN):
            return False
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                start = self.get_metadata(PositionProvider, node).start
                place = self.module, start.line, start.column, operator.__name__
                codes = (self._with(node, changed) for changed in operator(node))
                self.found += (Mutant(*place, *self._differing(code), code) for code in codes)
        return True

    def _with(self, node: cst.CSTNode, changed: cst.CSTNode) -> str:
        """Return the module with a node in the place of another."""
        span = self.get_metadata(WhitespaceInclusivePositionProvider, node)
        start, end = (self.lines[at.line - 1] + at.column for at in (span.start, span.end))
        return self.source[:start] + self.wrapper.module.code_for_node(changed) + self.source[end:]

    def _differing(self, code: str) -> tuple[str, str]:
        pairs = zip(self.source.splitlines(), code.splitlines(), strict=False)
        return next(((a.strip(), b.strip()) for a, b in pairs if a != b), ("", ""))

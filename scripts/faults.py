"""Small faults in a Python file: an operator, a comparison or a constant changed. Cosmic Ray's operators make them."""

import ast
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[1]
HARMLESS = ROOT / "tests" / "harmless_faults.toml"
"""The faults that no test need find, each with the reason: see `is_harmless`."""

ALIKE = ("Add Sub Mul Div FloorDiv Mod", "BitAnd BitOr BitXor", "LShift RShift", "Eq NotEq Lt LtE Gt GtE", "Is IsNot")
"""Operators that take one another's place: others would make most faults end in a TypeError, which any test finds."""

ONE_BY_ONE = (
    "ReplaceUnaryOperator_USub_UAdd ReplaceUnaryOperator_UAdd_USub ReplaceUnaryOperator_Delete_Not AddNot "
    "NumberReplacer ReplaceTrueWithFalse ReplaceFalseWithTrue ReplaceAndWithOr ReplaceOrWithAnd "
    "ReplaceBreakWithContinue ReplaceContinueWithBreak"
)

OPERATORS = [
    name
    for name in operator_names()
    if (kind := name.removeprefix("core/")) in ONE_BY_ONE.split()
    or any(set(kind.split("_")[1:]) <= set(group.split()) for group in ALIKE if "_" in kind)
]
"""Cosmic Ray's names of what can be changed, and into what."""

Place = tuple[int, int]
"""Line, from 1, and column, from 0."""


@dataclass(frozen=True)
class Fault:
    """One change in one file."""

    file: Path
    """From the root of the repository."""

    operator: str
    """Cosmic Ray's name of the kind of change."""

    occurrence: int
    """Which of the places where this operator could change something, from 0."""

    place: Place

    whole: str = field(repr=False)
    """The file as it is."""

    def source(self) -> str:
        """The whole file with the fault in it."""
        changed = mutate_code(self.whole, get_operator(self.operator)(), self.occurrence)
        if changed is None:
            raise ValueError(f"{self.operator} has no place {self.occurrence} in {self.file}")
        return changed

    def lines(self) -> tuple[str, str]:
        """The line before and after the change."""
        number = self.place[0] - 1
        return self.whole.splitlines()[number].strip(), self.source().splitlines()[number].strip()

    def __str__(self) -> str:
        was, now = self.lines()
        return f"{self.file}:{self.place[0]}\n    {was}\n    {now}"


def faults(file: Path) -> dict[Place, list[Fault]]:
    """All that can be made in a file, by where they are, but for what the type checker watches over."""
    source = (ROOT / file).read_text(encoding="utf-8")
    silent = typed(source)
    nodes = list(ast_nodes(get_ast(source)))
    found: dict[Place, list[Fault]] = defaultdict(list)
    for name in OPERATORS:
        operator = get_operator(name)()
        places = [start for node in nodes for start, _end in operator.mutation_positions(node)]
        for occurrence, place in enumerate(places):
            if not any(first <= place < last for first, last in silent):
                found[place].append(Fault(file, name, occurrence, place, source))
    return dict(found)


def typed(source: str) -> list[tuple[Place, Place]]:
    """From where to where stand types, `if TYPE_CHECKING` and decorators as @dataclass(frozen=True); in characters."""
    lines = source.splitlines()

    def place(line: int | None, column: int | None) -> Place:
        assert line is not None
        return line, len(lines[line - 1].encode()[:column].decode())

    return [
        (place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset))
        for parent in ast.walk(ast.parse(source))
        for node in (getattr(parent, "annotation", None), getattr(parent, "returns", None), *_said_to_checkers(parent))
        if node is not None
    ]


def _said_to_checkers(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return [node.test]
    return getattr(node, "decorator_list", [])


def harmless() -> list[dict[str, str]]:
    """The list of those that no test need find."""
    return tomllib.loads(HARMLESS.read_text(encoding="utf-8"))["harmless"]


def is_harmless(fault: Fault, listed: list[dict[str, str]]) -> bool:
    """Whether the list names its file and line, and the line that it becomes, or any ("*")."""
    was, now = fault.lines()
    return any(
        (entry["file"], entry["was"]) == (str(fault.file), was) and entry["now"] in ("*", now) for entry in listed
    )


def mirrored_test(file: Path) -> Path:
    """explorer/text/bpe.py -> tests/text/test_bpe.py; a package's own file has test_package.py."""
    name = "package" if file.stem == "__init__" else file.stem
    return Path("tests", *file.parent.parts[1:], f"test_{name}.py")

"""All figures of the family as a table, with a footnote for each source."""

from explorer.components.text.figure_table import Cell, Column, FigureTable, Line, Note
from explorer.engine.runs import Run
from explorer.findings.tree import names
from explorer.findings.tree.drawn import ON_AXIS, dated, said
from explorer.findings.tree.members import Member, members
from explorer.scaling.facts import Fact, Source
from explorer.words import _
from explorer.words.facts import number

SHOWN = ("parameters", "active", "data", "compute", "context", "vocabulary", "tokenizer", "positions", "norm")
BARE = ("parameters", "active", "compute")
"""Figures that the column's name says enough of."""
NO_NOTE: tuple[int | None, str] = (None, "")
NUMBERS = ("parameters", "active", "data", "compute", "context", "vocabulary")


def figure_table(run: Run) -> FigureTable:
    notes: dict[Note, int] = {}
    return FigureTable(
        columns=_columns(),
        lines=tuple(_line(member, notes) for member in members(run)),
        notes=tuple(notes),
        label=_("All figures of the family"),
        sources=_("Sources"),
        sort=_("Sort by {column}", column="{column}"),
    )


def _columns() -> tuple[Column, ...]:
    first = (Column(_("Model"), down=False), Column(_("Published"), down=False), Column(_("By"), down=False))
    kind = Column(_("Architecture"), down=False)
    figures = (Column(names.figure(name), down=name in NUMBERS) for name in SHOWN)
    return (*first, kind, *figures, Column(_("Weights"), down=False))


def _line(member: Member, notes: dict[Note, int]) -> Line:
    one = member.relative
    cells = (
        Cell(member.name, member.name.casefold(), *(_noted(one.source, "", notes) if one else NO_NOTE)),
        Cell(dated(one.date), one.date) if one else Cell(_("runs here"), None),
        Cell(one.maker, one.maker) if one else Cell("LLM Explorer", "LLM Explorer"),
        Cell(kind := names.kind(member.kind), kind),
        *(_cell(name, member, notes) for name in SHOWN),
        _weights(member),
    )
    return Line(cells, ours=one is None or member.now)


def _weights(member: Member) -> Cell:
    is_open = member.relative is None or member.relative.open
    return Cell(_("published") if is_open else _("not published"), 0.0 if is_open else None)


def _cell(name: str, member: Member, notes: dict[Note, int]) -> Cell:
    figure = member.figures.get(name)
    if figure is None:
        return Cell("–" if _beside_the_point(name, member) else said(None, member), None)
    noted = _noted(figure.source, figure.cited, notes) if figure.link else NO_NOTE
    words = number(figure) if name in BARE else said(figure, member)
    return Cell(words, _order(name, figure), *noted)


def _beside_the_point(name: str, member: Member) -> bool:
    """Figures that a model of this kind does not have: experts of a dense model, a tokenizer of one for pictures."""
    no_text = member.relative is not None and "text" not in member.relative.reads
    return name == "active" or (no_text and name in ("context", "vocabulary", "tokenizer"))


def _order(name: str, figure: Fact) -> float | str | None:
    """Words and tokens of text stand in one order; what is in another unit has no place in it."""
    if name == "data" and figure.unit not in ON_AXIS["data"]:
        return None
    return figure.value if isinstance(figure.value, str) else figure.number


def _noted(source: Source, cited: str, notes: dict[Note, int]) -> tuple[int | None, str]:
    """The number of a source's note, and the place in it."""
    note = Note(f"{source.named}: {source.title}", source.link.format(at=""))
    return notes.setdefault(note, len(notes)), cited or source.named

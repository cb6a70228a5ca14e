"""The family tree as its component draws it."""

from datetime import date

from babel.dates import format_date

from explorer.components.frame.family_tree import Axis, FamilyTree, Kind, Labels, Node, Row, Tick, Tie
from explorer.engine.runs import Run
from explorer.findings.tree import names
from explorer.findings.tree.doors import door
from explorer.findings.tree.members import Member, members, now
from explorer.scaling.facts import Fact
from explorer.scaling.families import FIGURES
from explorer.words import _, language
from explorer.words.facts import amount
from explorer.words.numbers import big
from explorer.words.sentences import joined

AXES = ("parameters", "data", "context")
ON_AXIS = {"parameters": ("parameters",), "data": ("tokens", "words"), "context": ("tokens",)}
"""Units that an axis can carry; bytes of text, pictures and hours of speech are neither words nor tokens."""
LOOKS = {
    "encoder-decoder": ("probability", "diamond"),
    "encoder": ("mlp", "square"),
    "decoder": ("attention", "circle"),
}
POWERS = {"parameters": range(6, 13), "data": range(6, 14), "context": range(1, 7)}


def family_tree(run: Run) -> FamilyTree:
    everybody = members(run)
    places = {member.slug: place for place, member in enumerate(everybody)}
    years = sorted({one.year for member in everybody if (one := member.relative)})
    return FamilyTree(
        nodes=tuple(_node(member, places) for member in everybody),
        axes=tuple(Axis(names.figure(axis), _ticks(axis)) for axis in AXES),
        kinds=tuple(Kind(names.kind(name), *look) for name, look in LOOKS.items()),
        years=(*years, years[-1] + 1),
        open=places[now(everybody).slug],
        labels=_labels(),
    )


def _node(member: Member, places: dict[str, int]) -> Node:
    figures = [member.figures.get(axis) for axis in AXES]
    return Node(
        name=member.name,
        time=member.relative.time if member.relative else None,
        kind=list(LOOKS).index(member.kind),
        about=about(member),
        values=tuple(_value(axis, figure) for axis, figure in zip(AXES, figures, strict=True)),
        labels=tuple(said(figure, member) for figure in figures),
        rows=rows(member),
        ties=tuple(Tie(places[slug], tie, names.tie(tie)) for slug, tie in member.parents.items()),
        now=member.now,
        door=door(member).label,
    )


def about(member: Member) -> str:
    """When, by whom, and what it does."""
    does = _("{kind}: {does}.", kind=names.kind(member.kind), does=names.objective(member.objective))
    if member.relative is None:
        return joined(_("Runs here."), does)
    return joined(f"{dated(member.relative.date)}, {member.relative.maker}.", does)


def dated(month: str) -> str:
    """
    >>> dated("2017-06")
    'June 2017'
    """
    day = date.fromisoformat(f"{month}-01")
    return format_date(day, "y年M月" if language() == "ja" else "MMMM y", locale=language())


def rows(member: Member) -> tuple[Row, ...]:
    """Every figure, with its source, in the file's order."""
    asked = [name for name in FIGURES if name in member.figures or name in _expected(member)]
    found = [Row(names.figure(name), *_cited(member.figures.get(name), member)) for name in asked]
    one = member.relative
    if one is not None:
        told = _("published") if one.open else _("not published")
        found.append(Row(_("Weights"), told, one.source.named, one.source.link))
    return tuple(found)


def _expected(member: Member) -> tuple[str, ...]:
    """Figures that a model of this kind has, known or not."""
    reads_text = member.relative is None or "text" in member.relative.reads
    return ("parameters", "data", "context") if reads_text else ("parameters", "data")


def _cited(figure: Fact | None, member: Member) -> tuple[str, str, str]:
    source = figure.cited if figure and figure.link else ""
    return said(figure, member), source, figure.link if figure else ""


def said(figure: Fact | None, member: Member) -> str:
    """A figure in words, or that there is none."""
    if figure is None:
        return _("not published") if member.relative else _("not in its card")
    return names.value(figure.value) if isinstance(figure.value, str) else amount(figure)


def _value(axis: str, figure: Fact | None) -> float | None:
    return figure.number if figure is not None and figure.unit in ON_AXIS[axis] else None


def _ticks(axis: str) -> tuple[Tick, ...]:
    return tuple(Tick(10.0**power, big(10.0**power)) for power in POWERS[axis])


def _labels() -> Labels:
    return Labels(
        tree=_("The family, by date and figure: the arrow keys go from one model to the next"),
        axes=_("Drawn by"),
        kinds=_("Shown"),
        here=_("Run here"),
        unknown=_("Not published, or counted otherwise"),
        parents=_("Descends from"),
        children=_("Went into"),
        now=_("on screen"),
        hint=_("Thick line: began with its weights. Thin: is built like it. Dashed: took up an idea."),
    )

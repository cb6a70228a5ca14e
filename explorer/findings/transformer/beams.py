"""Beam search over translations of one sentence, as a tree of what was kept, and what it gained."""

import math
from dataclasses import dataclass

from explorer.analysis.surprisal import log_probs
from explorer.components.text import path_canvas
from explorer.components.text.path_canvas import Labels, PathCanvas
from explorer.decoding.beam import BeamSearch, Hypothesis
from explorer.decoding.branches import Path
from explorer.figures.numbers import percent, setting
from explorer.findings.output import odds
from explorer.findings.output.continuations import Cell, Way, cells, given_up
from explorer.findings.transformer.translation import Asked, greedily, searched, text_of
from explorer.text.token import tokens_of
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined

WIDTHS = (1, 2, 3, 4, 6, 8)
PENALTIES = (0.0, 0.6, 1.0, 1.5, 2.0)


@dataclass(frozen=True, eq=False)
class Search:
    asked: Asked
    beams: int
    length_penalty: float
    greedy: Way
    found: BeamSearch
    ways: tuple[Way, ...]
    """Of the beams, the best first, then those that were given up; the greedy one first of all."""

    @property
    def best(self) -> Hypothesis:
        return self.found.best[0]


def search(asked: Asked, beams: int, length_penalty: float) -> Search:
    greedy = _greedy(asked)
    found = searched(asked, beams, length_penalty)
    known = {one.tokens: one.log_prob for step in found.kept for one in step} | {(): 0.0}
    ranked = [Way("beam", one.tokens, _steps(one.tokens, known), rank=n) for n, one in enumerate(found.best, start=1)]
    lost = [Way("beam", path, _steps(path, known), cut=True) for path in given_up(found)]
    return Search(asked, beams, length_penalty, greedy, found, (greedy, *ranked, *lost))


def _greedy(asked: Asked) -> Way:
    translation = greedily(asked)
    logits = translation.trace.logits.copy()
    logits[:, sorted(asked.model.never)] = -float("inf")
    rows = zip(logits, translation.written, strict=True)
    return Way("greedy", translation.written, tuple(float(log_probs(row)[token]) for row, token in rows))


def _steps(path: Path, known: dict[Path, float]) -> tuple[float, ...]:
    """Of each token, the natural logarithm of what the model gave it."""
    return tuple(known[path[: n + 1]] - known[path[:n]] for n in range(len(path)))


def picture(search: Search) -> PathCanvas:
    placed = cells(search.ways)
    return PathCanvas(
        cells=tuple(_cell(search, cell) for cell in placed),
        ways=tuple(_way(search, way, placed) for way in search.ways if not way.cut),
        rows=1 + max(cell.row for cell in placed),
        columns=max(len(cell.path) for cell in placed),
        labels=Labels(
            canvas=_("Translations that were tried: columns are tokens, lines are beams"),
            greedy=_("greedy: the likeliest token every time"),
            sampled="",
            beam=_("beam search: the likeliest whole"),
            cut=_("a beam that was given up"),
            shade=_("the stronger the colour, the likelier the token was"),
            take="",
            columns=(_("way"), _("all of it"), _("tokens"), _("score"), _("text")),
        ),
    )


def _cell(search: Search, cell: Cell) -> path_canvas.Cell:
    text = tokens_of(cell.path, search.asked.model.tokenizer)[-1].text
    share = math.exp(min(0.0, cell.log))
    return path_canvas.Cell(
        row=cell.row,
        column=len(cell.path) - 1,
        text=text,
        title=_("{token}: {share} here", token=text, share=percent(share)),
        share=round(share, 4),
        parent=cell.parent,
        kinds=cell.kinds or ("beam",),
        cut=not cell.kinds,
    )


def _way(search: Search, way: Way, placed: list[Cell]) -> path_canvas.Way:
    joint = sum(way.logs)
    return path_canvas.Way(
        kind=way.kind,
        name=_("greedy") if way.kind == "greedy" else _("beam {rank}", rank=way.rank),
        says=(odds.share(joint), str(len(way.tokens)), f"{_score(search, way):.2f}"),
        cell=next(i for i, cell in enumerate(placed) if cell.path == way.tokens),
        text=text_of(search.asked.model, way.tokens),
    )


def _score(search: Search, way: Way) -> float:
    return Hypothesis(way.tokens, sum(way.logs)).score(search.length_penalty)


def finding(search: Search) -> str:
    """What the beams found that greedy did not."""
    model, best = search.asked.model, search.best
    if best.tokens == search.greedy.tokens:
        return _("Beam search ends where greedy decoding does: here the likeliest token was right every time.")
    apart = best.log_prob - sum(search.greedy.logs)
    instead = _(
        "Instead of {greedy}, beam search writes {beam}.",
        greedy=chip(text_of(model, search.greedy.tokens)),
        beam=chip(text_of(model, best.tokens)),
    )
    if apart > 0:
        gained = _(
            "As a whole it is {times} times as likely, though somewhere in it a less likely token was taken.",
            times=odds.times(apart),
        )
    else:
        gained = _("It is the less likely of the two, but has the better score for its length.")
    return joined(instead, gained)


def how(search: Search) -> str:
    """What the two settings do."""
    kept = ngettext(
        "After each token, {n} beginning is kept.", "After each token, the {n} best beginnings are kept.", search.beams
    )
    return joined(
        kept,
        _(
            "The score is the sum of the tokens' log-probabilities (in nats) divided by their number to the power of "
            "{penalty}: with 0 short translations win, the higher it is the better for long ones.",
            penalty=setting(search.length_penalty),
        ),
    )

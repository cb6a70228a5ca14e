"""The Context page's selected head: its pattern, its arcs, and where the selected token looks most."""

from explorer.analysis.attention import strongest
from explorer.components.attention.head_view import HeadView, Labels
from explorer.components.payload import Pattern16
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings import chat_marks
from explorer.findings.context import first_token
from explorer.findings.context.parts import Parts, merging_note
from explorer.findings.spoken import looks_spoken
from explorer.findings.token_names import told
from explorer.words import _
from explorer.words.sentences import chip

ARCS = 64
"""Up to this many tokens, all arcs of a head are drawn."""


def head_view(run: Run, parts: Parts, *, hide_first: bool) -> HeadView:
    """The selected head of a run, its rows the run's parts."""
    weights = parts.merged(first_token.shown(run.trace.pattern(run.layer)[run.head], hide_first))
    return HeadView(
        weights=Pattern16(weights, run.trace.causal),
        tokens=parts.texts,
        position=parts.of(run.position),
        causal=run.trace.causal,
        window=run.trace.calls[run.layer].window if parts.alone else None,
        without_first=hide_first and len(parts.groups[0]) == 1,
        labels=_labels(run),
        notes=tuple(_notes(run, parts, hide_first)),
        spoken=looks_spoken(weights, parts.texts, parts.texts, causal=run.trace.causal),
    )


def _labels(run: Run) -> Labels:
    places = {name: f"{{{name}}}" for name in ("query", "key", "share")}
    return Labels(
        view=_(
            "Attention of layer {layer}, head {head}: arrow keys walk through the tokens, Enter selects one",
            layer=run.layer + 1,
            head=run.head + 1,
        ),
        query=_("the token that looks (query)"),
        key=_("where it looks (key)"),
        masked=_("masked"),
        left_out=_("left out"),
        looks=_("“{query}” → “{key}”: {share}", **places),
        unseen=_("“{query}” cannot see “{key}”, which comes after it", **places),
        far=_("“{query}” cannot see “{key}”: it is farther away than this layer looks", **places),
        share=_("share of attention"),
        how=_("Point at a token to see where it looks, click to select it."),
    )


def _notes(run: Run, parts: Parts, hide_first: bool) -> list[str]:
    notes = [merging_note(parts)] if parts.unit != "token" else []
    if parts.unit == "token" and not parts.alone:
        notes.append(chat_marks.note(run))
    if not run.trace.causal:
        notes.append(_("This model reads both ways: no token is hidden for coming later."))
    if hide_first:
        notes.append(first_token.note())
    if len(parts.groups) > ARCS:
        notes.append(
            _(
                "With {n} tokens, only some are labelled, and arcs are drawn for one token at a time.",
                n=len(parts.groups),
            )
        )
    return notes


def finding(run: Run) -> str:
    """Where the selected token looks most, in a sentence whose tokens are chips."""
    weights = run.trace.pattern(run.layer)[run.head, run.position]
    best = int(strongest(weights, 1)[0])
    words = {
        "layer": run.layer + 1,
        "head": run.head + 1,
        "query": told(run.tokens, run.position),
        "key": chip(run.tokens[best].text),
        "n": best + 1,
        "share": percent(float(weights[best])),
    }
    if run.trace.causal and run.position == 0:
        return _("{query} is the first token: it can look only at itself, in every head.", **words)
    if best == run.position:
        return _("In layer {layer}, head {head}, {query} looks most at itself: {share} of its attention.", **words)
    return _(
        "In layer {layer}, head {head}, {query} looks most at {key} (token {n}): {share} of its attention.", **words
    )

"""The five steps of this run in five computed sentences, each with a picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.lenses import logit_lens
from explorer.analysis.norms import residual_norms
from explorer.components.frame.walk import Mark, Step, Walk
from explorer.decoding.comparisons import rank_of
from explorer.decoding.filters import softmax
from explorer.decoding.top import likeliest
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.findings.gaps import fills_gaps, guess, hidden
from explorer.findings.run_text import prompt_of
from explorer.findings.token_names import told
from explorer.text.graphemes import grapheme_groups, together
from explorer.text.token import Token
from explorer.words import _, ngettext
from explorer.words.numbers import characters, more_around, tokens
from explorer.words.sentences import chip, joined, parts
from explorer.words.settings import in_words

MARKS = 40
"""Tokens that a step's picture shows at most; what does not fit into its two lines is cut off anyway."""
FEW = 16
"""Tokens with their places that fit, of a text too long to be shown."""
BARS = 5
WORDS = 9
"""Layers of the lens that fit beside one another, what goes in among them: all of explorer-gpt's."""
TAIL = 8
"""Tokens of the text before the chosen one."""

Told = tuple[str, list[Mark]]
"""A step's sentence, and its picture."""


@dataclass(frozen=True)
class Door:
    """A step's page, as the walk leads there."""

    page: str
    number: str
    name: str
    href: str
    """Its address with this very run."""


def walk(run: Run, doors: Sequence[Door]) -> Walk:
    """One step a page, in the order of the run."""
    steps = tuple(_step(run, door) for door in doors)
    return Walk(steps=steps, label=_("The five steps of this run"), open=_("Open this step's page"))


def _step(run: Run, door: Door) -> Step:
    tell, role = _STEPS[door.page]
    said, marks = tell(run)
    kind = "bars" if door.page == "decoding" else "row"
    return Step(door.page, door.number, door.name, door.href, parts(said), tuple(marks), role, kind)


def conclusion(run: Run) -> str:
    """What the walk comes to, in one sentence."""
    if not run.model.causal:
        return _(
            "{model} reads both ways and fills gaps: each place gets probabilities, and nothing is written on.",
            model=run.model.name,
        )
    best = int(np.argmax(run.pipeline.probs))
    return _(
        "That is all a language model gives: {n} probabilities that add up to 1, the largest for {token} ({share}). "
        "Choosing one token and asking again, over and over, is how it writes.",
        n=f"{len(run.pipeline.probs):,}",
        token=chip(run.texts_of([best])[0]),
        share=percent(float(run.pipeline.probs[best])),
    )


def _tokens(run: Run) -> Told:
    prompt, n, step = prompt_of(run), len(run.question.prompt), run.generation.step
    cut = _("Your {characters} became {tokens}.", characters=characters(n), tokens=tokens(len(prompt.own)))
    around = more_around(prompt.n_around) if prompt.n_around else ""
    more = ngettext("{n} more was generated.", "{n} more were generated.", step) if step else ""
    selected = run.tokens[run.position]
    number = _("To the model each one is a number: {token} is {id}.", token=chip(selected.text), id=selected.id)
    marks = _marked(run, [(index, Mark(token.text, strong=index == run.position)) for index, token in _shown(run)])
    return joined(cut, around, more, number), marks


def _shown(run: Run) -> list[tuple[int, Token]]:
    """Tokens around the selected one, with their positions."""
    start = max(0, min(run.position - MARKS // 2, len(run.tokens) - MARKS))
    return list(enumerate(run.tokens))[start : start + MARKS]


def _context(run: Run) -> Told:
    row = run.trace.pattern(run.layer)[run.head][run.position]
    most = int(np.argmax(row))
    places = {"layer": run.layer + 1, "head": run.head + 1, "token": told(run.tokens, run.position)}
    share = percent(float(row[most]))
    if most == run.position:
        said = _("In layer {layer}, head {head}, {token} looks most at itself ({share}).", share=share, **places)
    else:
        said = _(
            "In layer {layer}, head {head}, {token} looks most at {other} ({share}).",
            other=told(run.tokens, most),
            share=share,
            **places,
        )
    looked = [
        (i, Mark(run.tokens[i].text, float(row[i]), str(i + 1) if len(row) > MARKS else "", strong=i == most))
        for i in _most_looked_at(row)
    ]
    return said, _marked(run, looked)


def _marked(run: Run, marks: Sequence[tuple[int, Mark]]) -> list[Mark]:
    """The marks of tokens with their places; those that hold bytes of one character stand together, as in ①."""
    shown = {i for i, _mark in marks}
    shared = {group[0]: group for group in grapheme_groups(run.tokens) if len(group) > 1 and shown.issuperset(group)}
    return [replace(mark, **_whole(run, shared[i])) if i in shared else mark for i, mark in marks]


def _whole(run: Run, group: range) -> dict[str, Any]:
    return {"whole": together(b"".join(run.tokens[i].data for i in group)), "parts": len(group)}


def _most_looked_at(row: NDArray[np.float32]) -> list[int]:
    """All positions, in order; of many, those with the largest shares."""
    if len(row) <= MARKS:
        return list(range(len(row)))
    return sorted(np.argsort(-row, kind="stable")[:FEW].tolist())


def _features(run: Run) -> Told:
    n_layers, token = run.model.shape.n_layers, told(run.tokens, run.position)
    if run.model.unembedding is None:
        norms = residual_norms(run.trace)[:, run.position]
        said = _(
            "Through {n_layers} layers, the vector at {token} goes from length {first} to {last}.",
            n_layers=n_layers, token=token, first=f"{norms[0]:.1f}", last=f"{norms[-1]:.1f}",
        )  # fmt: skip
        return said, [Mark(f"{norm:.1f}", note=str(layer)) for layer, norm in enumerate(norms)][:MARKS]
    lens = logit_lens(run.trace, run.model.unembedding, positions=(run.position,), k=1)
    words, shares = run.texts_of(lens.ids[:, 0, 0]), lens.probs[:, 0, 0]
    said = _(
        "Through {n_layers} layers, the vector at {token} changes: read as a prediction, it says {first} before the "
        "first layer and {last} after the last.",
        n_layers=n_layers, token=token, first=chip(words[0]), last=chip(words[-1]),
    )  # fmt: skip
    layers = np.unique(np.linspace(0, n_layers, WORDS).round().astype(int))
    return said, [
        Mark(words[layer], 0.3 * float(shares[layer]), note=str(layer), strong=layer in (0, n_layers))
        for layer in layers
    ]


def _decoding(run: Run) -> Told:
    if run.model.causal:
        return _next_bars(run.pipeline.probs, run, _likeliest_next)
    if not fills_gaps(run.model):
        return _("This model fills gaps instead of going on, so there is no next token."), []
    return _next_bars(softmax(guess(run, hidden(run))), run, partial(_likeliest_there, told(run.tokens, hidden(run))))


def _next_bars(probs: NDArray[np.float32], run: Run, tell: Callable[[Sequence[str], Sequence[float]], str]) -> Told:
    best = likeliest(probs, BARS)
    texts = run.texts_of(best)
    return tell(texts, probs[best].tolist()), [
        Mark(text, float(probs[i]), percent(float(probs[i])), strong=not n)
        for n, (text, i) in enumerate(zip(texts, best, strict=True))
    ]


def _likeliest_next(texts: Sequence[str], shares: Sequence[float]) -> str:
    """The first of the tokens that can come, and the second where there is one."""
    first = {"first": chip(texts[0]), "share": percent(shares[0])}
    if len(texts) == 1:
        return _("The last vector becomes probabilities. Nothing but {first} can come next ({share}).", **first)
    return _(
        "The last vector becomes probabilities. Likeliest to come next: {first} ({share}), then {second} ({other}).",
        second=chip(texts[1]),
        other=percent(shares[1]),
        **first,
    )


def _likeliest_there(token: str, texts: Sequence[str], shares: Sequence[float]) -> str:
    """What fits where a token is hidden."""
    return _(
        "Hide {token}, and the vector in its place becomes probabilities. Likeliest to fit there: {first} ({share}).",
        token=token,
        first=chip(texts[0]),
        share=percent(shares[0]),
    )


def _filled(run: Run) -> Told:
    """Of an encoder: the text with its first guess in the gap."""
    place = hidden(run)
    logits = guess(run, place)
    best, wanted = int(logits.argmax()), run.trace.ids[place]
    text = run.texts_of([best])[0]
    about = {"token": told(run.tokens, place), "guess": chip(text), "rank": count(rank_of(logits, wanted))}
    if best == wanted:
        said = _("The model fills the gap with {guess}, and that is what stood there. Nothing is written on.", **about)
    else:
        said = _(
            "The model fills the gap with {guess}; {token}, which stood there, is rank {rank}. Nothing is written on.",
            **about,
        )
    around = [Mark(run.tokens[i].text) for i in range(max(0, place - TAIL), min(len(run.tokens), place + TAIL))]
    around[min(place, TAIL)] = Mark(text, 0.35, strong=True)
    return said, around


def _output(run: Run) -> Told:
    if fills_gaps(run.model):
        return _filled(run)
    if not run.model.causal:
        return _("No token is chosen: a model that reads in both directions does not write on."), []
    chosen = run.next_id
    text = run.texts_of([chosen])[0]
    said = _(
        "One token is chosen, with {settings}: {token} ({share}). It is appended, and all five steps begin again.",
        settings=in_words(run.question.sampling),
        token=chip(text),
        share=percent(float(run.pipeline.probs[chosen])),
    )
    n = len(run.tokens)
    tail = _marked(run, [(i, Mark(run.tokens[i].text)) for i in range(max(0, n - TAIL), n)])
    return said, [*tail, Mark(text, 0.35, strong=True)]


_STEPS: dict[str, tuple[Callable[[Run], Told], str]] = {
    "tokens": (_tokens, "residual"),
    "context": (_context, "attention"),
    "features": (_features, "residual"),
    "decoding": (_decoding, "probability"),
    "output": (_output, "probability"),
}
"""By page: what tells its step, and the palette's role that colours it."""

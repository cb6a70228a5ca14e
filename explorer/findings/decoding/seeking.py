"""Where a word of the visitor's own stands among all the tokens that could come next."""

from explorer.decoding.comparisons import rank_of
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import count, percent
from explorer.findings.token_through_stages import why_removed
from explorer.words import _, ngettext
from explorer.words.sentences import chip


def tokens_sought(run: Run, text: str) -> dict[int, int]:
    """The token that `text` begins with, as it is and after a space, and how many tokens it takes in all."""
    found: dict[int, int] = {}
    for written in dict.fromkeys((text, f" {text.lstrip()}")) if text.strip() else ():
        try:
            ids = run.model.tokenizer.encode(written)
        except Refused:
            continue
        if ids and ids[0] < run.pipeline.probs.size and run.model.tokenizer.token_bytes(ids[0]).strip():
            found.setdefault(ids[0], len(ids))
    return found


def found_in_words(run: Run, found: dict[int, int]) -> str:
    """Each of them in a sentence, the likelier first."""
    raw = run.pipeline["raw"]
    likelier_first = sorted(found, key=lambda token: -raw.logits[token])
    return " ".join(_found(run, token, found[token]) for token in likelier_first)


def _found(run: Run, token: int, n: int) -> str:
    raw, kept = run.pipeline["raw"], bool(run.pipeline.stages[-1].kept[token])
    drawn = _("drawn with {share}", share=percent(float(run.pipeline.probs[token])))
    said = _(
        "{token} is rank {rank} of {total}, with {share} by the model: {fate}.",
        token=chip(run.texts_of([token])[0]),
        rank=count(rank_of(raw.logits, token)),
        total=count(raw.logits.size),
        share=percent(float(raw.probs[token])),
        fate=drawn if kept else why_removed(run.pipeline, token),
    )
    if n == 1:
        return said
    more = ngettext(
        "It is only the beginning: {n} more token would have to follow.",
        "It is only the beginning: {n} more tokens would have to follow.",
        n - 1,
    )
    return _("{sentence} {another}", sentence=said, another=more)

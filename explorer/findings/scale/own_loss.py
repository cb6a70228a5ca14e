"""The model on screen beside a law: what the law would expect of it, and what it really loses on text it never saw."""

from math import log

from explorer.analysis.text_surprisal import read
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.findings.output.calibration import held_out
from explorer.findings.output.reading import ids_of, window_of
from explorer.findings.scale.models import own
from explorer.findings.scale.names import nats
from explorer.scaling.laws import AdditiveLaw
from explorer.words import _, language
from explorer.words.numbers import big
from explorer.words.sentences import joined

TOKENS = 256
"""That are read of the held-out text."""
LARGEST = 2e8
"""Parameters; a larger model takes too long to be read with unasked."""


def measured(run: Run) -> tuple[float, int] | None:
    """Nats a token, over how many tokens; None of a model that fills gaps, or is large."""
    model, lang = run.model, language()
    if not model.causal or model.n_parameters > LARGEST:
        return None
    return once(("own loss", model.fingerprint, lang), lambda: _measure(run, lang))


def _measure(run: Run, lang: str) -> tuple[float, int]:
    model = run.model
    ids = ids_of(model, held_out(lang))[:TOKENS]
    reading = read(lambda part: engine.logits(model.fingerprint, tuple(part)), ids, size=window_of(model))
    return float(reading.surprisal.mean()) * log(2), len(reading.surprisal)


def told(run: Run, law: AdditiveLaw) -> str:
    """Where it lies, and why that is no test of the law."""
    one, found = own(run), measured(run)
    if one.point is None:
        return _(
            "{model}, on screen, has {n} parameters; how many tokens it has read its card does not say.",
            model=one.name,
            n=big(one.parameters, digits=3),
        )
    expected = _(
        "{model}, on screen, has {n} parameters and has read {d} tokens: of such a model the law expects a loss of "
        "{loss}.",
        model=one.name,
        n=big(one.parameters, digits=3),
        d=big(one.point.tokens, digits=3),
        loss=nats(float(law.loss(one.point.parameters, one.point.tokens))),
    )
    if found is None:
        return expected
    really = _(
        "On {t} tokens of text that it has never seen it loses {own} each. Its tokens and its text are not those of "
        "the law, so this tests neither.",
        t=found[1],
        own=nats(found[0]),
    )
    return joined(expected, really)

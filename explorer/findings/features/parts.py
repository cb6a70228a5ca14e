"""Why this token, and not another: its logit taken apart into what every part of the model wrote towards it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attribution import Attribution, direct_attribution, model_says, reader_of, sums_to
from explorer.components.stream.logit_parts import Bar, Labels, LogitParts, values_of
from explorer.components.stream.signed_tokens import Labels as SourceLabels
from explorer.components.stream.signed_tokens import SignedTokens, signed_tokens
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.opening import opens_curated
from explorer.engine.runs import Run
from explorer.figures.numbers import signed
from explorer.findings.chat_marks import row_of
from explorer.findings.features.target_foil import foil_in_words, name_of
from explorer.findings.token_names import told
from explorer.trace.logit_difference import LogitDifference
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined, listed

BARS = 10
"""The largest parts, each with a bar of its own."""
NAMED = 3
"""Parts that the sentence names on either side."""
WORTH = 0.1
"""A part is worth naming from this share of the largest on."""


@dataclass(frozen=True)
class Part:
    """One term of the sum."""

    label: str
    value: float
    place: tuple[int, int | None] | None = None


class Withheld(Exception):
    """The parts do not add up, so that nothing is shown of them; says by how much they miss."""


@dataclass(frozen=True)
class Why:
    """A logit, or the difference of two, taken apart: what is said, and the two pictures."""

    finding: str
    board: LogitParts
    sources: dict[str, SignedTokens]
    """From which tokens all heads, and the selected "head", took what they wrote."""
    convention: str


def why(run: Run, asked: LogitDifference, *, whole: bool = True) -> Why:
    """Only for a model whose parts add up. Withheld where they turn out not to. `whole`: from every token, also those
    that a chat's template wrote; else each stretch of these together."""
    attribution, says = attribution_of(run, asked), _model_says(run, asked)
    if not sums_to(attribution.total, says):
        raise Withheld(_withheld(attribution.total, says))
    parts, head = parts_of(attribution), head_looked_at(run, attribution)
    return Why(
        finding=finding(run, asked, attribution, parts),
        board=_board(asked, attribution, parts, head),
        sources=_sources(run, attribution, head, whole=whole),
        convention=_convention(run, attribution.total, says),
    )


def head_looked_at(run: Run, attribution: Attribution) -> tuple[int, int]:
    """The chosen head, or, until somebody has chosen one, the one that says most."""
    if run.selection.layer is not None or opens_curated(run):
        return run.layer, run.head
    layer, head = np.unravel_index(np.abs(attribution.heads).argmax(), attribution.heads.shape)
    return int(layer), int(head)


def _board(
    asked: LogitDifference, attribution: Attribution, parts: list[Part], looked_at: tuple[int, int]
) -> LogitParts:
    n_layers, n_heads = attribution.heads.shape
    return LogitParts(
        n_layers=n_layers,
        n_heads=n_heads,
        values=values_of(attribution.heads, attribution.mlps),
        bars=tuple(bars(parts)),
        layer=looked_at[0],
        head=looked_at[1],
        total=float(attribution.total),
        labels=_labels(asked),
    )


def attribution_of(run: Run, asked: LogitDifference) -> Attribution:
    """Only for a model whose parts add up."""
    if run.model.unembedding is None:
        raise ValueError(f"{run.model.name} has no unembedding")
    reader = reader_of(run.trace, run.model.unembedding, run.position, asked)

    def attributed() -> Attribution:
        outputs = [engine.attn_output(run.model.fingerprint, layer) for layer in range(run.model.shape.n_layers)]
        return direct_attribution(run.trace, outputs, reader, run.position)

    return once(("direct attribution", run.trace.identity, run.position, asked), attributed)


def parts_of(attribution: Attribution) -> list[Part]:
    """Every term of the sum, in the order of the forward pass."""
    first = _("token vector") if attribution.position is not None else _("embedding")
    parts = [Part(first, attribution.embedding)]
    if attribution.position is not None:
        parts.append(Part(_("position vector"), attribution.position))
    for layer, (heads, mlp) in enumerate(zip(attribution.heads, attribution.mlps, strict=True)):
        parts += [Part(head_name(layer, head), float(value), (layer, head)) for head, value in enumerate(heads)]
        parts.append(Part(_("MLP of layer {layer}", layer=layer + 1), float(mlp), (layer, None)))
    return [*parts, Part(_("biases"), attribution.biases)]


def head_name(layer: int, head: int) -> str:
    return _("head {head} of layer {layer}", layer=layer + 1, head=head + 1)


def bars(parts: list[Part]) -> list[Bar]:
    """The largest parts, the largest first, and all others together: their sum is the sum of all."""
    order = sorted(parts, key=lambda part: -abs(part.value))
    largest, others = order[:BARS], order[BARS:]
    shown = [Bar(part.label, part.value, part.place) for part in largest]
    if others:
        rest = ngettext("{n} smaller part", "{n} smaller parts together", len(others))
        shown.append(Bar(rest, float(sum(part.value for part in others)), rest=True))
    return shown


def finding(run: Run, asked: LogitDifference, attribution: Attribution, parts: list[Part]) -> str:
    """The answer in words: who leads by how much, and which parts speak for whom."""
    return joined(_lead(run, asked, attribution.total), _speakers(run, asked, parts), _fetched(run, attribution))


def _lead(run: Run, asked: LogitDifference, total: float) -> str:
    about = {"a": chip(name_of(run, asked.target)), "b": foil_in_words(run, asked), "gap": f"{abs(total):.2f}"}
    if asked.alone:
        return _("The logit of {a} is {value}.", value=signed(total), **about)
    if asked.foil == "average":
        if total >= 0:
            return _("The logit of {a} lies {gap} above the average token's.", **about)
        return _("The logit of {a} lies {gap} below the average token's.", **about)
    logits = run.trace.logits[run.position]
    ratio = float(np.exp(min(50.0, abs(float(logits[asked.target]) - float(logits[asked.foil])))))
    about |= {"ratio": f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"}
    if total >= 0:
        return _("The logit of {a} is {gap} higher than that of {b}: {ratio} times as likely.", **about)
    return _("The logit of {a} is {gap} lower than that of {b}, which is {ratio} times as likely.", **about)


def _speakers(run: Run, asked: LogitDifference, parts: list[Part]) -> str:
    up, down = strongest(parts, 1), strongest(parts, -1)
    about = {
        "a": chip(name_of(run, asked.target)),
        "b": foil_in_words(run, asked),
        "up": _listed(up),
        "down": _listed(down),
    }
    if isinstance(asked.foil, int):
        said_up, said_down = (
            _("What speaks most for {a}: {up}.", **about),
            _("What speaks most for {b}: {down}.", **about),
        )
    else:
        said_up, said_down = _("It is raised most by {up}.", **about), _("It is lowered most by {down}.", **about)
    return joined(said_up if up else "", said_down if down else "")


def strongest(parts: list[Part], sign: int) -> list[Part]:
    """The few parts of one sign that are worth naming, the largest first."""
    least = WORTH * max(abs(part.value) for part in parts)
    found = sorted((part for part in parts if sign * part.value > least), key=lambda part: -abs(part.value))
    return found[:NAMED]


def _fetched(run: Run, attribution: Attribution) -> str:
    """Where the head that says most has it from."""
    layer, head = np.unravel_index(np.abs(attribution.heads).argmax(), attribution.heads.shape)
    sources = attribution.sources[layer, head]
    source = int((sources * np.sign(attribution.heads[layer, head])).argmax())
    about = {"head": head_name(int(layer), int(head)), "value": signed(float(attribution.heads[layer, head]))}
    if source == run.position:
        return _("Of the heads, {head} says most ({value}), and has it from this very token.", **about)
    return _(
        "Of the heads, {head} says most ({value}), and has it mainly from {token}.",
        token=told(run.tokens, source),
        **about,
    )


def _sources(run: Run, attribution: Attribution, head: tuple[int, int], *, whole: bool) -> dict[str, SignedTokens]:
    """What the heads wrote, by the token that they had it from: all together, and the selected one."""
    seen = run.position + 1 if run.model.causal else len(run.tokens)
    rows = {
        "all": (_("Which tokens all heads together took it from"), attribution.sources.sum((0, 1))[:seen]),
        "head": (
            _("Which tokens {head} took it from", head=head_name(*head)),
            attribution.sources[(*head, slice(seen))],
        ),
    }
    return {name: _source(run, label, values, whole=whole) for name, (label, values) in rows.items()}


def _source(run: Run, label: str, values: NDArray[np.floating], *, whole: bool) -> SignedTokens:
    row = row_of(run, run.tokens, values.tolist(), whole=whole)
    return signed_tokens(row.texts, row.values, labels=_summed(label, values), selected=row.selected)


def _summed(label: str, values: NDArray[np.floating]) -> SourceLabels:
    return SourceLabels(label, _("sum {value}", value=signed(float(values.sum()))))


def _labels(asked: LogitDifference) -> Labels:
    return Labels(
        map=_("What every head and every MLP added"),
        bars=_("The largest parts of the sum"),
        head=_("head {head} of layer {layer}: {value}", layer="{layer}", head="{head}", value="{value}"),
        mlp=_("MLP of layer {layer}: {value}", layer="{layer}", value="{value}"),
        axes=_("rows are layers, columns are heads; a click selects"),
        total=_("logit") if asked.alone else _("difference of the logits"),
    )


def _model_says(run: Run, asked: LogitDifference) -> float:
    if run.model.unembedding is None:
        raise ValueError(f"{run.model.name} has no unembedding")
    return model_says(run.trace, run.model.unembedding, run.position, asked)


def _withheld(total: float, says: float) -> str:
    return _(
        "The parts add up to {sum}, but the model's own number is {says}: they miss {missed}, so they are not shown.",
        sum=signed(total),
        says=signed(says),
        missed=f"{abs(total - says):.2f}",
    )


def _convention(run: Run, total: float, says: float) -> str:
    """The check, and the convention, since there are others."""
    said = _(
        "Checked: the parts add up to {sum}, the model's own number is {says}. The final norm's division is kept as it "
        "is in this run (frozen), and only what is written straight into the output counts, not what later layers make "
        "of it.",
        sum=signed(total),
        says=signed(says),
    )
    unembedding = run.model.unembedding
    if unembedding is not None and unembedding.softcap is not None:
        return joined(said, _("This model bends its logits afterwards (softcap); the sum is the logit before that."))
    return said


def _listed(parts: list[Part]) -> str:
    return listed([_("{part} ({value})", part=part.label, value=signed(part.value)) for part in parts])

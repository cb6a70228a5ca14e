"""Why this token, and not another: its logit taken apart into what every part of the model wrote towards it."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from explorer.analysis.attribution import Attribution, adds_up, direct_attribution, model_says, reader_of, sums_to
from explorer.components.stream.logit_parts import Bar, logit_parts
from explorer.components.stream.signed_tokens import signed_tokens
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.session import state
from explorer.views.features import target_foil as contests
from explorer.views.features.target_foil import Contest, name_of, named
from explorer.views.features.wording import listed, signed, spaced
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.sentences import chip

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


def show(run: Run) -> None:
    """The whole view, or why there is none."""
    if run.model.unembedding is None:
        st.info(
            _(
                "This model's output layer is more than a norm and one matrix, so its logits are not the sum "
                "of what was written. Which input mattered can be shown, and so can the stream."
            )
        )
        return
    if run.model.block == "post-norm":
        st.info(
            _(
                "This model normalizes its stream after every addition, so what its parts write does not "
                "add up to a logit."
            )
        )
        return
    if not adds_up(run.trace):
        st.info(
            _("Numbers were put into this run that no part of the model wrote, so its parts do not add up to a logit.")
        )
        return
    contest = contests.choose(run, key="why_contest")
    found = attribution_of(run, contest)
    says = model_says(run.trace, run.model.unembedding, run.position, contest.token, contest.against)
    if not sums_to(found.total, says):
        st.warning(_withheld(found.total, says), icon=":material/rule:")
        return
    parts = parts_of(run, found)
    sentence(finding(run, contest, found, parts), key="why_finding", strong=True)
    logit_parts(
        found.heads,
        found.mlps,
        bars(parts),
        key="why_parts",
        layer=run.layer,
        head=run.head,
        total=found.total,
        labels=_labels(contest),
        on_place=lambda layer, head: state.change(layer=layer, **({} if head is None else {"head": head})),
    )
    _sources(run, found)
    st.caption(_stated(run, found.total, says))


def attribution_of(run: Run, contest: Contest) -> Attribution:
    """Only for a model whose parts add up."""
    if run.model.unembedding is None:
        raise ValueError(f"{run.model.name} has no unembedding")
    key = ("direct attribution", run.trace.identity, run.position, contest.token, contest.against)
    reader = reader_of(run.trace, run.model.unembedding, run.position, contest.token, contest.against)

    def attributed() -> Attribution:
        outputs = [engine.attn_output(run.model.fingerprint, layer) for layer in range(run.model.shape.n_layers)]
        return direct_attribution(run.trace, outputs, reader, run.position)

    return once(key, attributed)


def parts_of(run: Run, found: Attribution) -> list[Part]:
    """Every term of the sum, in the order of the forward pass."""
    first = _("token vector") if found.position is not None else _("embedding")
    parts = [Part(first, found.embedding)]
    if found.position is not None:
        parts.append(Part(_("position vector"), found.position))
    for layer, (heads, mlp) in enumerate(zip(found.heads, found.mlps, strict=True)):
        parts += [Part(head_name(layer, head), float(value), (layer, head)) for head, value in enumerate(heads)]
        parts.append(Part(_("MLP of layer {layer}", layer=layer + 1), float(mlp), (layer, None)))
    return [*parts, Part(_("biases"), found.biases)]


def head_name(layer: int, head: int) -> str:
    return _("head {head} of layer {layer}", layer=layer + 1, head=head + 1)


def bars(parts: list[Part]) -> list[Bar]:
    """The largest parts, the largest first, and all others together: their sum is the sum of all."""
    order = sorted(parts, key=lambda part: -abs(part.value))
    largest, others = order[:BARS], order[BARS:]
    shown = [Bar(part.label, part.value, part.place) for part in largest]
    if others:
        rest = _("{n} smaller parts together", n=len(others))
        shown.append(Bar(rest, float(sum(part.value for part in others)), rest=True))
    return shown


def finding(run: Run, contest: Contest, found: Attribution, parts: list[Part]) -> str:
    """The answer in words: who leads by how much, and which parts speak for whom."""
    return spaced(_lead(run, contest, found.total), _speakers(run, contest, parts), _fetched(run, found))


def _lead(run: Run, contest: Contest, total: float) -> str:
    about = {"a": chip(name_of(run, contest.token)), "b": named(run, contest), "gap": f"{abs(total):.2f}"}
    if contest.against is None:
        return _("The logit of {a} is {value}.", value=signed(total), **about)
    if contest.against == "average":
        if total >= 0:
            return _("The logit of {a} lies {gap} above the average token's.", **about)
        return _("The logit of {a} lies {gap} below the average token's.", **about)
    logits = run.trace.logits[run.position]
    ratio = float(np.exp(min(50.0, abs(float(logits[contest.token]) - float(logits[contest.against])))))
    about |= {"ratio": f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"}
    if total >= 0:
        return _("The logit of {a} is {gap} higher than that of {b}: {ratio} times as likely.", **about)
    return _("The logit of {a} is {gap} lower than that of {b}, which is {ratio} times as likely.", **about)


def _speakers(run: Run, contest: Contest, parts: list[Part]) -> str:
    up, down = strongest(parts, 1), strongest(parts, -1)
    about = {"a": chip(name_of(run, contest.token)), "b": named(run, contest), "up": _listed(up), "down": _listed(down)}
    if isinstance(contest.against, int):
        said_up, said_down = (
            _("What speaks most for {a}: {up}.", **about),
            _("What speaks most for {b}: {down}.", **about),
        )
    else:
        said_up, said_down = _("It is raised most by {up}.", **about), _("It is lowered most by {down}.", **about)
    return spaced(said_up if up else "", said_down if down else "")


def strongest(parts: list[Part], sign: int) -> list[Part]:
    """The few parts of one sign that are worth naming, the largest first."""
    least = WORTH * max(abs(part.value) for part in parts)
    found = sorted((part for part in parts if sign * part.value > least), key=lambda part: -abs(part.value))
    return found[:NAMED]


def _fetched(run: Run, found: Attribution) -> str:
    """Where the head that says most has it from."""
    layer, head = np.unravel_index(np.abs(found.heads).argmax(), found.heads.shape)
    sources = found.sources[layer, head]
    source = int((sources * np.sign(found.heads[layer, head])).argmax())
    about = {"head": head_name(int(layer), int(head)), "value": signed(float(found.heads[layer, head]))}
    if source == run.position:
        return _("Of the heads, {head} says most ({value}), and has it from this very token.", **about)
    return _(
        "Of the heads, {head} says most ({value}), and has it mainly from {token}.",
        token=chip(run.tokens[source].text),
        **about,
    )


def _sources(run: Run, found: Attribution) -> None:
    """What the heads wrote, by the token that they had it from: all together, and the selected one."""
    seen = run.position + 1 if run.model.causal else len(run.tokens)
    tokens = [token.text for token in run.tokens[:seen]]
    everything = found.sources.sum((0, 1))[:seen]
    one = found.sources[run.layer, run.head, :seen]
    rows = (
        ("all", _("Which tokens all heads together took it from"), everything),
        ("head", _("Which tokens {head} took it from", head=head_name(run.layer, run.head)), one),
    )
    for name, label, values in rows:
        labels = {"name": label, "note": _("sum {value}", value=signed(float(values.sum())))}
        signed_tokens(tokens, values.tolist(), key=f"why_sources_{name}", labels=labels, selected=run.position)


def _labels(contest: Contest) -> dict[str, str]:
    total = _("difference of the logits") if contest.against is not None else _("logit")
    return {
        "map": _("What every head and every MLP added"),
        "bars": _("The largest parts of the sum"),
        "head": _("head {head} of layer {layer}: {value}", layer="{layer}", head="{head}", value="{value}"),
        "mlp": _("MLP of layer {layer}: {value}", layer="{layer}", value="{value}"),
        "axes": _("rows are layers, columns are heads; a click selects"),
        "total": total,
    }


def _withheld(total: float, says: float) -> str:
    return _(
        "The parts add up to {sum}, but the model's own number is {says}: they miss {missed}, so they are not shown.",
        sum=signed(total),
        says=signed(says),
        missed=f"{abs(total - says):.2f}",
    )


def _stated(run: Run, total: float, says: float) -> str:
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
        return spaced(said, _("This model bends its logits afterwards (softcap); the sum is the logit before that."))
    return said


def _listed(parts: list[Part]) -> str:
    return listed([_("{part} ({value})", part=part.label, value=signed(part.value)) for part in parts])

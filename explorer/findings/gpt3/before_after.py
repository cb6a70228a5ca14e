"""The same prompt before and after a second training: which tokens rose and fell, and by how much."""

from collections.abc import Sequence

from explorer.analysis.two_models import Change, Moved
from explorer.components.probability.choice_steps import Chip, ChoiceSteps, Group, Labels, Meaning, Panel, Row
from explorer.figures.numbers import percent
from explorer.findings.gpt3.framed import Frame, Framed
from explorer.findings.gpt3.pair import Pair
from explorer.findings.output.odds import times
from explorer.findings.token_names import told
from explorer.text.token import Token, token_alone, tokens_of
from explorer.words import _
from explorer.words.sentences import chip, joined

FULL = 6.0
"""Bits from which on a gain or a loss has its full colour."""


def frames() -> dict[Frame, str]:
    return {"taught": _("each as it was taught"), "plain": _("the same plain text")}


def frame_note(frame: Frame) -> str:
    if frame == "plain":
        return _("Both read the same ids, so that nothing but the weights differs.")
    return _(
        "The first reads the text alone, the second reads it as a user's turn of its chat template: the weights and "
        "what stands around the text differ."
    )


def steps(pair: Pair, found: Framed) -> ChoiceSteps:
    """Each token by what became of its own probability, KL beneath it, and both distributions beside them."""
    tokens = tokens_of((*found.prompt, *found.answer), pair.after.tokenizer)
    most = max((one.kl for one in found.changes if one is not None), default=0.0) or 1.0
    chips = [_chip(tokens, place, one, most) for place, one in enumerate(found.changes)]
    return ChoiceSteps(
        groups=tuple(_groups(chips, len(found.prompt), len(tokens))),
        panels=tuple(_panel(pair, tokens, place, one) for place, one in enumerate(found.changes)),
        labels=Labels(
            strip=_("The text token by token: colour says what became of a token's probability, the bar its KL"),
            a=_("before"),
            b=_("after"),
        ),
        legend=(
            Meaning("gained", _("became likelier")),
            Meaning("lost", _("became less likely")),
            Meaning("plain", _("bar beneath: KL, the longest {bits} bits", bits=f"{most:.1f}")),
        ),
        opens=len(found.prompt),
    )


def _groups(chips: Sequence[Chip], n_prompt: int, n: int) -> list[Group]:
    prompt, answer, after = (tuple(chips[cut]) for cut in (slice(n_prompt), slice(n_prompt, n), slice(n, None)))
    made = (Group(_("typed"), prompt), Group(_("the answer of the second"), answer), Group(_("next"), after))
    return [group for group in made if group.chips]


def _chip(tokens: Sequence[Token], place: int, change: Change | None, most: float) -> Chip:
    if change is None:
        return Chip(tokens[place].text, _unpredicted(), "plain", place, None, None, 0.0)
    bar = change.kl / most
    kl = _("KL {bits} bits", bits=f"{change.kl:.2f}")
    if change.own is None:
        return Chip("…", kl, "plain", place, None, None, bar)
    shade = max(-1.0, min(1.0, change.own.bits / FULL))
    return Chip(tokens[place].text, f"{_in_bits(change.own)} · {kl}", "plain", place, 0, shade, bar)


def _unpredicted() -> str:
    return _("the first token: nothing before it could predict it")


def _panel(pair: Pair, tokens: Sequence[Token], place: int, change: Change | None) -> Panel:
    if change is None:
        return Panel(tokens[place].text, (), _unpredicted())
    own = () if change.own is None else (change.own,)
    others = [one for one in (*change.risers, *change.fallers) if one not in own]
    rows = (*(_row(pair, one, "chosen") for one in own), *(_row(pair, one) for one in others))
    name = tokens[place].text if own else _("what comes next")
    title = _("In the place of {token}", token=name) if own else name
    return Panel(title, rows, _rest(change))


def _rest(change: Change) -> str:
    kl = _("KL between the two: {bits} bits.", bits=f"{change.kl:.2f}")
    most = _("Listed are those that gained and lost most probability.")
    return joined(kl, most)


def _row(pair: Pair, one: Moved, state: str = "") -> Row:
    text = token_alone(one.id, pair.after.tokenizer).text
    shown = percent(one.before), percent(one.after)
    return Row(text, one.before, one.after, *shown, _in_bits(one), "chosen" if state else "")


def _in_bits(one: Moved) -> str:
    return _("{score} bits", score=f"{one.bits:+.1f}".replace("-", "−"))


def striking(pair: Pair, found: Framed) -> str:
    """What is expected right after the prompt, before and after."""
    before, after = found.first.best
    old, new = (chip(token_alone(one.id, pair.after.tokenizer).text) for one in (before, after))
    named = {"before": pair.before.name, "after": pair.after.name}
    if before.id == after.id:
        return _(
            "Right after your prompt both expect {token} most: {before} with {old}, {after} with {new}.",
            token=old,
            old=percent(before.before),
            new=percent(before.after),
            **named,
        )
    began = _(
        "Right after your prompt {before} expects {token} most, with {share}.",
        token=old,
        share=percent(before.before),
        **named,
    )
    return joined(began, _turned(new, after, pair), _begins(pair, found, after.id))


def _turned(token: str, after: Moved, pair: Pair) -> str:
    by = 0.6931471805599453 * after.bits
    return _(
        "{after} expects {token}, with {new}: before its second training this was {old}, so it has become {times} "
        "times as likely.",
        after=pair.after.name,
        token=token,
        new=percent(after.after),
        old=percent(after.before),
        times=times(by),
    )


def _begins(pair: Pair, found: Framed, expected: int) -> str:
    """What the expected token is the beginning of; "" where the answer is not begun with it, or ends with it."""
    ends = pair.after.ends
    whole = [id for id in found.answer if id not in ends]
    if len(whole) < 2 or whole[0] != expected:
        return ""
    return _("It begins the answer {answer}.", answer=chip(pair.after.tokenizer.decode(whole).strip()))


def most_changed(pair: Pair, found: Framed) -> str:
    """On what was typed: how far apart the two are, and where most."""
    tokens = tokens_of((*found.prompt, *found.answer), pair.after.tokenizer)
    typed = [(one.kl, place) for place, one in enumerate(found.changes[: len(found.prompt)]) if one is not None]
    if not typed:
        return ""
    most, place = max(typed)
    mean = sum(kl for kl, _place in typed) / len(typed)
    return _(
        "Over what you typed the two are {mean} bits apart a token, most where {token} stands: {most} bits. Right "
        "after it they are {next} bits apart.",
        mean=f"{mean:.2f}",
        token=told(tokens, place),
        most=f"{most:.2f}",
        next=f"{found.first.kl:.2f}",
    )


def answer_gained(pair: Pair, found: Framed) -> str:
    """The whole answer's probability, before and after."""
    own = [one.own for one in found.changes[len(found.prompt) :] if one is not None and one.own is not None]
    if not own:
        return ""
    rose = sum(one.bits > 0 for one in own)
    total = sum(one.bits for one in own)
    return _(
        "Of {after}'s answer {rose} of {n} tokens became likelier; the answer as a whole changed by {bits} bits.",
        n=len(own),
        after=pair.after.name,
        rose=rose,
        bits=f"{total:+.0f}".replace("-", "−"),
    )

"""Speculative decoding on the run: what the draft proposed, what the model accepted, and whether it was worth it."""

import math
from collections.abc import Iterator, Sequence

from explorer.components.probability.choice_steps import Chip, ChoiceSteps, Group, Labels, Meaning, Panel, Row, State
from explorer.decoding.speculative import Proposal, Round
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.output.race import Raced
from explorer.words import _, ngettext
from explorer.words.numbers import tokens
from explorer.words.sentences import joined


def steps(run: Run, rounds: Sequence[Round]) -> ChoiceSteps:
    """A bracket, and a panel, for each pass of the large model."""
    return ChoiceSteps(
        groups=tuple(_groups(run, rounds)),
        panels=tuple(_panel(run, one, n) for n, one in enumerate(rounds, start=1)),
        labels=Labels(strip=_("The text written, pass by pass of the large model"), a=_("draft"), b=_("large model")),
        legend=(
            Meaning("accepted", _("proposed and accepted")),
            Meaning("rejected", _("proposed and rejected")),
            Meaning("dropped", _("proposed after a rejected one: never judged")),
            Meaning("own", _("drawn by the large model itself")),
        ),
    )


def _groups(run: Run, rounds: Sequence[Round]) -> list[Group]:
    text, made = run.trace.ids, []
    for panel, one in enumerate(rounds):
        made.append(Group(ngettext("1 token", "{n} tokens", len(one.tokens)), tuple(_chips(run, text, one, panel))))
        text = (*text, *one.tokens)
    return made


def _chips(run: Run, text: tuple[int, ...], one: Round, panel: int) -> list[Chip]:
    proposed = list(_proposed(one))
    tokens = run.model.tokens((*text, *(token for token, _state, _row in proposed)))[len(text) :]
    chips = [
        Chip(token.text, token.text, state, panel, row)
        for token, (_id, state, row) in zip(tokens, proposed, strict=True)
    ]
    if one.token is not None:
        own = run.texts_of([one.token])[0]
        chips.append(Chip(own, own, "own", panel))
    return chips


def _proposed(one: Round) -> Iterator[tuple[int, State, int | None]]:
    """Each token that the draft proposed, what became of it, and its row in the panel."""
    for row, judged in enumerate(one.proposals):
        yield judged.token, "accepted" if judged.accepted else "rejected", row
    for token in one.dropped:
        yield token, "dropped", None


def _panel(run: Run, one: Round, n: int) -> Panel:
    words = run.texts_of([judged.token for judged in one.proposals])
    rows = tuple(_row(judged, word) for judged, word in zip(one.proposals, words, strict=True))
    return Panel(_("Pass {n} of the large model", n=n), rows, _rest(one))


def _row(judged: Proposal, word: str) -> Row:
    shares = percent(judged.draft), percent(judged.target)
    state = "chosen" if judged.accepted else "removed"
    return Row(word, judged.draft, judged.target, *shares, _why(judged), state)


def _why(judged: Proposal) -> str:
    ratio = judged.target / judged.draft
    if ratio >= 1:
        return _("at least as likely for the large model: accepted")
    numbers = {"ratio": percent(ratio), "number": percent(judged.number)}
    if judged.accepted:
        return _("to be accepted with {ratio}; the number drawn is {number}: accepted", **numbers)
    return _("to be accepted with {ratio}; the number drawn is {number}: rejected", **numbers)


def _rest(one: Round) -> str:
    if one.token is None:
        return _("The text has ended.")
    if one.rejected:
        return _("In its place, the large model draws from the probability by which it exceeds the draft.")
    if one.proposals:
        return _("All were accepted, and the same pass gives the large model's next token at no extra cost.")
    return _("There was room for one token only, which the large model draws itself.")


def verdict(race: Raced) -> str:
    """Tokens a pass, and the time as it was measured, also when it is a loss."""
    passes = ngettext(
        "{tokens} in {n} pass of the large model, {mean} a pass; {share} of the proposals judged were accepted.",
        "{tokens} in {n} passes of the large model, {mean} a pass; {share} of the proposals judged were accepted.",
        len(race.rounds),
        tokens=tokens(len(race.tokens)),
        mean=f"{race.a_pass:.2f}",
        share="–" if race.accepted is None else percent(race.accepted),
    )
    return joined(passes, _time(race))


def _time(race: Raced) -> str:
    numbers = {
        "with_": f"{1000 * race.seconds / len(race.tokens):.1f}",
        "without": f"{1000 * race.alone / race.n_alone:.1f}",
        "ratio": f"{max(race.speed_up, 1 / race.speed_up):.2f}",
    }
    if math.isclose(race.speed_up, 1, abs_tol=0.05):
        return _(
            "Measured just now: {with_} ms a token with the draft, {without} ms without: no gain and no loss.",
            **numbers,
        )
    if race.speed_up > 1:
        return _(
            "Measured just now: {with_} ms a token with the draft, {without} ms without: {ratio} times as fast.",
            **numbers,
        )
    return _(
        "Measured just now: {with_} ms a token with the draft, {without} ms without: {ratio} times slower. It pays "
        "only where the draft is much cheaper and mostly agrees.",
        **numbers,
    )

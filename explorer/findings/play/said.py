"""The one sentence above each game, before and after."""

from collections.abc import Sequence

from explorer.figures.numbers import count, percent
from explorer.findings.play.riddles import SIDES, PairRiddle, WordRiddle
from explorer.findings.play.tally import grouped, showable
from explorer.rooms.looking import Given
from explorer.rooms.texts import same_key
from explorer.words import _, ngettext, translated
from explorer.words.sentences import chip, joined


def open_guess(riddle: WordRiddle, n_vocab: int) -> str:
    if riddle.offered:
        return _(
            "Which of these {n} would you say comes next? {model} gives the likeliest of them {share}.",
            model=riddle.model,
            n=len(riddle.offered),
            share=percent(riddle.bars[0].share),
        )
    return _(
        "{model} gives one of {n} tokens a probability of {share}. Which one would you say comes next?",
        model=riddle.model,
        n=count(n_vocab),
        share=percent(riddle.bars[0].share),
    )


def open_gap(riddle: WordRiddle) -> str:
    if riddle.offered:
        return _(
            "{model} reads both sides of the gap, as you do, and gives the likeliest of these {n} {share}. Which word "
            "stood there?",
            model=riddle.model,
            n=len(riddle.offered),
            share=percent(riddle.bars[0].share),
        )
    return _(
        "{model} reads both sides of the gap, as you do, and gives its first guess {share}. Which word stood there?",
        model=riddle.model,
        share=percent(riddle.bars[0].share),
    )


def open_real() -> str:
    return _("One of these a person wrote, and the other one explorer-gpt. Which one is the person's?")


def open_duel(model: str) -> str:
    return _("Twice the same model, {model}, with two settings of its sampler. Which one goes on better?", model=model)


def guessed(riddle: WordRiddle, mine: str, share: float) -> str:
    """Alone, once somebody has said something."""
    first = riddle.bars[0]
    if riddle.offered:
        return _chosen(riddle, mine, share)
    if same_key(mine) == same_key(first.word):
        return _("You say what {model} finds likeliest: {text}, with {share}.", **_named(riddle, share))
    return _(
        "{model} gives your {mine} {share}; its own first is {text} with {most}.",
        mine=chip(mine),
        most=percent(first.share),
        **_named(riddle, share),
    )


def _chosen(riddle: WordRiddle, mine: str, share: float) -> str:
    """Of a few that were offered, among which the model's own first may not be."""
    first, n = riddle.bars[0], len(riddle.offered or ())
    if same_key(mine) == same_key(first.word):
        return _(
            "You say what {model} finds likeliest of these {n}: {text}, with {share}.", n=n, **_named(riddle, share)
        )
    return _(
        "{model} gives your {mine} {share}; the likeliest of these {n} is {text} with {most}.",
        n=n,
        mine=chip(mine),
        most=percent(first.share),
        **_named(riddle, share),
    )


def _named(riddle: WordRiddle, share: float) -> dict[str, str]:
    return {"model": riddle.model, "text": chip(riddle.bars[0].text), "share": percent(share)}


def filled(riddle: WordRiddle, mine: str) -> str:
    """Alone, at a gap: who was right."""
    right = chip(riddle.right or "")
    word, model = same_key(riddle.right or ""), chip(riddle.bars[0].text)
    you, it = same_key(mine) == word, same_key(riddle.bars[0].word) == word
    if you and it:
        return _("{right} stood there: you and {model} are both right.", right=right, model=riddle.model)
    if you:
        return _(
            "{right} stood there: you are right, and {model} said {said}.", right=right, model=riddle.model, said=model
        )
    if it:
        return _("{right} stood there: {model} is right this time.", right=right, model=riddle.model)
    return _(
        "{right} stood there: neither you nor {model}, which said {said}.", right=right, model=riddle.model, said=model
    )


def room_guessed(riddle: WordRiddle, given: Sequence[Given]) -> str:
    """What the room said, of what may be shown."""
    first = riddle.bars[0]
    groups = grouped(given)
    same = sum(group.n for group in groups if same_key(group.text) == same_key(first.word))
    everybody = _as_the_model(riddle, same, len(given))
    most = next(iter(showable(groups, [bar.word for bar in riddle.bars])), None)
    if most is None or same_key(most.text) == same_key(first.word):
        return everybody
    often = ngettext("{said} was said {n} time.", "{said} was said {n} times.", most.n, said=chip(most.text))
    return joined(everybody, often)


def _as_the_model(riddle: WordRiddle, same: int, n: int) -> str:
    """How many of n answers say what it finds likeliest: of all that could be said, or of what was offered."""
    named = _named(riddle, riddle.bars[0].share) | {"same": same}
    if riddle.offered:
        return ngettext(
            "{same} of {n} answer is what {model} finds likeliest of these {of}, {text} with {share}.",
            "{same} of {n} answers are what {model} finds likeliest of these {of}, {text} with {share}.",
            n,
            of=len(riddle.offered),
            **named,
        )
    return ngettext(
        "{same} of {n} answer is what {model} finds likeliest, {text} with {share}.",
        "{same} of {n} answers are what {model} finds likeliest, {text} with {share}.",
        n,
        **named,
    )


def room_filled(riddle: WordRiddle, given: Sequence[Given]) -> str:
    word = same_key(riddle.right or "")
    n = sum(same_key(one.text) == word for one in given)
    places = {"right": chip(riddle.right or ""), "model": riddle.model, "all": count(len(given)), "n": count(n)}
    if same_key(riddle.bars[0].word) == word:
        return _("{right} stood there: {n} of {all} answers are right, and so is {model}.", **places)
    said = chip(riddle.bars[0].text)
    return _("{right} stood there: {n} of {all} answers are right; {model} said {said}.", said=said, **places)


def picked(riddle: PairRiddle, mine: str) -> str:
    """Alone: real or generated, or which setting."""
    if riddle.right is None:
        author = translated(riddle.authors[SIDES.index(mine)])
        other = translated(riddle.authors[1 - SIDES.index(mine)])
        return _("You chose “{author}” over “{other}”.", author=author, other=other)
    if mine == SIDES[riddle.right]:
        return _("Right: {side} was written by a person.", side=SIDES[riddle.right])
    return _("No: {side} was written by a person, and you took the model for one.", side=SIDES[riddle.right])


def room_picked(riddle: PairRiddle, counted: tuple[int, int]) -> str:
    if riddle.right is not None:
        return _(
            "{n} of {all} found the person's: {side}.",
            n=count(counted[riddle.right]),
            all=count(sum(counted)),
            side=SIDES[riddle.right],
        )
    if counted[0] == counted[1]:
        return _("{n} to {n}: the room cannot tell “{first}” from “{second}”.", n=counted[0], **_both(riddle, 0))
    best = int(counted[1] > counted[0])
    return _(
        "“{first}” wins over “{second}” by {n} to {less}.",
        n=counted[best],
        less=counted[1 - best],
        **_both(riddle, best),
    )


def _both(riddle: PairRiddle, first: int) -> dict[str, str]:
    return {"first": translated(riddle.authors[first]), "second": translated(riddle.authors[1 - first])}


def standings(rows: Sequence[tuple[str, int, int]]) -> str:
    """Over all duels so far."""
    if not rows:
        return ""
    ranks = [_("{name} {n} of {all}", name=translated(name), n=n, all=met) for name, n, met in rows]
    return _("So far, chosen: {ranks}.", ranks=" · ".join(ranks))


def score_line(scores: Sequence[float], models: Sequence[float] | None = None) -> str:
    """Alone, over all riddles so far. models: what the model got on the same."""
    n = len(scores)
    if not n:
        return ""
    mine = points(sum(scores))
    if models is None:
        return ngettext("{points} points in {n} round.", "{points} points in {n} rounds.", n, points=mine)
    return ngettext(
        "{points} points in {n} round; the model has {theirs}.",
        "{points} points in {n} rounds; the model has {theirs}.",
        n,
        points=mine,
        theirs=points(sum(models)),
    )


def points(total: float) -> str:
    """100 for a probability of 1.

    >>> points(0.2754), points(1.0), points(0.00014)
    ('27.5', '100', '0.014')
    """
    return f"{100 * total:.1f}".removesuffix(".0") if total >= 0.001 or total <= 0 else f"{100 * total:.2g}"

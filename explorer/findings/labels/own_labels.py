"""One sentence as many exercises that nobody wrote, beside the one label that somebody has to write."""

from collections.abc import Iterator, Sequence

from explorer.components.text.answer_table import AnswerTable, Cell
from explorer.components.text.answer_table import Row as TableRow
from explorer.components.text.signal_rows import Piece, Row, SignalRows
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.findings.labels.exercises import place_of
from explorer.findings.labels.label_sets import Label
from explorer.findings.labels.readings import NATS, Reading
from explorer.findings.token_names import told
from explorer.text.token import token_alone
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined

SHOWN = 14
"""Tokens of a question that stand before its gap; the model is given all of them."""
BEHIND = 6
"""The same behind it."""
GAP = "＿＿"


def striking(own: Reading) -> str:
    """How many answers the text holds, and which one the model on screen finds hardest."""
    at = own.hardest
    n = ngettext(
        "Nobody labelled this text, yet it holds {n} question with its answer.",
        "Nobody labelled this text, yet it holds {n} questions with their answers.",
        own.n,
    )
    hardest = _(
        "{model} finds {token} hardest: {bits} bits.",
        model=own.model.name,
        token=told(own.tokens, own.exercises.places[at]),
        bits=f"{own.found.surprisal[at]:.1f}",
    )
    return joined(n, hardest)


def picture(run: Run, readings: Sequence[Reading], label: Label) -> SignalRows:
    """A row a way to make exercises of the text, on one scale."""
    return SignalRows(
        rows=(*(_row(run, one) for one in readings), _label_row(run, label)),
        label=_("The text as exercises: over each token, how many bits its answer holds for the model"),
        unit=_("Bars: bits of surprise at the right answer; the longest is {most}. Point at one.", most="{most}"),
    )


def _row(run: Run, one: Reading) -> Row:
    """What stands there and is not asked for is hatched: a first token that nothing predicts."""
    own = one.model is run.model
    shown = shown_places(one)
    asked = {place: n for n, place in enumerate(one.exercises.places)}
    selected = place_of(run, one.exercises) if own else None
    return Row(
        name=_("Gaps: {model}", model=one.model.name) if one.gaps else _("Next token: {model}", model=one.model.name),
        note=_amount(one.n, one.bits),
        role="attention" if one.gaps else "probability",
        pieces=tuple(_piece(one, place, asked.get(place)) for place in shown),
        selected=None if selected is None else shown.index(one.exercises.places[selected]),
        pickable=own,
    )


def shown_places(one: Reading) -> list[int]:
    """The text's own tokens, from its first on: also one that nothing predicts."""
    places = one.exercises.places
    first = 0 if places[0] == 1 and not one.gaps and not one.tokens[0].special else places[0]
    return list(range(first, places[-1] + 1))


def _piece(one: Reading, place: int, n: int | None) -> Piece:
    text = one.tokens[place].text
    if n is None:
        return Piece(text, None, _("nothing stands before it, so nothing predicts it"))
    bits = float(one.found.surprisal[n])
    title = _(
        "{before} → {answer}: {bits} bits ({nats} nats), it gets {share}",
        before=question_of(one, n),
        answer=text,
        bits=f"{bits:.2f}",
        nats=f"{bits * NATS:.2f}",
        share=percent(2**-bits),
    )
    return Piece(text, round(bits, 4), title)


def _amount(n: int, bits: float) -> str:
    return ngettext(
        "{n} exercise, {bits} bits ({nats} nats)",
        "{n} exercises, {bits} bits ({nats} nats)",
        n,
        bits=f"{bits:.1f}",
        nats=f"{bits * NATS:.1f}",
    )


def _label_row(run: Run, label: Label) -> Row:
    title = _(
        "the whole text → {label}: one of {n}, so at most {bits} bits on average",
        label=label.chosen,
        n=len(label.offered),
        bits=f"{label.bits:.2f}",
    )
    note = _("1 exercise, at most {bits} bits ({nats} nats)", bits=f"{label.bits:.1f}", nats=f"{label.bits * NATS:.1f}")
    return Row(_("A label, by hand"), note, "query", (Piece(label.chosen, label.bits, title),))


def question_of(one: Reading, n: int) -> str:
    """What is given for an answer, its end: what stands before it, or around the gap."""
    place, places = one.exercises.places[n], shown_places(one)
    first = max(places[0], place - SHOWN)
    before = "".join(token.text for token in one.tokens[first:place])
    before = before if first == places[0] else f"…{before}"
    if not one.gaps:
        return before or "⋯"  # of a chat, its template
    last = min(places[-1] + 1, place + 1 + BEHIND)
    behind = "".join(token.text for token in one.tokens[place + 1 : last])
    return f"{before}{GAP}{behind}" if last == places[-1] + 1 else f"{before}{GAP}{behind}…"


def table(run: Run, readings: Sequence[Reading], label: Label) -> AnswerTable:
    """Every exercise with its answer, what it costs, and what the model would have said."""
    return AnswerTable(
        columns=(_("Given"), _("Answer"), _("Loss"), _("The model's first guess")),
        rows=(*(row for one in readings for row in _exercises(one)), _by_hand(run, label)),
        label=_("Every exercise that the text makes"),
        said={"right": _("right"), "wrong": _("wrong")},
    )


def _exercises(one: Reading) -> Iterator[TableRow]:
    group = (
        _("Gaps, one at a time ({model})", model=one.model.name)
        if one.gaps
        else _("The next token ({model})", model=one.model.name)
    )
    for n, place in enumerate(one.exercises.places):
        bits, first = float(one.found.surprisal[n]), int(one.found.ids[n, 0])
        right = first == one.exercises.answers[n]
        share = float(one.found.probs[n, 0])
        guess = Cell(
            token_alone(first, one.model.tokenizer).text,
            percent(share),
            min(1.0, share),
            "right" if right else "wrong",
        )
        yield TableRow(group, question_of(one, n), (Cell(one.tokens[place].text), _loss(bits), guess))


def _loss(bits: float) -> Cell:
    return Cell(_("{n} bits", n=f"{bits:.2f}"), _("{n} nats", n=f"{bits * NATS:.2f}"))


def _by_hand(run: Run, label: Label) -> TableRow:
    most = Cell(
        _("at most {n} bits", n=f"{label.bits:.2f}"),
        _("log₂ {n}, with {n} labels to choose from", n=len(label.offered)),
    )
    none = Cell("–", _("an output layer of its own would have to be added and trained"))
    return TableRow(_("A label, by hand"), run.question.prompt[:200], (Cell(label.chosen), most, none))


def how_much(own: Reading, label: Label) -> str:
    """The two ways in numbers: what is left to learn of this text, and what it would be for one who knows nothing."""
    return _(
        "For {model} the text still holds {bits} bits; for a model that knows nothing it would hold {most} "
        "({n} × log₂ {vocabulary}). One label out of {k} holds at most {label} bits: here {times} times less.",
        model=chip(own.model.name),
        bits=f"{own.bits:.1f}",
        most=f"{own.most:.0f}",
        n=own.n,
        vocabulary=count(own.model.shape.n_vocab),
        k=len(label.offered),
        label=f"{label.bits:.1f}",
        times=f"{own.bits / label.bits:.1f}",
    )


def first_guesses(one: Reading) -> str:
    """How often it already knew."""
    right = int((one.found.rank == 1).sum())
    return ngettext(
        "Its first guess was right for {right} of {n} answer.",
        "Its first guess was right for {right} of {n} answers.",
        one.n,
        right=right,
    )


def no_head(model: str) -> str:
    """Why no loss of a label is measured."""
    return _(
        "What {model} would lose on the label is not measured: it has an output for tokens and none for labels. A "
        "label needs an output layer of its own, which at first gives each of the labels the same probability, and so "
        "a loss of log₂ of their number, and learns from labels alone.",
        model=model,
    )

"""What a training of some seconds has changed: the same questions before and after, what was forgotten, and how little
of the model was trained."""

from collections.abc import Sequence
from math import exp

from explorer.components.text.answer_table import AnswerTable, Cell, Row
from explorer.engine.fine_tuning import Answer, Curve, Kind, Order, Tuned
from explorer.figures.loss_curve import LossLabels
from explorer.figures.numbers import count, percent
from explorer.findings.courses import at_step, course, hundredths
from explorer.findings.gpt3.presets import Preset
from explorer.models.tuning.adapter import Adapter
from explorer.words import _, ngettext
from explorer.words.sentences import joined


def labels() -> LossLabels:
    return LossLabels(
        seen=_("examples of the step"),
        unseen=_("examples never learnt from"),
        steps=_("steps"),
        loss=_("loss (nats a token)"),
    )


def spoken(curve: Curve) -> str:
    """The losses for those who do not see them."""
    names = labels()
    told = (
        course(names.seen, enumerate(curve.losses, 1), at_step, hundredths),
        course(names.unseen, curve.unseen, at_step, hundredths),
    )
    return joined(*told) or _("Nothing is learned yet.")


def to_be_taught(order: Order) -> AnswerTable:
    """What is to be learnt, before anything is."""
    rows = [
        *(Row(_("To learn from"), one.question, (Cell(one.answer),)) for one in order.examples),
        *(Row(_("Only asked, never learnt from"), one.question, (Cell(one.answer),)) for one in order.unseen),
    ]
    return AnswerTable(
        columns=(_("Question"), _("Wished answer")), rows=tuple(rows), label=_("What is to be taught"), said={}
    )


def before_and_after(tuned: Tuned) -> AnswerTable:
    """The same questions, with how probable the wished answer is."""
    groups: dict[Kind, str] = {
        "unseen": _("Never learnt from"),
        "seen": _("Learnt from"),
        "other": _("Other questions: what it could do before"),
    }
    return AnswerTable(
        columns=(_("Question"), _("Wished answer"), _("Before"), _("After")),
        rows=tuple(_row(answer, groups[answer.kind]) for answer in tuned.answers),
        label=_("The same questions before and after"),
        said={"right": _("as wished"), "wrong": _("not as wished")},
    )


def _row(answer: Answer, group: str) -> Row:
    cells = (_cell(answer, when) for when in (0, 1))
    return Row(group, answer.question, (Cell(answer.wished), *cells))


def _cell(answer: Answer, when: int) -> Cell:
    share = min(1.0, exp(answer.log_probs[when]))
    return Cell(
        answer.texts[when] or "∅",
        note=_("wished answer: {share}", share=percent(share)),
        share=share,
        mark="right" if answer.right(when) else "wrong" if when or answer.kind == "other" else "",
    )


def what_it_learnt(tuned: Tuned, taught: Preset | None) -> str:
    """Of the questions that it never learnt from, or where there are none of those that it did."""
    unseen, seen = tuned.of("unseen"), tuned.of("seen")
    return joined(_right(unseen), _form(unseen, taught)) if unseen else _of_seen(seen)


def _right(unseen: Sequence[Answer]) -> str:
    before, after = (sum(answer.right(when) for answer in unseen) for when in (0, 1))
    return _(
        "Of {n} questions that it never learnt from, it now answers {after} as wished; before, {before}.",
        n=len(unseen),
        after=after,
        before=before,
    )


def _form(unseen: Sequence[Answer], taught: Preset | None) -> str:
    """Where the form was learnt further than what is said in it."""
    if taught is None:
        return ""
    form = sum(taught.has_form(answer.texts[1]) for answer in unseen)
    right = sum(answer.right(1) for answer in unseen)
    if form <= right:
        return ""
    if 2 * right >= form:
        return ngettext("{n} answer has the wished form.", "{n} answers have the wished form.", form)
    return ngettext(
        "{n} answer has the wished form: it learnt the form, and what the examples happened to say with it.",
        "{n} answers have the wished form: it learnt the form, and what the examples happened to say with it.",
        form,
    )


def _of_seen(seen: Sequence[Answer]) -> str:
    before, after = (sum(answer.right(when) for answer in seen) for when in (0, 1))
    return _(
        "It now answers {after} of {n} examples that it learnt from as wished; before, {before}. Whether it learnt "
        "more than these by heart, other questions would tell.",
        n=len(seen),
        after=after,
        before=before,
    )


def what_it_forgot(tuned: Tuned) -> str:
    """Answers of other kinds, and what held-out texts cost."""
    others = tuned.of("other")
    before, after = (sum(answer.right(when) for answer in others) for when in (0, 1))
    same = sum(answer.texts[0] == answer.texts[1] for answer in others)
    said = _(
        "Elsewhere: of {n} other questions it answers {same} as before (right: {before}, now {after}).",
        n=len(others),
        same=same,
        before=before,
        after=after,
    )
    names = {"en": _("English"), "ja": _("Japanese")}
    costs = (
        _(
            "A held-out text in {language} costs {after} bits a byte instead of {before}.",
            language=names[one.name],
            before=f"{one.bits[0]:.2f}",
            after=f"{one.bits[1]:.2f}",
        )
        for one in tuned.passages
    )
    return joined(said if others else "", *costs)


def how_little(adapter: Adapter, n_all: int) -> str:
    return _(
        "{n} numbers were trained, {share} as many as the model has ({all}); those stayed as they were.",
        n=count(adapter.n_parameters),
        share=percent(adapter.n_parameters / n_all),
        all=count(n_all),
    )


def how_it_went(tuned: Tuned) -> str:
    """Steps, seconds, and why it ended."""
    curve = tuned.curve
    said = ngettext(
        "{n} step in {seconds} seconds.",
        "{n} steps in {seconds} seconds.",
        len(curve.losses),
        seconds=f"{curve.seconds:.1f}",
    )
    return joined(said, _losses(curve), _ended(tuned))


def _losses(curve: Curve) -> str:
    if len(curve.unseen) < 2:
        return ""
    return _(
        "The loss on examples never learnt from went from {first} to {last} nats a token.",
        first=f"{curve.unseen[0][1]:.2f}",
        last=f"{curve.unseen[-1][1]:.2f}",
    )


def _ended(tuned: Tuned) -> str:
    return {
        "steps": "",
        "seconds": _("It ended there because this server gives a training no more time."),
        "stopped": _("You ended it there."),
        "diverged": _(
            "Then the loss grew or was no number any more, and the last good updates were kept: a lower rate learns "
            "more slowly, and safely."
        ),
    }[tuned.ending]


def card(tuned: Tuned) -> str:
    """README.md of the downloaded folder: what it is, and how it is opened."""
    settings, curve = tuned.order.settings, tuned.curve
    lines = [
        "---",
        "library_name: peft",
        f"base_model: {tuned.adapter.base}",
        "tags: [lora]",
        "---",
        "",
        "# An adapter (LoRA), trained in LLM Explorer",
        "",
        f"- base model: {tuned.adapter.base}, weights {tuned.adapter.fingerprint}",
        f"- rank {settings.rank}, alpha {settings.alpha}, AdamW at a rate of at most {settings.rate:g}",
        f"- {len(curve.losses)} steps of {settings.batch} of {len(tuned.order.examples)} examples",
        f"- seed {settings.seed}, ended by: {tuned.ending}",
        "",
        "Open it with `peft.PeftModel.from_pretrained(base, folder)`, or put the folder where `EXPLORER_MODELS` leads.",
        "",
    ]
    return "\n".join(lines)

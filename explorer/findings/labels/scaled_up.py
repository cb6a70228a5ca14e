"""What one sentence makes of itself, scaled up: published sets of labels beside texts that were only read."""

from dataclasses import dataclass
from math import log2

from explorer.components.text.answer_table import AnswerTable, Cell, Row
from explorer.findings.labels.label_sets import Label
from explorer.findings.labels.readings import Reading
from explorer.scaling.families import fact, relative
from explorer.words import _
from explorer.words.facts import sources
from explorer.words.numbers import big


@dataclass(frozen=True)
class Amount:
    """How many answers there are, out of how many possible ones each."""

    name: str
    n: float
    choices: float
    note: str = ""

    @property
    def bits(self) -> float:
        """At most."""
        return self.n * log2(self.choices)


def labelled() -> tuple[Amount, ...]:
    """Sets that people labelled."""
    return (
        Amount(
            _("Stanford Sentiment Treebank (2013)"),
            fact("labelled.sst_phrases").number,
            fact("labelled.sst_classes").number,
            _("phrases of {n} sentences, {people} people each", n=f"{fact('labelled.sst_sentences').number:,.0f}",
              people=f"{fact('labelled.sst_judges').number:.0f}"),
        ),
        Amount(
            _("ImageNet, the competition's (2012)"),
            fact("labelled.imagenet_pictures").number,
            fact("labelled.imagenet_classes").number,
            _("pictures"),
        ),
    )  # fmt: skip


def read() -> tuple[Amount, ...]:
    """Texts that models only read."""
    bert, gpt3 = relative("bert-base"), relative("gpt-3")
    hidden = fact("bert.hidden").number / 100
    return (
        Amount(
            _("BERT (2018), once through its text"),
            fact("bert.words").number * hidden,
            bert.figures["vocabulary"].number,
            _("{share} % of {n} words, hidden", share=f"{100 * hidden:.0f}", n=big(fact("bert.words").number)),
        ),
        Amount(
            _("GPT-3 (2020)"),
            fact("gpt3.seen").number,
            gpt3.figures["vocabulary"].number,
            _("tokens read, each one an answer"),
        ),
    )


def of_the_text(readings: tuple[Reading, ...], label: Label) -> tuple[Amount, ...]:
    """The visitor's own."""
    ways = {True: _("gaps"), False: _("next tokens")}
    return (
        *(Amount(ways[one.gaps], one.n, one.model.shape.n_vocab, one.model.name) for one in readings),
        Amount(_("a label, by hand"), 1, len(label.offered)),
    )


def table(readings: tuple[Reading, ...], label: Label) -> AnswerTable:
    groups = (
        (_("Your text"), of_the_text(readings, label)),
        (_("Labelled by people"), labelled()),
        (_("Read, and labelled by nobody"), read()),
    )
    return AnswerTable(
        columns=(_("Where the answers come from"), _("Answers"), _("Possible answers"), _("Bits, at most")),
        rows=tuple(_row(group, amount) for group, amounts in groups for amount in amounts),
        label=_("How many answers, and how much they can tell"),
        said={},
    )


def _row(group: str, amount: Amount) -> Row:
    return Row(
        group, amount.name, (Cell(big(amount.n, digits=3), amount.note), Cell(f"{amount.choices:,.0f}"),
                             Cell(big(amount.bits, digits=3)))
    )  # fmt: skip


def finding() -> str:
    """How many labels a text that was only read is worth."""
    imagenet, gpt3 = labelled()[-1], read()[-1]
    return _(
        "The text that GPT-3 read held {times} times as many answers as ImageNet has labels, and {bits} times as many "
        "bits at most; nobody wrote any of them for it.",
        times=big(gpt3.n / imagenet.n),
        bits=big(gpt3.bits / imagenet.bits),
    )


def where_from() -> str:
    """Markdown."""
    return sources(
        "labelled.sst_phrases", "labelled.sst_classes", "labelled.imagenet_pictures", "bert.words", "bert.hidden",
        "gpt3.seen",
    )  # fmt: skip


def vocabularies() -> str:
    """Where the possible answers of the two readers stand."""
    figures = (relative(slug).figures["vocabulary"] for slug in ("bert-base", "gpt-3"))
    return _("Vocabularies: {sources}", sources=" · ".join(f"[{one.cited}]({one.link})" for one in figures))

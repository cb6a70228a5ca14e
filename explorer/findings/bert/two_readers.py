"""One hidden word, two readers: what each sees of the sentence, and what it would put there."""

from dataclasses import dataclass

from explorer.analysis.surprisal import kl
from explorer.components.text.two_readers import Card, Labels, Piece, Row, TwoReaders
from explorer.figures.numbers import count, percent
from explorer.findings.bert.edited import Edited, apart
from explorer.findings.bert.guesses import Answer, Guess, answers, shown
from explorer.findings.bert.readers import Reader, Readers
from explorer.findings.bert.words import Sentence
from explorer.text.glyphs import visible
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined


@dataclass(frozen=True)
class Asked:
    """Which words are hidden, and which of them is asked about."""

    sentence: Sentence
    hidden: frozenset[int]
    at: int
    edited: Edited | None = None
    """The sentence with what the visitor put behind the word."""

    def __post_init__(self) -> None:
        if self.at not in self.hidden:
            raise ValueError(f"word {self.at} is not among the hidden {sorted(self.hidden)}")

    @property
    def now(self) -> tuple[Sentence, frozenset[int], int]:
        """What is read: of the words behind an edit none is hidden."""
        if self.edited is None:
            return self.sentence, self.hidden, self.at
        earlier = frozenset(i for i in self.hidden if i < self.at)
        return self.edited.sentence, earlier | {self.edited.at}, self.edited.at


@dataclass(frozen=True, eq=False)
class Answers:
    """Of both, before an edit and now; the same where nothing was edited."""

    asked: Asked
    encoder: Answer
    decoder: Answer | None
    encoder_before: Answer
    apart: float | None
    """By how much the decoder's logits have changed through an edit; None where there is none."""


def answered(readers: Readers, asked: Asked) -> Answers:
    before = answers(readers, asked.sentence, asked.hidden, asked.at)
    if asked.edited is None:
        return Answers(asked, *before, before[0], None)
    changed = apart(readers.decoder, asked.sentence, asked.edited.sentence, asked.at)
    return Answers(asked, *answers(readers, *asked.now), before[0], changed)


def two_readers(readers: Readers, found: Answers, *, several: bool) -> TwoReaders:
    sentence, hidden, at = found.asked.now
    return TwoReaders(
        pieces=tuple(
            Piece(visible(_bare(word.text).encode()), i in hidden, found.asked.edited is not None and i > at)
            for i, word in enumerate(sentence.words)
        ),
        at=at,
        spaced=any(word.text[:1].isspace() for word in sentence.words),
        right=sentence.after(at).lstrip(),
        edited=found.asked.edited is not None,
        several=several,
        cards=(_encoder_card(readers, found), _decoder_card(readers, found)),
        labels=_labels(),
    )


def _bare(text: str) -> str:
    return text.strip() or text


def _labels() -> Labels:
    return Labels(
        words=_("The sentence in words: a click hides one, and both models are asked for it"),
        hide=_("“{word}”: hide it and ask both for it", word="{word}"),
        several=_("hide several"),
        edit=_("edit what follows"),
        right=_("What is to stand behind the hidden word; Enter reads it"),
        back=_("as it was"),
        was=_("stood here"),
    )


def _encoder_card(readers: Readers, found: Answers) -> Card:
    sentence, hidden, _at = found.asked.now
    reader, before = readers.encoder, None if found.asked.edited is None else found.encoder_before
    seen = tuple(i not in hidden for i in range(len(sentence.words)))
    rows = _rows(reader, found.encoder, before)
    sees = _("sees both sides of the gap")
    return Card(reader.name, sees, seen, rows, "" if before is None else _moved(reader, found.encoder, before), False)


def _decoder_card(readers: Readers, found: Answers) -> Card:
    sentence, hidden, at = found.asked.now
    reader, seen = readers.decoder, tuple(i < at and i not in hidden for i in range(len(sentence.words)))
    sees = _("sees only what stands before it")
    if found.decoder is None:
        nothing = _("Nothing stands before this word, so it has nothing to go by.")
        return Card(reader.name, sees, seen, (), nothing, False)
    before = None if found.apart is None else found.decoder
    told = "" if found.apart is None else _unmoved(found.apart)
    return Card(reader.name, sees, seen, _rows(reader, found.decoder, before), told, found.apart == 0.0)


def _rows(reader: Reader, answer: Answer, before: Answer | None) -> tuple[Row, ...]:
    """The likeliest, and what stood there, if it is none of them."""
    known = {guess.ids for guess in answer.guesses}
    guesses = [*answer.guesses, *(() if answer.word.ids in known else (answer.word,))]
    return tuple(_row(reader, answer, guess, before) for guess in guesses)


def _row(reader: Reader, answer: Answer, guess: Guess, before: Answer | None) -> Row:
    told, word = percent(guess.share), guess.ids == answer.word.ids
    earlier = None if before is None else _share(before, guess)
    was = "" if earlier is None else _("before: {share}", share=percent(earlier))
    return Row(shown(reader.model, guess.ids), guess.share, told, word, earlier, was)


def _share(answer: Answer, guess: Guess) -> float | None:
    """What another answer gives the same guess; None where that was not asked."""
    if len(guess.ids) == 1:
        return float(2 ** answer.logs[guess.ids[0]])
    return next((one.share for one in (answer.word, *answer.guesses) if one.ids == guess.ids), None)


def _moved(reader: Reader, now: Answer, before: Answer) -> str:
    bits = kl(before.logs, now.logs)
    said = {"bits": f"{bits:.2f}", "before": percent(before.word.share), "now": percent(now.word.share)}
    if before.best.ids == now.best.ids:
        return _(
            "Its answer has moved by {bits} bits, with the same first choice; what stood there had {before} and now "
            "has {now}.",
            **said,
        )
    first, second = (shown(reader.model, answer.best.ids) for answer in (before, now))
    return _(
        "Its answer has moved by {bits} bits: before “{first}”, now “{second}”. What stood there had {before} and now "
        "has {now}.",
        first=first,
        second=second,
        **said,
    )


def _unmoved(apart: float) -> str:
    if apart == 0.0:
        return _(
            "The same, to the last bit: it was given both texts whole, and what it computes before the gap is equal in "
            "every number, because its mask hides what follows."
        )
    return _("Given both texts whole, its logits before the gap differ by {apart} at most.", apart=f"{apart:.1e}")


def fact(readers: Readers, found: Answers) -> str:
    """In one line: what each says for the hidden word."""
    encoder = {
        "encoder": chip(readers.encoder.name),
        "guess": chip(shown(readers.encoder.model, found.encoder.best.ids)),
        "share": percent(found.encoder.best.share),
    }
    if found.decoder is None:
        return _(
            "For the hidden word {encoder} says {guess} with {share}; {decoder} says nothing, for nothing stands "
            "before it.",
            decoder=chip(readers.decoder.name),
            **encoder,
        )
    return _(
        "For the hidden word {encoder} says {guess} with {share}; {decoder}, which sees only what stands before it, "
        "says {other} with {another}.",
        decoder=chip(readers.decoder.name),
        other=chip(shown(readers.decoder.model, found.decoder.best.ids)),
        another=percent(found.decoder.best.share),
        **encoder,
    )


def how(readers: Readers, found: Answers) -> str:
    """How shares were computed, and what is not to be concluded."""
    sentence, _hidden, at = found.asked.now
    word = sentence.words[at]
    return joined(_tokens(readers, len(word.encoder), len(word.decoder)), _several(readers, found), _length(sentence))


def _tokens(readers: Readers, n: int, other: int) -> str:
    if n == other == 1:
        return _("The word is one token for both, and so is each guess.")
    return _(
        "Of the tokens of {encoder} the word takes {n}, of those of {decoder} {other}, and both know how many. Its "
        "probability is that of its first token, times that of the second given the first, and so on (Kauf and Ivanova "
        "2023); each guess is a likely first token with the likeliest ones after it.",
        n=count(n),
        other=count(other),
        encoder=readers.encoder.name,
        decoder=readers.decoder.name,
    )


def _several(readers: Readers, found: Answers) -> str:
    _sentence, hidden, at = found.asked.now
    if not any(i < at for i in hidden):
        return ""
    return _(
        "{decoder} knows no gaps: where an earlier word is hidden, it reads what it would have written there itself.",
        decoder=readers.decoder.name,
    )


def _length(sentence: Sentence) -> str:
    if not sentence.cut:
        return ""
    n = len(sentence.words)
    return ngettext("Only the first word of the text is read here.", "Only the first {n} words are read here.", n)

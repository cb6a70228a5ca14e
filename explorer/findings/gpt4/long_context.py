"""A text held against the contexts of GPT-3.5, GPT-4 and the models here: how often it fits, or where it is cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.components.text.windows_to_scale import Cut, Labels, Row, WindowsToScale
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import count
from explorer.models.model import Model
from explorer.scaling.facts import Fact
from explorer.scaling.families import fact, relative
from explorer.text.tokenizer import Tokenizer
from explorer.words import _, ngettext
from explorer.words.numbers import characters
from explorer.words.sentences import joined

LONGEST = 200_000
"""Characters of a visitor's text: more than the longest context here holds."""
AROUND = 90
"""Characters that are shown on each side of a cut; half as many of Japanese, whose characters say more."""
ENCODINGS = {"text-davinci-003": "p50k_base", "gpt-3.5-turbo": "cl100k_base", "gpt-4-32k": "cl100k_base"}
"""Of OpenAI's models, as tiktoken's own table has it."""
LENGTHS = {
    "text-davinci-003": "gpt35.context_davinci",
    "gpt-3.5-turbo": "gpt35.context",
    "gpt-4-32k": "gpt4.context_long",
}
"""The fact that says how much each reads."""
SMOLLM2 = "smollm2-135m"


@dataclass(frozen=True)
class Page:
    """A printed page."""

    lines: int
    letters: int
    """Of a line."""

    @property
    def characters(self) -> int:
        return self.lines * self.letters


PAGES = {"en": Page(30, 60), "ja": Page(16, 40)}
"""A standard page of Latin letters, and one of a Japanese paperback: what is counted with, and said."""


@dataclass(frozen=True)
class Context:
    """How much one model reads at once, and what it makes of the text."""

    name: str
    about: str
    limit: int
    ids: tuple[int, ...] | None
    """Of the text; None where its tokenizer is not at hand."""
    tokenizer: Tokenizer | None
    ours: bool = False

    @property
    def n(self) -> int | None:
        return None if self.ids is None else len(self.ids)


def checked(text: str) -> str:
    """Refused where it is empty or too long to be counted."""
    if not text.strip():
        raise Refused("there is no text to be counted yet: paste one, or take the long text that comes with this page")
    if len(text) > LONGEST:
        raise Refused(
            "the text has {n} characters, and at most {most} are read here: shorten it", n=len(text), most=LONGEST
        )
    return text


def contexts(run: Run, encodings: Mapping[str, Tokenizer], smollm2: Model | None, text: str) -> list[Context]:
    """From OpenAI's to the model on screen; of the encodings those that are ready."""
    theirs = [
        _openai(name, fact(key), encodings[ENCODINGS[name]], text)
        for name, key in LENGTHS.items()
        if ENCODINGS[name] in encodings
    ]
    return [*theirs, *_smollm2(run, smollm2, text), _own(run, text)]


def _openai(name: str, figure: Fact, tokenizer: Tokenizer, text: str) -> Context:
    ids = once(("long text", tokenizer.name, text), lambda: tuple(tokenizer.encode(text)))
    return Context(name, f"{tokenizer.name} · {figure.cited}", int(figure.number), ids, tokenizer)


def _smollm2(run: Run, loaded: Model | None, text: str) -> list[Context]:
    """Its length was published; its tokens can be counted where it is in memory."""
    one = relative(SMOLLM2)
    if one.name == run.model.name:
        return []
    figure = one.figures["context"]
    ids = None if loaded is None else _ids(loaded, text)
    return [Context(one.name, figure.cited, int(figure.number), ids, None if loaded is None else loaded.tokenizer)]


def _own(run: Run, text: str) -> Context:
    model = run.model
    return Context(model.name, _("the model here"), model.shape.n_ctx, _ids(model, text), model.tokenizer, ours=True)


def _ids(model: Model, text: str) -> tuple[int, ...] | None:
    """None where its vocabulary has nothing of the text."""
    return once(("long text", model.name, model.fingerprint, text), lambda: model.prompt(text).ids) or None


def to_scale(found: Sequence[Context], text: str) -> WindowsToScale:
    return WindowsToScale(
        rows=tuple(_row(one, text) for one in found),
        labels=Labels(
            figure=_("Contexts to scale, with the text in each"),
            once=_("the text"),
            again=_("the same text again"),
            lost=_("what does not fit"),
        ),
    )


def _row(one: Context, text: str) -> Row:
    return Row(
        name=one.name,
        about=one.about,
        limit=one.limit,
        n=one.n,
        holds=_holds(one, text),
        fits=_fits(one),
        ours=one.ours,
        cut=_cut(one, text),
    )


def _holds(one: Context, text: str) -> str:
    """The whole context: tokens, and of a text like this characters and pages."""
    tokens = ngettext("{n} token", "{n} tokens", one.limit)
    if one.n is None:
        return tokens
    letters = one.limit * len(text) / one.n
    pages = letters / page_of(text).characters
    return _(
        "{tokens}, of such a text about {letters} characters, pages: {pages}",
        tokens=tokens,
        letters=count(_rounded(letters)),
        pages=count(round(pages)) if pages >= 9.5 else f"{pages:.1f}",
    )


def _fits(one: Context) -> str:
    if one.n is None:
        return _("open this model once, and the text is counted in its tokens, too")
    times = one.limit / one.n
    if times >= 1:
        said = f"{times:.1f}" if times < 10 else count(int(times))
        return _("the text has {n}: it fits {times} times", n=count(one.n), times=said)
    return _("the text has {n}: {lost} % of it would be cut off", n=count(one.n), lost=f"{100 * (1 - times):.0f}")


def _cut(one: Context, text: str) -> Cut | None:
    """Where the text would end, were its end cut off."""
    if one.ids is None or one.tokenizer is None or len(one.ids) <= one.limit:
        return None
    places = one.tokenizer.places(text)
    around = len(one.ids) - len(places)  # what begins and ends a text takes room, too
    at = places[max(0, one.limit - around - 1)].end
    side = AROUND // 2 if is_japanese(text) else AROUND
    kept, lost = text[max(0, at - side) : at], text[at : at + side]
    return Cut(" ".join(kept.split("\n")), " ".join(lost.split("\n")))


def page_of(text: str) -> Page:
    return PAGES["ja" if is_japanese(text) else "en"]


def is_japanese(text: str) -> bool:
    """Whether most of its letters are kana or kanji."""
    letters = [letter for letter in text[:2000] if letter.isalpha()]
    return sum("぀" <= letter <= "鿿" for letter in letters) > len(letters) / 2


def longer(found: Sequence[Context]) -> str:
    """The page's one sentence: from the shorter context to the longer, for this text."""
    by_name = {one.name: one for one in found}
    short, long = by_name.get("gpt-3.5-turbo"), by_name.get("gpt-4-32k")
    if short is None or long is None or short.n is None or long.n is None:
        return ""
    said = _(
        "GPT-4's longer context holds {times} times as much as GPT-3.5's: {long} tokens instead of {short}.",
        times=f"{long.limit / short.limit:.1f}",
        long=count(long.limit),
        short=count(short.limit),
    )
    return joined(said, _own_share(found[-1], long))


def _own_share(own: Context, long: Context) -> str:
    return _(
        "{model}, which runs here, reads {n}, 1/{share} of that.",
        model=own.name,
        n=count(own.limit),
        share=f"{long.limit / own.limit:.0f}",
    )


def how_counted(text: str) -> str:
    """What a page is here, and what OpenAI says."""
    page = page_of(text)
    pages = fact("gpt4.pages_long")
    return joined(
        _(
            "A page is taken as {lines} lines of {letters} characters. The text has {characters}.",
            lines=page.lines,
            letters=page.letters,
            characters=characters(len(text)),
        ),
        _(
            "Of its {n} tokens OpenAI said that they are about {pages} pages ({source}).",
            n=count(int(fact("gpt4.context_long").number)),
            pages=int(pages.number),
            source=pages.cited,
        ),
        _(
            "Prompt and answer share a context. What is too long is refused, or an app leaves out the oldest part of a "
            "conversation; here the end is cut, so that the place can be seen."
        ),
    )


def _rounded(number: float) -> int:
    """To two digits."""
    return int(float(f"{number:.1e}"))

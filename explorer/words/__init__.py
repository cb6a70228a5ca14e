"""What the app says, in the reader's language. English literals in the code are the message ids.

The language belongs to the context of one script run: `app.py` says `speak(language)` once, and whatever that run
calls reads it. Streamlit is not needed here, so views' labels and tests can be translated as well.
"""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Protocol

SOURCE = "en"
"""The language of the literals in the code."""

LOCALE = Path(__file__).parents[1] / "assets" / "locale"

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


def speak(language: str) -> None:
    """From now on in this context, messages come in `language`."""
    if language != SOURCE and not catalogue_file(language).is_file():
        raise ValueError(f"there is no catalogue for {language!r}: {catalogue_file(language)} is missing")
    _language.set(language)


def language() -> str:
    """The language of this context."""
    return _language.get()


def N_(message: str) -> str:
    """Marks a message that is translated later, by `_`: for tables that are made before anybody has a language."""
    return message


def _(message: str, /, **values: object) -> str:
    """The message in the reader's language, with its places filled.

    >>> _("{n_layers} layers", n_layers=6)
    '6 layers'
    """
    (text, *_plural) = _messages(language()).get(message, (message,))
    return text.format(**values)


def translated(message: str, /, **values: object) -> str:
    """A message that was marked by `N_`, in the reader's language, with its places filled."""
    return _(message, **values)


def translated_to(language: str, message: str) -> str:
    """A message that was marked by `N_`, in a language that need not be the reader's."""
    return _messages(language).get(message, (message,))[0]


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The message that fits the number; `{n}` is filled without being named.

    >>> ngettext("{n} token", "{n} tokens", 8192)
    '8,192 tokens'
    """
    forms = _messages(language()).get(one, (one, many))
    text = forms[0] if n == 1 else forms[-1]
    return text.format(n=f"{n:,}", **values)


class Sentence(Protocol):
    """A gettext id with named places that the code below the pages says: Refused, Limit, or a job's Progress."""

    @property
    def message(self) -> str: ...
    @property
    def values(self) -> Mapping[str, object]: ...


def explain(said: Sentence, *, quote: Callable[[str], str] = str) -> str:
    """Why something cannot be done or be seen, or how far it is, in the reader's language.

    `quote` makes the texts in it safe for the place where the sentence stands.
    """
    values = {name: quote(value) if isinstance(value, str) else value for name, value in said.values.items()}
    return _(said.message, **values)


def catalogue_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "explorer.po"


@cache
def _messages(language: str) -> Mapping[str, tuple[str, ...]]:
    """English message -> its forms in `language`; what is not translated is missing and stays English."""
    if language == SOURCE:
        return {}
    from babel.messages.pofile import read_po

    with catalogue_file(language).open("rb") as file:
        written = [message for message in read_po(file, locale=language) if message.id and not message.fuzzy]
    forms = {forms_of(message.id)[0]: forms_of(message.string) for message in written}
    return {message: translated for message, translated in forms.items() if all(translated)}


def forms_of(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """A message or its translation, as Babel keeps it -> its forms; one where there is no plural."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)

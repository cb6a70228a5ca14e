"""The app speaks every language completely: code and catalogues agree, message by message."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from babel.messages.catalog import Catalog, Message

from explorer import words
from explorer.errors import Refused
from explorer.words import _, explain, forms_of, language, ngettext, speak
from scripts.messages import KEYWORDS, ROOT, catalogue_of, languages, sources, template, updated

WORDS = ROOT / "explorer" / "words" / "__init__.py"

HELP = "run `make messages`, then translate it in the .po file"


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A catalogue of two messages, spoken in this test."""
    file = tmp_path / "ja" / "LC_MESSAGES" / "explorer.po"
    file.parent.mkdir(parents=True)
    file.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\n'
        'msgid "{n_layers} layers"\nmsgstr "{n_layers}層"\n\n'
        'msgid "{n} token"\nmsgid_plural "{n} tokens"\nmsgstr[0] "トークン{n}個"\n\n'
        '#, fuzzy\nmsgid "Head"\nmsgstr "頭"\n\nmsgid "Layer"\nmsgstr ""\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    words._messages.cache_clear()
    speak("ja")
    yield
    speak("en")
    words._messages.cache_clear()


@pytest.mark.usefixtures("spoken")
def test_a_message_comes_in_the_language_that_is_spoken_with_its_places_filled() -> None:
    assert _("{n_layers} layers", n_layers=6) == "6層"
    assert [ngettext("{n} token", "{n} tokens", n) for n in (1, 2)] == ["トークン1個", "トークン2個"]


def test_english_is_what_stands_in_the_code() -> None:
    assert _("{n_layers} layers", n_layers=6) == "6 layers"
    assert [ngettext("{n} token", "{n} tokens", n) for n in (0, 1, 2)] == ["0 tokens", "1 token", "2 tokens"]


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("message", ["Head", "Layer", "Nobody wrote this"])
def test_what_is_fuzzy_empty_or_missing_stays_english(message: str) -> None:
    assert _(message) == message


@pytest.mark.usefixtures("spoken")
def test_a_refusal_is_explained_in_the_readers_language() -> None:
    assert explain(Refused("{n_layers} layers", n_layers=6)) == "6層"


@pytest.mark.usefixtures("spoken")
def test_each_thread_speaks_for_itself() -> None:
    heard = []
    other = Thread(target=lambda: heard.append(language()))
    other.start()
    other.join()
    assert (language(), heard) == ("ja", ["en"])


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no catalogue for 'xx'"):
        speak("xx")


def test_there_is_a_japanese_catalogue() -> None:
    assert "ja" in languages()


@pytest.mark.parametrize("spoken_language", languages())
def test_a_catalogue_has_the_messages_of_the_code_and_no_others(spoken_language: str) -> None:
    in_code, catalogue = _ids(template()), catalogue_of(spoken_language)
    assert in_code - _ids(catalogue) == set(), f"missing: {HELP}"
    assert _ids(catalogue) - in_code == set(), "no longer in the code: run `make messages`"
    assert not catalogue.obsolete, "obsolete: run `make messages`"


@pytest.mark.parametrize("spoken_language", languages())
def test_every_message_is_translated_and_none_is_fuzzy(spoken_language: str) -> None:
    messages = [message for message in catalogue_of(spoken_language) if message.id]
    assert [message.id for message in messages if not all(forms_of(message.string))] == [], HELP
    assert [message.id for message in messages if message.fuzzy] == []


@pytest.mark.parametrize("spoken_language", languages())
def test_every_translation_has_the_places_of_its_message(spoken_language: str) -> None:
    messages = [message for message in catalogue_of(spoken_language) if message.id and all(forms_of(message.string))]
    differing = [message.id for message in messages if not _same_places(message)]
    assert differing == []


@pytest.mark.parametrize("spoken_language", languages())
def test_a_catalogue_stands_in_the_order_that_make_messages_writes(spoken_language: str) -> None:
    here = words.catalogue_file(spoken_language).read_text(encoding="utf-8")
    assert _without_files(here) == _without_files(updated(spoken_language).decode()), "run `make messages`"


def test_what_is_asked_of_the_catalogue_is_a_literal_that_can_be_extracted() -> None:
    """An f-string or a variable would never be found by the extraction, so never translated."""
    found = [place for file in sources() if file != WORDS for place in _computed_messages(file)]
    assert found == []


def test_nothing_is_translated_at_import_when_no_language_is_spoken_yet() -> None:
    found = [place for file in sources() for place in _calls_at_import(file)]
    assert found == []


def _without_files(catalogue: str) -> list[str]:
    return [line for line in catalogue.splitlines() if not line.startswith("#:")]


def _ids(catalogue: Catalog) -> set[tuple[str, ...]]:
    return {forms_of(message.id) for message in catalogue if message.id}


def _same_places(message: Message) -> bool:
    wanted = set().union(*map(_places, forms_of(message.id)))
    return all(_places(form) == wanted for form in forms_of(message.string))


def _places(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def _translations(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            yield node


def _computed_messages(file: Path) -> Iterator[str]:
    for call in _translations(ast.parse(file.read_text(encoding="utf-8"))):
        texts = call.args[:2] if ast.unparse(call.func) == "ngettext" else call.args[:1]
        if not all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts):
            yield f"{file.relative_to(ROOT)}:{call.lineno}"


def _calls_at_import(file: Path) -> Iterator[str]:
    for statement in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            lambdas = {
                id(call) for node in ast.walk(statement) if isinstance(node, ast.Lambda) for call in ast.walk(node)
            }
            for call in _translations(statement):
                marked = ast.unparse(call.func) == "N_"
                if id(call) not in lambdas and not marked:
                    yield f"{file.relative_to(ROOT)}:{call.lineno}"

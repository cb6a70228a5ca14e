"""`make messages` changes a catalogue only where the code has changed."""

from pathlib import Path

import pytest

from explorer import words
from scripts import messages

CODE = '_("{n} tokens left", n=3)\nngettext("{n} head", "{n} heads", 2)\nraise Refused("no " "such {thing}", thing=1)\n'
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "{n} tokens left"
msgstr "残り{n}トークン"

msgid "gone from the code"
msgstr "消えた"
"""


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "app.py").write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    file = words.catalogue_file("ja")
    file.parent.mkdir(parents=True)
    file.write_text(CATALOGUE, encoding="utf-8")
    return file


def test_what_is_translated_stays_what_is_new_comes_in_empty_and_what_is_gone_is_said(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    messages.update("ja")
    written = {message.id: message.string for message in messages.catalogue_of("ja") if message.id}
    assert written == {
        "{n} tokens left": "残り{n}トークン",
        ("{n} head", "{n} heads"): ("",),
        "no such {thing}": "",
    }
    said = capsys.readouterr().out
    assert "gone: 'gone from the code' = '消えた'" in said
    assert "2 of 3 messages to translate" in said


def test_a_second_time_changes_nothing(catalogue: Path) -> None:
    messages.update("ja")
    once = catalogue.read_bytes()
    messages.update("ja")
    assert catalogue.read_bytes() == once


def test_nothing_is_written_that_changes_with_the_day_or_the_line(catalogue: Path) -> None:
    messages.update("ja")
    written = catalogue.read_text(encoding="utf-8")
    assert "#: app.py\n" in written
    assert "Date" not in written

"""A talk's file: what is read is what was written, and what is wrong is said with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import Refused
from explorer.talks.reader import LONGEST_FILE, read
from explorer.talks.talk import MOST_SCENES, Scene, Talk, Words
from explorer.talks.writer import write
from explorer.views.registry import PLACES

HEAD = 'slug = "mine"\nminutes = 5\ntitle = { en = "Mine", ja = "私の" }\n'
SCENE = '[[scene]]\npage = "context"\ntitle.en = "Look"\ntitle.ja = "見る"\n'

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)
both = st.builds(Words, texts, texts)
either = both | st.just(Words())
places = st.fixed_dictionaries(
    {},
    optional={
        "prompt": texts,
        "layer": st.integers(0, 99).map(str),
        "head": st.integers(0, 99).map(str),
        "temperature": st.sampled_from(["0.0", "0.7", "1.3"]),
        "seed": st.integers(0, 9).map(str),
        "view": st.sampled_from(PLACES["context"]),
    },
)
scenes = st.builds(
    Scene,
    st.just("context"),
    places,
    st.dictionaries(st.sampled_from(["en", "ja"]), places.filter(bool)),
    st.none() | st.integers(0, 99),
    both,
    either,
    either,
    either,
)
talks = st.builds(
    Talk,
    st.from_regex(r"[a-z]{1,5}(-[a-z]{1,5}){0,3}", fullmatch=True),
    both,
    either,
    st.integers(1, 600),
    st.lists(scenes, min_size=1, max_size=4).map(tuple),
)


@given(talks)
def test_what_is_written_is_read_again(talk: Talk) -> None:
    assert read(write(talk), PLACES) == talk


def test_a_file_made_on_windows_is_the_same() -> None:
    assert read("\ufeff" + (HEAD + SCENE).replace("\n", "\r\n"), PLACES) == read(HEAD + SCENE, PLACES)


def test_markup_stays_text() -> None:
    talk = read(HEAD + SCENE + "plain = { en = '<b>[x](javascript:y)</b>', ja = '$a$' }\n", PLACES)
    assert talk.scenes[0].plain == Words("<b>[x](javascript:y)</b>", "$a$")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "slug is missing"),
        ("slug = ", 1, "TOML"),
        (HEAD + "x\n", 4, "TOML"),
        ("a = " + "9" * 5_000, 1, "TOML"),
        ("a = " + "[" * 5_000, 1, "TOML"),
        (HEAD, 1, "needs scenes"),
        (HEAD + "scene = 1\n", 4, "needs scenes"),
        (HEAD + "stage = 1\n" + SCENE, 4, "stage is not known here"),
        (HEAD + SCENE + "colour = 1\n", 8, "colour is not known here"),
        (HEAD + SCENE + "# a comment\n\n" + SCENE + "notes.fr = 'x'\n", 14, "notes.fr is not known here"),
        (HEAD + SCENE.replace("context", "attic"), 5, "no page attic"),
        (HEAD + SCENE + 'place.view = "cut"\n', 8, "page context has no view cut"),
        (HEAD + SCENE + '[scene.place]\nlayer = 1\nview = "cut"\n', 10, "page context has no view cut"),
        (HEAD + SCENE + "place.ja.view = 'cut'\n", 8, "page context has no view cut"),
        (HEAD + SCENE + "place.layer = -1\n", 8, "place.layer = -1 makes no sense"),
        (HEAD + SCENE + "place.layer = true\n", 8, "place.layer must be a text"),
        (HEAD + SCENE + f"place.layer = 0x{'f' * 9_000}\n", 8, "place.layer must be a text"),
        (HEAD + SCENE + "place.temperature = inf\n", 8, "place.temperature must be a text"),
        (HEAD + SCENE + "place.mood = 'good'\n", 8, "place.mood = good makes no sense"),
        (HEAD + SCENE + "place.theme = 'dark'\n", 8, "place.theme = dark makes no sense"),
        (HEAD + SCENE + "place.step = 3\nplace.generated = '1.2'\n", 8, "place.step = 3 makes no sense"),
        (HEAD + SCENE + "place.en.picture = 'file:///etc/passwd'\n", 8, "place.en.picture = file"),
        (HEAD + SCENE + f"place.prompt = '{'a' * 20_001}'\n", 8, "place.prompt ="),
        (HEAD + SCENE + "place.run = 'eNrt'\n", 8, "place.run = eNrt makes no sense"),
        (HEAD + SCENE + "place = 'tokens'\n", 8, "place must be a table"),
        (HEAD + SCENE + "reveal = -1\n", 8, "reveal must be a whole number from 0 to 99"),
        (HEAD.replace("5", "0") + SCENE, 2, "minutes must be a whole number from 1"),
        (HEAD.replace("5", "true") + SCENE, 2, "minutes must be a whole number from 1"),
        (HEAD.replace('"mine"', '"../mine"') + SCENE, 1, "slug is ../mine"),
        (HEAD + SCENE.replace('title.ja = "見る"\n', ""), 6, "title.ja is missing"),
        (HEAD + "[[scene]]\npage = 'context'\n", 4, "title.en is missing"),
        (HEAD + SCENE + 'plain = "x"\n', 8, "plain needs its languages"),
        (HEAD + SCENE + 'plain.en = """\nx\ny"""\nplain.ja = 1\n', 11, "plain.ja must be a text"),
        (HEAD + SCENE + f"plain.en = 'a'\nplain.ja = '{'あ' * 601}'\n", 9, "plain.ja is longer than 600 characters"),
        (HEAD + SCENE * (MOST_SCENES + 1), 4 + 4 * MOST_SCENES, "one too many"),
    ],
)
def test_a_bad_file_gets_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text, PLACES)
    assert refused.value.values["line"] == line, str(refused.value)
    assert str(refused.value).startswith(f"Line {line}: ")
    assert reason in str(refused.value)


def test_a_file_that_is_too_long_is_not_read() -> None:
    with pytest.raises(Refused, match="200,000 characters"):
        read("#" * (LONGEST_FILE + 1), PLACES)

"""The URL: whatever it says, it opens; what we write, we read."""

from dataclasses import fields
from random import Random
from typing import Any, Literal, cast
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import ORDER
from explorer.pictures.photo import Photo
from explorer.session.here import Here
from explorer.session.link import (
    KEPT,
    LONGEST_LINK,
    PACKED,
    RUN,
    beyond,
    brought_back,
    from_params,
    read_ids,
    shortest,
    to_params,
    write_ids,
)
from explorer.session.packed_link import packed
from explorer.trace.edits import Ablate
from tests.pictures.test_picture import PICTURES

DEFAULT = Here("Once", lang="en")

NOISE = "".join(map(chr, Random(0).choices(range(0x4E00, 0x9F00), k=8_000)))
"""Characters in no order, which cannot be said in fewer."""

MANY_IDS = tuple(Random(0).choices(range(50_000), k=8_000))
RIVALS: tuple[Literal["average", "nothing"], ...] = ("average", "nothing")

ids = st.lists(st.integers(0, 200_000), max_size=40).map(tuple)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@st.composite
def places(draw: st.DrawFn) -> Here:
    generated = draw(ids)
    return Here(
        draw(text),
        lang=draw(st.sampled_from(["ja", "en"])),
        theme=draw(st.sampled_from([None, "light", "dark"])),
        view=draw(st.sampled_from(["", "lens", "two-masks"])),
        chat=draw(st.booleans()),
        stage=draw(st.booleans()),
        talk=draw(st.sampled_from(["", "ten-minutes"])),
        scene=draw(st.integers(0, 59)),
        sampling=Sampling(
            temperature=draw(st.just(0.0) | st.floats(0.01, 100)),
            top_k=draw(st.integers(0, 200)),
            top_p=draw(st.sampled_from([0.1, 0.95, 1.0])),
            presence_penalty=draw(st.floats(-2, 2)),
            order=tuple(draw(st.permutations(ORDER))),
            off=tuple(draw(st.lists(st.sampled_from(ORDER), unique=True))),
            seed=draw(st.integers(0, 2**32 - 1)),
        ),
        generated=generated,
        step=draw(st.integers(0, len(generated))),
        position=draw(st.none() | st.integers(0, 511)),
        token=draw(st.none() | st.integers(0, 260_000)),
        foil=draw(st.none() | st.sampled_from(RIVALS) | st.integers(0, 260_000)),
        layer=draw(st.integers(0, 99)),
        head=draw(st.integers(0, 99)),
        picture=draw(st.none() | PICTURES),
        edits=draw(st.lists(st.builds(Ablate, st.integers(0, 99), st.integers(0, 99)), max_size=4).map(tuple)),
    )


@given(places())
def test_a_link_restores_what_was_on_screen(here: Here) -> None:
    assert from_params(to_params(here, DEFAULT), DEFAULT) == (here, ())


@given(places())
def test_the_order_of_parameters_does_not_matter(here: Here) -> None:
    params = to_params(here, DEFAULT)
    assert from_params(dict(reversed(params.items())), DEFAULT) == (here, ())


NAMES = (
    "prompt",
    "lang",
    "theme",
    "model",
    "generated",
    "step",
    "position",
    "token",
    "against",
    "view",
    "chat",
    "layer",
    "head",
    "picture",
    "junk",
)


@given(st.dictionaries(st.sampled_from([*NAMES, *(field.name for field in fields(Sampling))]), st.text(max_size=50)))
def test_a_link_with_rubbish_opens_and_names_only_what_it_was_given(params: dict[str, str]) -> None:
    here, ignored = from_params(params, DEFAULT)
    assert isinstance(here, Here)
    assert set(ignored) <= set(params)


@pytest.mark.parametrize(
    ("name", "rubbish"),
    [
        ("lang", "fr"),
        ("theme", "<script>"),
        ("view", "../x"),
        ("token", "-1"),
        ("against", "everything"),
        ("layer", "-1"),
        ("layer", "1e9"),
        ("head", "٣"),
        ("position", "999999999999"),
        ("step", "5"),
        ("temperature", "nan"),
        ("temperature", "-1"),
        ("top_p", "inf"),
        ("top_k", "1.5"),
        ("frequency_penalty", "3"),
        ("order", "top_k.top_p"),
        ("order", ".".join([*ORDER, "top_k"])),
        ("order", "top_k." * 10_000),
        ("off", "seed"),
        ("off", "top_k.top_k"),
        ("off", ""),
        ("seed", "__import__('os')"),
        ("generated", "1..2"),
        ("generated", "-1"),
        ("generated", "zzzzzzzzz"),
        ("prompt", "a" * 100_000),
        ("__class__", "1"),
    ],
)
def test_rubbish_is_left_out_and_said(name: str, rubbish: str) -> None:
    assert from_params({name: rubbish, "lang": "ja"} | ({"lang": rubbish} if name == "lang" else {}), DEFAULT) == (
        DEFAULT if name == "lang" else DEFAULT.changed(lang="ja"),
        (name,),
    )


def test_a_default_place_needs_no_more_than_its_language() -> None:
    assert to_params(DEFAULT, DEFAULT) == {"lang": "en"}


def test_a_prompt_too_long_for_a_link_leaves_the_link() -> None:
    assert "prompt" not in to_params(DEFAULT.changed(prompt="a" * 13_000), DEFAULT)


@pytest.mark.parametrize("prompt", ["a" * 13_000, "東" * 1_400, "吾輩は猫である。名前はまだ無い。" * 1_000])
def test_a_long_run_is_packed_into_its_link(prompt: str) -> None:
    here = DEFAULT.changed(prompt=prompt, layer=2, model="explorer-bert")
    here = here.changed(generated=(1, 2), step=1, position=3, token=5, foil=6)
    params = to_params(here, DEFAULT)
    assert params.keys() == {"lang", "model", "layer", PACKED}
    assert len(urlencode(params)) < 700
    assert from_params(params, DEFAULT) == (here, ())
    assert beyond(here, DEFAULT) is None


def test_a_code_for_phones_gets_the_shorter_of_both_ways() -> None:
    short, long = DEFAULT.changed(prompt="Hi"), DEFAULT.changed(prompt="吾輩は猫である。名前はまだ無い。" * 3)
    assert shortest(short, DEFAULT) == to_params(short, DEFAULT)
    assert shortest(long, DEFAULT).keys() == {"lang", PACKED}
    for here in (short, long):
        assert from_params(shortest(here, DEFAULT), DEFAULT) == (here, ())


@pytest.mark.parametrize(
    "run",
    [
        "",
        "no such thing!",
        packed({"prompt": "a" * 1_000_000}),
        packed({"prompt": "a" * 100})[:-4],
        packed(cast(Any, {"prompt": 1})),
        packed(cast(Any, [])),
        "eJw7AAAA" * 300,
    ],
)
def test_what_cannot_be_unpacked_is_left_out_and_said(run: str) -> None:
    assert from_params({PACKED: run}, DEFAULT) == (DEFAULT, (PACKED,))


def test_what_is_packed_says_nothing_but_the_run() -> None:
    forged = packed({"prompt": "Hi", "model": "hub:somebody/something", "lang": "ja"})
    assert from_params({PACKED: forged}, DEFAULT) == (DEFAULT.changed(prompt="Hi"), (PACKED,))


@pytest.mark.parametrize("prompt", [NOISE, "\ud83d", "a \ud83d b"])
def test_a_run_that_no_link_can_carry_leaves_it_whole(prompt: str) -> None:
    here = DEFAULT.changed(prompt=prompt, layer=2, model="folder:mine")
    here = here.changed(generated=(1, 2), step=1, position=3, token=5, foil=6)
    params = to_params(here, DEFAULT)
    assert params == {"lang": "en", "model": "folder:mine", "layer": "2", KEPT: "1"}
    assert from_params(params, DEFAULT)[1] == ()


def test_a_long_continuation_leaves_the_link_as_a_long_prompt_does() -> None:
    assert to_params(DEFAULT.changed(generated=MANY_IDS, step=8_000), DEFAULT) == {"lang": "en", KEPT: "1"}


@given(st.text(max_size=9_000), ids)
def test_every_link_is_short_enough_for_the_server(prompt: str, generated: tuple[int, ...]) -> None:
    params = to_params(DEFAULT.changed(prompt=prompt * 8).changed(generated=generated), DEFAULT)
    assert len(urlencode(params)) <= LONGEST_LINK


@given(ids.filter(bool))
def test_ids_come_back_from_base_36(some: tuple[int, ...]) -> None:
    assert read_ids(write_ids(some)) == some


def test_a_new_prompt_begins_a_new_run() -> None:
    here = Here("a", generated=(1, 2), step=2, position=1, layer=3)
    assert here.changed(prompt="b") == Here("b", layer=3)


LONG = DEFAULT.changed(prompt=NOISE)


@pytest.mark.parametrize("here", [LONG, DEFAULT.changed(generated=MANY_IDS, step=5)])
def test_a_run_that_no_link_can_carry_is_named_in_the_link_and_comes_back_from_what_the_tab_kept(here: Here) -> None:
    params, kept = to_params(here, DEFAULT), beyond(here, DEFAULT)
    assert params.get(KEPT) == "1"
    assert not params.keys() & set(RUN)
    assert kept is not None
    opened, ignored = from_params(params, DEFAULT)
    assert (opened, ignored) == (DEFAULT, ())
    assert brought_back(kept, opened) == here


def test_what_a_link_carries_is_not_kept_beside_it() -> None:
    here = DEFAULT.changed(prompt="A short text.")
    assert beyond(here, DEFAULT) is None
    assert KEPT not in to_params(here, DEFAULT)


def test_what_a_tab_brings_back_is_read_with_the_same_suspicion_as_a_link() -> None:
    kept = {"prompt": "Hello", "generated": "not ids!", "step": "-1", "model": "another", "nonsense": "x"}
    assert brought_back(kept, DEFAULT) == DEFAULT.changed(prompt="Hello")


def test_a_photo_stays_in_the_browser_s_tab_and_comes_back() -> None:
    here = Here("What is this?", model="explorer-vision", picture=Photo(Random(0).randbytes(64 * 64 * 3)))
    assert to_params(here, DEFAULT) == {"lang": "en", "model": "explorer-vision", KEPT: "1"}
    kept = beyond(here, DEFAULT)
    assert kept is not None
    without = from_params(to_params(here, DEFAULT), DEFAULT)[0]
    assert brought_back(kept, without) == here


def test_another_picture_begins_a_run_anew() -> None:
    here = Here("What is this?", generated=(1, 2), step=1, position=70, edits=(Ablate(0, 1),))
    moved = here.changed(picture=Photo(bytes(64 * 64 * 3)))
    assert (moved.generated, moved.step, moved.position, moved.edits) == ((), 0, None, here.edits)

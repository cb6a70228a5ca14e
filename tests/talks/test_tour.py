"""The tour: what each step promises is there on the model, it fits into its minutes, and bad files are refused."""

from functools import cache

import pytest

from explorer.components.frame.tour import SPOTS
from explorer.errors import Refused
from explorer.session.here import LANGUAGES, Here
from explorer.talks.conditions import CONDITIONS, Moment
from explorer.talks.talk import moved
from explorer.talks.tour import FILE, Tour
from explorer.talks.tour_reader import read_tour
from explorer.views import registry
from explorer.views.registry import PLACES
from explorer.words import speak
from explorer.words.sentences import parts
from tests.findings.embedded import model, run_at

AHA = 60
"""Seconds from opening the app to the first thing that somebody sees happen by their own doing."""

LONGEST = 7 * 60

DONE = {
    1: (
        {
            "en": {"prompt": "Once upon a time, there was a little girl named Lily. One"},
            "ja": {"prompt": "お腹がすいたので、本を"},
        }
    ),
    2: {"generated": (300, 301, 302), "step": 3},
    3: {"position": 3},
    4: {"layer": 4, "head": 6},
    5: {"layer": 6, "head": 3},
    6: {"layer": 4},
    7: {"temperature": 1.5},
    8: {"seed": 2},
    9: {"generated": (465,), "step": 1},
    10: {"generated": tuple(range(300, 308)), "step": 8},
}
"""What of a place somebody changes who does what each step says."""

SAYS = {
    1: {"en": "was ·loved (59 %); now it is ·day (98 %)", "ja": "食（69 %）でした。いまは 読（57 %）です"},
    2: {"en": "It wrote る das.", "ja": "る das と書きました"},
    3: {"en": "·time is nothing but the number 683", "ja": "いた は、459 という番号"},
    4: {"en": "·She looks most at . (96 %)", "ja": "を は 飯 を最も見ています"},
    5: {"en": "looks most at ·fro", "ja": "花"},
    6: {"en": "From layer 5 of 8 on it says ·loved", "ja": "第 5 層からは 食"},
    7: {"en": "·loved went from 59 % to 36 %", "ja": "食 は 69 % から 19 %"},
    8: {"en": "With seed 2 it is ·was", "ja": "シード 2 では しまって"},
    9: {"en": "You chose ‹E6 80› (< 0.001 %) where the model would have", "ja": "食（69 %）と書くところで、‹E6 80›"},
    10: {"en": "… る dasorllうがan: each token", "ja": "…る dasorllうがan。"},
}


@cache
def tour() -> Tour:
    return read_tour(FILE.read_text(encoding="utf-8"), PLACES, SPOTS)


def begun(n: int, lang: str) -> Here:
    """Where step `n`, from 1, begins for whoever does all steps before it."""
    bare = Here("", lang)
    here = bare
    for scene in tour().walk.scenes[:n]:
        here = moved(scene, here, bare)
    return here


def afterwards(n: int, lang: str) -> Here:
    change = DONE[n].get(lang, DONE[n])
    sampling = {name: value for name, value in change.items() if name in ("temperature", "seed")}
    rest = {name: value for name, value in change.items() if name not in sampling}
    return begun(n, lang).changed(**rest).sampled(**sampling)


def moment(here: Here) -> Moment:
    return Moment(here, run_at(here, model()))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("n", range(1, 11))
def test_a_step_is_open_at_first_and_done_by_what_it_says(n: int, lang: str) -> None:
    speak(lang)
    one, then, now = tour().tries[n - 1], moment(begun(n, lang)), moment(afterwards(n, lang))
    assert not one.holds(then, then)
    assert one.holds(then, now)
    said = "".join(part.text for part in parts(one.told(then, now, lang)))
    assert "{" not in said
    assert SAYS[n][lang] in said


def test_whoever_does_something_else_has_not_done_it() -> None:
    then = {n: moment(begun(n, "en")) for n in (2, 4, 6, 7, 9)}
    likeliest = then[9].run.next_id
    other = {
        2: begun(2, "en").changed(generated=(300, 301), step=2),
        4: begun(4, "en").changed(layer=0, head=0),
        6: begun(6, "en").changed(layer=2),
        7: begun(7, "en").sampled(temperature=1.5, off=("temperature",)),
        9: begun(9, "en").changed(generated=(likeliest,), step=1),
    }
    assert [n for n, here in other.items() if tour().tries[n - 1].holds(then[n], moment(here))] == []
    last_layer = begun(6, "en").changed(layer=7)
    assert not tour().tries[5].holds(then[6], moment(last_layer))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_head_of_either_name_shows_what_is_said_of_it(lang: str) -> None:
    """Whichever thumbnail with the letter is clicked, there is one, and the best looks where the words say."""
    previous, induction = moment(afterwards(4, lang)).run, moment(afterwards(5, lang)).run
    row = previous.trace.pattern_row(previous.layer, previous.position)[previous.head]
    assert int(row.argmax()) == previous.position - 1
    most = int(induction.trace.pattern_row(induction.layer, induction.position)[induction.head].argmax())
    assert induction.trace.ids[most - 1] == induction.trace.ids[induction.position]
    assert int(induction.pipeline.probs.argmax()) == induction.trace.ids[most]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_takes_less_than_seven_minutes_and_a_minute_to_the_first_thing_seen(lang: str) -> None:
    times = [tour().seconds(n, lang) for n in range(len(tour().tries))]
    assert times[0] < AHA
    assert sum(times) < LONGEST
    assert tour().minutes_from(0, lang) <= tour().walk.minutes < 7
    assert tour().minutes_from(len(times) - 1, lang) == 1


def test_the_five_steps_come_in_their_order_and_each_view_is_there() -> None:
    pages = [scene.page for scene in tour().walk.scenes]
    assert list(dict.fromkeys(pages)) == ["home", *(step.slug for step in registry.STEPS)]
    for scene in tour().walk.scenes:
        for lang in LANGUAGES:
            assert registry.page(scene.page).view(scene.params(lang)["view"])


def test_every_condition_and_every_spot_is_of_use_and_fills_its_places() -> None:
    assert {one.done[0] for one in tour().tries} == set(CONDITIONS)
    assert {name for one in tour().tries for name in (one.point, one.see) if name} == set(SPOTS)
    for n, one in enumerate(tour().tries, start=1):
        filled = one.condition.tells(moment(begun(n, "en")).run, moment(afterwards(n, "en")).run)
        assert set(filled) == set(one.condition.places)


def test_no_step_asks_for_more_than_a_few_words() -> None:
    for scene, one in zip(tour().walk.scenes, tour().tries, strict=True):
        assert len(scene.plain.en.split()) <= 30
        assert len(one.learnt.en.split()) <= 40
        assert len(scene.plain.ja) <= 80
        assert len(one.learnt.ja) <= 120


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('point = "prompt"', 'point = "knob"', "Line 22: nothing is called knob, only prompt"),
        ("done = { prompt = true }", "done = { wish = true }", "wish is not known here, only prompt"),
        ("done = { prompt = true }", "done = { prompt = 3 }", "Line 24: done.prompt = 3 makes no sense here"),
        ("done = { prompt = true }", "done = { prompt = true, seed = true }", "done must be one condition"),
        ('done = { head = "induction" }', 'done = { head = "sink" }', "done.head = sink makes no sense here"),
        ("was {before}", "was {secret}", "secret is no place that learnt.en fills, only before, share"),
        ("was {before}", "was {before.text}", "before.text is no place that learnt.en fills"),
        ("was {before}", "was {", "{ is no place that learnt.en fills"),
        ("seconds = 12", "seconds = 0", "seconds must be a whole number from 1 to 120"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_reason(old: str, new: str, why: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(Refused) as refused:
        read_tour(text.replace(old, new, 1), PLACES, SPOTS)
    assert why in str(refused.value)


def test_what_the_visitor_wrote_is_never_a_place() -> None:
    """Step 2 says what was written, token by token."""
    one, text = tour().tries[1], " {text} {0} %s"
    ids = tuple(model().tokenizer.encode(text))
    then = moment(begun(2, "en"))
    now = moment(begun(2, "en").changed(generated=ids, step=len(ids)))
    assert "{text} {0} %s" in "".join(part.text for part in parts(one.told(then, now, "en"))).replace("·", " ")

"""The visitor's place through script runs: kept in the session, mirrored in the URL, read when somebody edits it."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.session import state
from explorer.session.here import Here
from explorer.session.link import to_params
from tests.pages.conftest import open_page, turn_to

USUAL = 7
PLACE = {"prompt": "A place", "generated": (300, 1, 42), "step": 2, "position": 1, "layer": 3, "head": 2}


EXAMPLE = {"lang": "en", "prompt": "shown", "chat": False, "page": "context", "place": {"layer": 1, "position": 2}}


def _app() -> None:
    """A page that is only its state, with a button for each kind of change."""
    import streamlit as st

    from explorer.session import state
    from explorer.words.examples import Example
    from tests.session.test_state import EXAMPLE

    here = state.current()
    st.text(here.prompt)
    st.button("layer", on_click=lambda: state.change(layer=(state.current().layer or 7) + 1))
    st.button("prompt", on_click=lambda: state.change(prompt="another"))
    st.button("hot", on_click=lambda: state.change_sampling(temperature=2.0))
    st.button("back", on_click=state.bring_back, args=({"prompt": "Text." * 5000},))
    st.button("example", on_click=state.open_example, args=(Example(shows={"ja": "", "en": ""}, **EXAMPLE),))
    st.button("nothing", on_click=state.nothing_kept)
    if state.lost():
        st.warning("lost")
    for name in state.ignored():
        st.warning(name)
    state.write_url()


def opened(**params: str) -> AppTest:
    app = AppTest.from_function(_app)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def link_of(app: AppTest) -> dict[str, object]:
    return dict(app.query_params)


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def put_in_address(app: AppTest, params: dict[str, str]) -> AppTest:
    """What a browser sends with its next request."""
    app.query_params = dict(params)
    return app


def here_of(app: AppTest) -> Here:
    return app.session_state["here"]


def test_a_change_is_on_screen_and_in_the_address_of_the_same_run() -> None:
    app = press(opened(lang="en"), "prompt")
    assert app.text[0].value == "another"
    assert link_of(app) == {"lang": "en", "prompt": "another"}


def test_a_bare_address_gets_its_language_written() -> None:
    assert link_of(opened()) == {"lang": "en"}


def test_a_setting_of_the_sampler_is_a_change_like_any_other() -> None:
    app = press(opened(lang="en", top_k="5"), "hot")
    assert link_of(app) == {"lang": "en", "top_k": "5", "temperature": "2.0"}


def test_a_link_is_read_at_the_first_run() -> None:
    here = here_of(opened(lang="ja", prompt="猫", layer="2"))
    assert (here.lang, here.prompt, here.layer) == ("ja", "猫", 2)


def test_an_address_that_somebody_edits_is_read() -> None:
    app = press(opened(lang="en"), "layer")
    put_in_address(app, {"lang": "en", "prompt": "typed into the address"}).run()
    assert here_of(app) == Here("typed into the address", lang="en")


def test_an_address_that_was_just_replaced_is_a_browser_that_lags_behind() -> None:
    app = press(opened(lang="en"), "layer")
    press(put_in_address(app, {"lang": "en"}), "layer")
    assert here_of(app).layer == USUAL + 2
    assert link_of(app) == {"lang": "en", "layer": str(USUAL + 2)}


def test_going_back_to_a_former_address_later_is_somebodys_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "STALE_SECONDS", 0.0)
    app = press(opened(lang="en"), "layer")
    put_in_address(app, {"lang": "en"}).run()
    assert here_of(app).layer is None


def test_an_address_without_parameters_takes_nothing_away() -> None:
    """A change of page drops them on its way."""
    app = press(opened(lang="en"), "prompt")
    put_in_address(app, {}).run()
    assert here_of(app).prompt == "another"
    assert link_of(app) == {"lang": "en", "prompt": "another"}


def test_rubbish_is_named_once_and_leaves_the_address() -> None:
    app = opened(lang="en", layer="up", wurst="1", head="3")
    assert [str(warning.value) for warning in app.warning] == ["layer", "wurst"]
    assert link_of(app) == {"lang": "en", "head": "3"}
    assert len(app.run().warning) == 0


def test_a_prompt_too_long_for_a_link_stays_in_the_session() -> None:
    app = opened(lang="en")
    app.session_state["here"] = here_of(app).changed(prompt="a" * 20_001)
    app.run()
    assert len(here_of(app.run()).prompt) == 20_001
    assert link_of(app) == {"lang": "en", "kept": "1"}


def test_half_of_a_pair_is_refused_in_words_and_stays_out_of_the_address() -> None:
    app = open_page("tokens", lang="en")
    app.session_state["here"] = here_of(app).changed(prompt="a \ud83d")
    app.run()
    assert not app.exception
    assert "a lone surrogate" in app.error[0].value
    assert link_of(app) == {"lang": "en", "kept": "1"}


def test_only_addresses_replaced_of_late_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(press(opened(lang="en"), "layer"), "layer")
    assert len(app.session_state["replaced"]) > 1
    monkeypatch.setattr(state, "STALE_SECONDS", 0.0)
    press(app, "layer")
    assert len(app.session_state["replaced"]) == 1


def test_another_language_keeps_prompt_generated_ids_and_selection() -> None:
    app = open_page("tokens", lang="en", **PLACE)
    app.segmented_control(key="lang").set_value("ja").run()
    assert here_of(app) == Here(**PLACE, lang="ja")
    assert link_of(app) == to_params(Here(**PLACE, lang="ja"), state.default("ja"))


def test_another_language_keeps_even_the_other_languages_default_prompt() -> None:
    app = open_page("tokens", lang="en")
    prompt = here_of(app).prompt
    app.segmented_control(key="lang").set_value("ja").run()
    assert here_of(app).prompt == prompt
    assert link_of(app) == {"lang": "ja", "prompt": prompt}


def test_another_page_keeps_everything() -> None:
    app = open_page("tokens", lang="en", **PLACE)
    before = link_of(app)
    for name in ("context", "features", "decoding", "output", "home"):
        turn_to(put_in_address(app, {}), name).run()
        assert here_of(app) == Here(**PLACE, lang="en")
        assert link_of(app) == before


def test_back_and_forth_in_the_browser_is_followed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(opened(lang="en"), "layer")
    with monkeypatch.context() as later:
        later.setattr(state, "STALE_SECONDS", 0.0)
        put_in_address(app, {"lang": "en"}).run()
    put_in_address(app, {"lang": "en", "layer": "1"}).run()
    assert here_of(app).layer == 1


KEEPING = {"lang": "en", "kept": "1"}


def test_a_link_to_what_a_tab_has_kept_stays_in_the_address_until_the_tab_has_answered() -> None:
    app = opened(**KEEPING)
    assert link_of(app) == KEEPING
    assert app.session_state["wanted"]
    app = press(app, "back")
    assert app.text[0].value == "Text." * 5000
    assert not app.session_state["wanted"]
    assert link_of(app) == KEEPING


def test_a_tab_that_has_kept_nothing_leaves_the_example_and_that_is_said_once() -> None:
    app = press(opened(**KEEPING), "nothing")
    assert [warning.value for warning in app.warning] == ["lost"]
    assert link_of(app) == {"lang": "en"}
    assert not app.run().warning


def test_whoever_types_before_the_tab_answers_is_not_overruled() -> None:
    app = press(opened(**KEEPING), "prompt")
    assert app.text[0].value == "another"
    assert not app.session_state["wanted"]


def test_an_example_is_opened_where_it_is_seen_with_what_shows_it_selected() -> None:
    app = press(opened(generated="5", step="1", position="0"), "example")
    here = here_of(app)
    assert (here.prompt, here.chat, here.layer, here.position) == ("shown", False, 1, 2)
    assert here.generated == ()
    assert app.session_state["goto"] == "context"

"""The Output page: a text is written token by token, and every token can be looked at."""

import time
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from explorer.analysis.surprisal import surprisal
from explorer.decoding.choice import draw
from explorer.decoding.generation import Generation, play
from explorer.decoding.sampling import Sampling
from explorer.engine import model_store
from explorer.engine.runs import trace_of
from explorer.models.catalogue import DEFAULT
from explorer.session.here import Here
from explorer.session.player import Play
from explorer.words.examples import examples
from tests.findings.embedded import run_ready
from tests.pages.conftest import given_to, open_page, turn_to

PROMPT = examples("en")[0].prompt
WARM = Sampling(temperature=0.8, top_p=0.95, seed=3)


def the(app: AppTest, component: str) -> dict[str, Any]:
    """The data of the one component of this name."""
    (data,) = given_to(app, component)
    return data


def said(app: AppTest) -> str:
    return " ".join("".join(part["text"] for part in sentence["parts"]) for sentence in given_to(app, "sentence"))


def chips(app: AppTest) -> list[dict[str, Any]]:
    return [token for group in the(app, "token_strip")["groups"] for token in group["tokens"]]


def ids_by_the_law(n: int) -> tuple[int, ...]:
    """What decoding itself says is generated."""
    model = model_store.ask(DEFAULT).result()
    start = Generation(tuple(model.tokenizer.encode(PROMPT)))
    steps = play(
        lambda ids: trace_of(model, ids).logits[-1], start, WARM, ends=model.ends, n=n, n_ctx=model.shape.n_ctx
    )
    *_, last = steps
    return last.generated


def playing(n: int, **fields: Any) -> AppTest:
    """The page with play pressed for n tokens; every further run is at least one tick."""
    app = open_page("output", sampling=WARM, **fields)
    app.session_state["output_speed"] = "fast"
    app.session_state["ticked"] = 0.0
    here = app.session_state["here"]
    app.session_state["play"] = Play(here, here.step + n)
    return app


def ticked(app: AppTest, runs: int) -> AppTest:
    for _ in range(runs):
        app.run()
        time.sleep(0.11)
    return app


def test_every_token_carries_its_surprisal_but_the_first() -> None:
    app = open_page("output")
    run = run_ready(Here(PROMPT))
    assert run is not None
    notes = [chip["note"] for chip in chips(app)]
    assert notes[0] == "–"
    np.testing.assert_allclose([float(note) for note in notes[1:]], surprisal(run.trace), atol=0.051)
    assert chips(app)[0]["shade"] == 0


def test_playing_writes_what_decoding_says_and_then_stops() -> None:
    app = ticked(playing(4), 7)
    here = app.session_state["here"]
    assert (here.generated, here.step) == (ids_by_the_law(4), 4)
    assert not app.session_state["play"].going
    assert the(app, "player")["playing"] is False
    assert the(app, "player")["status"] == "4 tokens written"


def test_while_it_plays_the_button_pauses_and_says_how_far_it_is() -> None:
    app = ticked(playing(50), 1)
    player = the(app, "player")
    assert player["playing"]
    assert player["status"] == "Writing token 1 of 50"
    assert player["labels"]["pause"] == "Pause"


def test_playing_on_from_a_rewound_text_gives_the_same_tokens_and_drops_none() -> None:
    generated = ids_by_the_law(6)
    app = ticked(playing(2, generated=generated, step=1), 4)
    here = app.session_state["here"]
    assert (here.generated, here.step) == (generated, 3)


def test_another_page_pauses_it() -> None:
    app = ticked(playing(50), 1)
    turn_to(app, "tokens").run()
    assert not app.session_state["play"].going
    before = app.session_state["here"].generated
    turn_to(app, "output").run()
    assert app.session_state["here"].generated == before


def test_another_language_does_not_pause_it() -> None:
    app = ticked(playing(50), 1)
    app.session_state["here"] = app.session_state["here"].changed(lang="ja")
    app.run()
    assert app.session_state["play"].going
    assert "トークン目を書いています" in the(app, "player")["status"]


def test_another_prompt_ends_it() -> None:
    app = ticked(playing(50), 1)
    app.session_state["here"] = app.session_state["here"].changed(prompt="Something else")
    app.run()
    assert not the(app, "player")["playing"]
    assert app.session_state["here"].generated == ()


def test_a_full_context_cannot_be_played_and_says_why() -> None:
    app = open_page("output", prompt="a" + " a" * 511)
    player = the(app, "player")
    assert len(chips(app)) == 512
    assert (player["can"]["play"], player["can"]["step"]) == (False, False)
    assert "512" in player["status"]
    assert not the(app, "probability_bars")["pickable"]


def test_after_the_end_of_text_nothing_can_be_played() -> None:
    eot = model_store.ask(DEFAULT).result().tokenizer.eot
    player = the(open_page("output", generated=(eot,), step=1), "player")
    assert not player["can"]["play"]
    assert player["status"] == "The model has ended its text here"


def test_a_selected_token_shows_what_could_have_stood_there() -> None:
    app = open_page("output", generated=(300, 1000, 42), step=3, position=15)
    run = run_ready(Here(PROMPT, generated=(300, 1000, 42), step=3, position=15))
    assert run is not None
    bars = the(app, "probability_bars")
    assert [row["id"] for row in bars["rows"] if row["chosen"]] == [1000]
    assert bars["rows"][0]["id"] == run.trace.logits[14].argmax()
    assert bars["pickable"]
    assert [button.label for button in app.button if button.key == "output_next"] == ["Back to the next token"]


def test_tokens_of_the_prompt_cannot_be_replaced() -> None:
    assert not the(open_page("output", position=3), "probability_bars")["pickable"]
    assert given_to(open_page("output", position=0), "probability_bars") == []


def test_the_sentence_compares_what_was_written_with_the_prompt() -> None:
    assert "Your prompt's perplexity is" in said(open_page("output"))
    assert "The text written has perplexity" in said(open_page("output", generated=(300, 1000), step=2))
    assert "So far nothing has been predicted." in said(open_page("output", prompt="a"))


def test_the_path_of_surprise_has_a_bar_a_token_and_one_entropy_more() -> None:
    path = the(open_page("output", generated=(300, 1000), step=2), "surprisal_path")
    assert (len(path["bits"]), len(path["entropies"]), len(path["texts"])) == (15, 16, 16)
    assert path["n_prompt"] == 14


def unlikely(step: int = 0) -> Sampling:
    """Settings with which the sampler takes another token than the likeliest at that step."""
    for seed in range(50):
        sampling = Sampling(seed=seed)
        run = run_ready(Here(PROMPT, sampling=sampling))
        if run is not None and run.next_id != int(run.pipeline.probs.argmax()):
            return sampling
    raise AssertionError("no seed of fifty draws an unlikely token")


def test_an_unlikely_word_is_explained_by_its_number_and_leads_to_its_draw() -> None:
    sampling = unlikely()
    run = run_ready(Here(PROMPT, sampling=sampling))
    assert run is not None
    for page in ("home", "output"):
        app = open_page(page, sampling=sampling)
        assert f"gives the number {draw(seed=sampling.seed, step=0):.3f}" in said(app)
    (button,) = [button for button in app.button if "④" in button.label]
    button.click().run()
    here = app.session_state["here"]
    assert (here.view, here.step, here.position) == ("sampler", 0, None)
    assert "Decoding" in app.title[0].value


def test_where_the_likeliest_comes_nothing_is_explained() -> None:
    for page in ("home", "output"):
        assert "gives the number" not in said(open_page(page, sampling=Sampling(temperature=0)))


def test_the_text_can_be_read_in_running_lines() -> None:
    text = the(open_page("output", generated=(300, 301), step=2), "running_text")
    assert text["typed"] == PROMPT
    assert text["written"]

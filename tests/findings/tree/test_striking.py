"""The page's first sentence is computed."""

from dataclasses import replace

import pytest

from explorer.findings.tree.striking import how_much_more, years
from explorer.scaling.facts import CARD, Fact
from tests.findings.embedded import embedded_run


def test_it_is_about_the_visitors_text_and_model() -> None:
    run = embedded_run("Tom had a red ball.")
    said = how_much_more(run).said
    assert f"Your text has {len(run.tokens)} tokens" in said
    assert "GPT-3 is 10,000 times as large as explorer-gpt" in said


def test_reading_gpt_3s_text_takes_centuries() -> None:
    """300 billion tokens are 225 billion words, at 238 a minute: 945 million minutes."""
    assert years(Fact(300e9, "tokens", CARD)) == pytest.approx(300e9 * 0.75 / 238 / 525_960)
    assert "1,800 years" in how_much_more(embedded_run()).said


def test_a_larger_model_is_said_to_be_larger() -> None:
    run = embedded_run()
    giant = replace(run, model=replace(run.model, name="folder:giant", n_parameters=350 * 10**9))
    assert "giant has 2 times GPT-3's parameters" in how_much_more(giant).said
    assert "and" not in how_much_more(giant).said.rpartition("A person")[2]


def test_its_numbers_have_their_sources() -> None:
    line = how_much_more(embedded_run()).sources
    assert all(name in line for name in ("Brown et al. 2020, table 2.1", "Brysbaert 2019", "OpenAI 2023"))

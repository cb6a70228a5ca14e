"""The sampler's sentences."""

from explorer.decoding.sampling import Sampling
from explorer.findings.decoding.sampler import active_settings, which_choice
from tests.findings.embedded import embedded_run


def test_only_settings_that_do_something_are_named() -> None:
    assert active_settings(Sampling()) == ""
    assert active_settings(Sampling(temperature=0.7, top_p=0.9, seed=4)) == "temperature 0.7 and top-p 0.9"


def test_which_choice_it_is_is_said_where_another_token_is_selected() -> None:
    assert which_choice(embedded_run()) == ""
    assert "the last token" in which_choice(embedded_run(position=1))

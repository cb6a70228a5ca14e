"""A run's perplexity is that of what somebody wrote."""

from explorer.analysis import surprisal as information
from explorer.findings.output.perplexities import perplexities
from explorer.findings.output.run_surprisal import run_surprisal
from explorer.models.catalogue import find
from explorer.models.loader import load
from explorer.session.here import Here
from tests.findings.embedded import run_at


def test_the_marks_of_a_chat_template_surprise_nobody() -> None:
    model = load(find("explorer-chat"))
    run = run_at(Here("What colour is a lemon?"), model)
    said = perplexities(run, run_surprisal(run))
    assert "<|" not in said
    places = [place for place, token in enumerate(run.tokens) if not token.special]
    bits = information.surprisal(run.trace)[places[0] - 1 : places[-1]]
    assert f"perplexity is {round(2 ** bits.mean()):,}" in said

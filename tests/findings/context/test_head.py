"""Where the selected token looks most, said in words."""

import pytest

from explorer.findings.context.head import finding
from explorer.words.sentences import parts
from tests.findings.heads import tiny_run
from tests.models.tiny import CAUSAL, CONFIGS


def said(name: str, ids: tuple[int, ...], *, layer: int = 0, head: int = 0, position: int) -> str:
    return "".join(part.text for part in parts(finding(tiny_run(name, ids, layer=layer, head=head, position=position))))


@pytest.mark.parametrize("name", CONFIGS)
def test_the_token_it_names_is_the_one_with_the_largest_share(name: str) -> None:
    ids = (3, 1, 4, 2, 5, 9, 7)
    run = tiny_run(name, ids, layer=1, head=1, position=5)
    best = int(run.trace.pattern(1)[1, 5].argmax())
    sentence = said(name, ids, layer=1, head=1, position=5)
    assert sentence.startswith("In layer 2, head 2, 9 looks most at ")
    assert (f"{ids[best]} (token {best + 1}):" in sentence) or (best == 5 and "at itself:" in sentence)


@pytest.mark.parametrize("name", CAUSAL)
def test_the_first_token_of_a_causal_model_sees_only_itself(name: str) -> None:
    sentence = said(name, (3, 1, 4), position=0)
    assert sentence == "3 is the first token: it can look only at itself, in every head."


def test_the_first_token_of_an_encoder_looks_around() -> None:
    assert said("bert", (3, 1, 4), position=0).startswith("In layer 1, head 1, 3 looks most at ")

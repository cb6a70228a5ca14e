import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.trace.names import numbers_a_position, place_of, recorded
from tests.models.tiny import CONFIGS, N_LAYERS
from tests.trace.traces import traced

GLOSSARY = Path(__file__).parents[2] / "docs" / "GLOSSARY.md"


def documented() -> dict[str, str]:
    """From the table under "Trace names": the shape of each name."""
    section = GLOSSARY.read_text(encoding="utf-8").split("## Trace names")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", section, flags=re.MULTILINE))


def generic(name: str) -> str:
    return re.sub(r"^blocks\.\d+\.", "blocks.{l}.", name)


@pytest.mark.parametrize("name", CONFIGS)
def test_every_name_of_a_trace_is_in_the_glossary(name: str) -> None:
    assert {generic(known) for known in traced(name, (3, 4, 5)).names} <= documented().keys()


def test_the_glossary_has_no_name_that_a_trace_does_not_give() -> None:
    assert {generic(known) for known in traced("gpt2", (3, 4, 5)).names} == documented().keys() - {"logits"}


def test_the_glossary_gives_each_name_its_shape() -> None:
    found = traced("qwen3", (3, 4, 5))  # no two of its dimensions are the same
    n, shape = len(found), found.shape
    letters = {"T": n, "D": shape.d_model, "H": shape.n_heads, "H_kv": shape.n_kv_heads, "V": shape.n_vocab}
    letters |= {"d_head": shape.d_head, "d_mlp": shape.d_mlp}
    for known, written in documented().items():
        if known != "hook_pos_embed":
            expected = tuple(letters[letter] for letter in written.strip("()").split(", "))
            assert found[known.replace("{l}", "1")].shape == expected, known


def test_names_come_in_the_order_of_the_data() -> None:
    names = traced("gpt2", (3, 4, 5)).names
    assert names[:4] == ("hook_embed", "hook_pos_embed", "blocks.0.hook_resid_pre", "blocks.0.attn.hook_q")
    assert names[-2:] == (f"blocks.{N_LAYERS - 1}.hook_mlp_out", f"blocks.{N_LAYERS - 1}.hook_resid_post")
    assert len(set(names)) == len(names)


@given(layer=st.integers(0, 10**6), inside=st.text(min_size=1).filter(lambda text: "\n" not in text))
def test_a_name_says_its_place(layer: int, inside: str) -> None:
    assert place_of(f"blocks.{layer}.{inside}") == (layer, inside)


@pytest.mark.parametrize(
    "name", ["logits", "blocks", "blocks.x.hook_q", "blocks.1", "blocks.-1.hook_q", "blocks.1.", "blocks.١.x"]
)
def test_what_lies_in_no_block_has_no_place(name: str) -> None:
    assert place_of(name) is None
    assert recorded(name) == name


def test_the_first_blocks_input_is_recorded_as_such() -> None:
    assert recorded("blocks.0.hook_resid_pre") == "blocks.0.hook_resid_pre"


@pytest.mark.parametrize("name", CONFIGS)
def test_a_position_has_as_many_numbers_as_its_tensor_says(name: str) -> None:
    found = traced(name, (3, 4, 5))
    for known in found.names:
        if not known.endswith(("hook_attn_scores", "hook_pattern")):
            assert numbers_a_position(known, found.shape) == found[known].size // 3, known

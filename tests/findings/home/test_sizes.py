"""Our model beside the well-known ones, in words that are computed."""

import pytest

from explorer.findings.home.sizes import Quantity, beside, embedded_size, how_small, rows, ticks
from explorer.scaling.facts import CARD, HERE, Fact
from explorer.scaling.sizes import Size, known

OWN = Size(
    "ours",
    None,
    data=Fact(3e6, "tokens", CARD),
    compute=Fact(3.14e14, "flop", CARD),
    parameters=Fact(7e6, "parameters", HERE),
)
BARE = Size("bare", None, parameters=Fact(1.75e9, "parameters", HERE))


def labels(own: Size, quantity: Quantity) -> dict[str, str]:
    return {row.name: row.label for row in rows(own, quantity)}


def test_each_number_is_in_its_unit() -> None:
    data = labels(OWN, "data")
    assert (data["BERT-Large (2018)"], data["GPT-3 (2020)"]) == ("3.3 billion words", "300 billion tokens")
    assert labels(OWN, "compute")["GPT-3 (2020)"] == "3.14 × 10²³"
    assert labels(OWN, "parameters")["ours"] == "7 million"


def test_bytes_of_text_have_words_but_no_place_among_words_and_tokens() -> None:
    (row,) = [row for row in rows(OWN, "data") if row.name.startswith("GPT-2")]
    assert (row.value, row.label) == (None, "40 GB of text")


def test_gpt_4_is_not_published_in_all_three() -> None:
    for quantity in ("data", "compute", "parameters"):
        assert labels(OWN, quantity)["GPT-4 (2023)"] == "not published"


def test_our_own_model_comes_last_and_is_marked() -> None:
    found = rows(OWN, "data")
    assert found[-2].name == "explorer-gpt"
    assert [row.ours for row in found] == [False] * (len(found) - 1) + [True]


def test_how_small_it_is_is_computed() -> None:
    said = how_small(OWN, causal=True)
    for ratio in ("1/25,000 of GPT-3's parameters", "1/100,000 of its data", "1/1 billion of its compute"):
        assert ratio in said


def test_a_model_that_does_not_write_is_not_said_to_write_worse() -> None:
    assert "writes far worse" in how_small(OWN, causal=True)
    assert "fills gaps" in how_small(OWN, causal=False)
    assert "worse" not in how_small(OWN, causal=False)


def test_a_model_without_a_card_is_compared_by_its_parameters() -> None:
    assert how_small(BARE, causal=True) == "bare has about 1/100 of GPT-3's parameters."
    assert labels(BARE, "data")["bare"] == "not in its card"


def test_ticks_are_powers_of_ten_in_words() -> None:
    assert dict(ticks("parameters", log=True))[1e9] == "1 billion"
    assert dict(ticks("compute", log=True))[1e20] == "10²⁰"


@pytest.mark.parametrize(
    ("quantity", "labels"),
    [
        ("data", ["0", "500 billion", "1 trillion", "1.5 trillion", "2 trillion"]),
        ("compute", ["0", "10²³", "2 × 10²³", "3 × 10²³"]),
        ("parameters", ["0", "50 billion", "100 billion", "150 billion"]),
    ],
)
def test_a_linear_axis_is_marked_evenly_from_nothing_on(quantity: Quantity, labels: list[str]) -> None:
    assert [text for _value, text in ticks(quantity, log=False)] == labels


def test_a_model_that_is_known_stands_once_and_beside_our_own() -> None:
    smol = known("SmolLM2-135M-Instruct")
    assert smol is not None
    names = [row.name for row in rows(smol, "parameters")]
    assert names[-2:] == ["explorer-gpt", "SmolLM2-135M-Instruct (2024)"]
    assert len(names) == len(set(names))
    assert [row.name for row in rows(embedded_size(), "parameters")].count("explorer-gpt") == 1


def test_a_small_model_of_today_has_read_more_than_gpt_3() -> None:
    smol = known("SmolLM2-135M-Instruct")
    assert smol is not None
    said = how_small(smol, causal=True)
    assert "about 1/1,300 of GPT-3's parameters" in said
    assert "about 6.7 times as many tokens" in said


def test_the_table_has_parameters_text_and_context_of_each() -> None:
    table = {row.split(" | ")[0].strip("| `"): row for row in beside(embedded_size()).splitlines()}
    assert list(table)[2:] == ["explorer-gpt", "SmolLM2-135M-Instruct (2024)", "GPT-2 (2019)", "GPT-3 (2020)"]
    assert table["explorer-gpt"].endswith("| 17.5 million | 315 million tokens | 512 tokens |")
    assert table["SmolLM2-135M-Instruct (2024)"].endswith("| 135 million | 2 trillion tokens | 8,192 tokens |")
    assert table["GPT-2 (2019)"].endswith("| 1.54 billion | 40 GB of text | 1,024 tokens |")
    assert "ours" in beside(OWN).splitlines()[2]
    assert beside(Size("a|b", None)).splitlines()[2].count("|") == 5

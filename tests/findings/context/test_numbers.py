"""The table follows the computation of each architecture, and its rows add up."""

import numpy as np
import pytest

from explorer.analysis.attention import Lookup, lookup
from explorer.engine.runs import Run
from explorer.findings.context.numbers import columns, difference, models_z, rows, sharing, sight, signed, tiny
from tests.findings.heads import tiny_run
from tests.models.tiny import CONFIGS


def found_in(run: Run) -> Lookup:
    return lookup(run.trace, run.layer, run.head, run.position)


def steps(name: str, position: int) -> list[str]:
    return [column.id for column in columns(found_in(tiny_run(name, position=position)))]


def test_the_last_token_of_a_causal_model_needs_no_mask() -> None:
    assert steps("gpt2", position=9) == ["name", "k", "product", "dot", "scaled", "share", "v", "mixed"]


def test_an_earlier_token_has_a_mask() -> None:
    assert steps("gpt2", position=4) == ["name", "k", "product", "dot", "scaled", "score", "share", "v", "mixed"]


def test_a_softcap_is_a_step_between_scale_and_mask() -> None:
    assert steps("gemma2", position=4)[4:7] == ["scaled", "capped", "score"]


def test_an_encoder_has_no_mask() -> None:
    assert "score" not in steps("bert", position=4)
    run = tiny_run("bert", position=4)
    assert sight(run, found_in(run)) == "This model has no mask: all 10 tokens are seen, those that come later, too."


def test_the_usual_scale_is_written_as_a_root_and_another_as_a_number() -> None:
    usual, other = (columns(found_in(tiny_run(name, layer=1)))[4] for name in ("gpt2", "gpt2 scaled by layer"))
    assert (usual.title, usual.note) == ("÷ √6", "÷ 2.45")
    assert (other.title, other.note) == ("× scale", "× 0.2041")


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("ids", [(5,), tuple(range(1, 36))], ids=len)
def test_what_the_rows_add_is_the_models_z(name: str, ids: tuple[int, ...]) -> None:
    run = tiny_run(name, ids, position=len(ids) // 2, layer=1, head=2)
    made = list(rows(run, found_in(run)))
    parts = [row.strips["mixed"].values.values for row in made if row.kind in {"key", "rest"} and "mixed" in row.strips]
    np.testing.assert_allclose(np.sum(parts, axis=0), models_z(run), rtol=1e-3, atol=1e-4)
    assert sum(row.share or 0 for row in made) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("name", CONFIGS)
def test_the_products_of_a_key_sum_to_its_score_before_the_scale(name: str) -> None:
    run = tiny_run(name, position=5, layer=1)
    found = found_in(run)
    keys = [row for row in rows(run, found) if row.kind == "key"]
    sums = [row.strips["product"].values.values.sum() for row in keys]
    np.testing.assert_allclose(sums, found.dots, rtol=1e-3, atol=1e-4)
    assert [row.numbers["dot"] for row in keys] == [signed(dot) for dot in found.dots]


def test_few_keys_come_in_the_order_of_the_text_and_many_by_their_shares() -> None:
    few, many = tiny_run("gpt2"), tiny_run("gpt2", tuple(range(1, 36)))
    assert [row.place for row in rows(few, found_in(few)) if row.kind == "key"] == list(range(1, 11))
    shares = [row.share or 0 for row in rows(many, found_in(many)) if row.kind == "key"]
    assert len(shares) == 12
    assert shares == sorted(shares, reverse=True)


def test_keys_that_are_not_listed_are_counted() -> None:
    run = tiny_run("gpt2", tuple(range(1, 36)), position=19)
    rest = [(row.name, row.masked) for row in rows(run, found_in(run)) if row.kind == "rest"]
    assert rest == [("8 other keys, together", False), ("15 keys, masked", True)]


def test_a_masked_key_adds_nothing_but_its_product_is_shown() -> None:
    run = tiny_run("gpt2", position=4)
    last = [row for row in rows(run, found_in(run)) if row.kind == "key"][-1]
    assert last.masked
    assert (last.numbers["score"], last.numbers["share"]) == ("−∞", "0 %")
    assert last.numbers["dot"] != "−∞"
    assert set(last.strips) == {"k", "product"}


def test_heads_that_share_keys_say_so() -> None:
    assert sharing(tiny_run("llama", head=3)) == "Heads 3 to 4 share these keys and values."
    assert sharing(tiny_run("gpt2", head=3)) == ""


def test_a_window_hides_tokens_of_the_last_query_too() -> None:
    run = tiny_run("mistral")
    assert sight(run, found_in(run)).startswith("It sees 5 of 10 tokens.")


@pytest.mark.parametrize("name", CONFIGS)
def test_the_gap_to_the_model_is_a_rounding_error(name: str) -> None:
    run = tiny_run(name)
    assert np.abs(found_in(run).z - models_z(run)).max() < 1e-4
    assert f"among its {run.model.shape.d_head} numbers" in difference(run, found_in(run))


@pytest.mark.parametrize(("number", "written"), [(-1.234, "−1.23"), (float("-inf"), "−∞"), (0.0, "0.00")])
def test_scores_are_written_with_a_true_minus(number: float, written: str) -> None:
    assert signed(number) == written


@pytest.mark.parametrize(("number", "written"), [(2.4e-7, "2.4 × 10⁻⁷"), (0.0, "0"), (0.5, "5.0 × 10⁻¹")])
def test_gaps_are_written_with_a_power_of_ten(number: float, written: str) -> None:
    assert tiny(number) == written

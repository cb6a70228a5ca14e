import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.attribution import Attribution
from explorer.findings.features.parts import BARS, NAMED, Part, bars, parts_of, strongest

values = st.lists(st.floats(-50, 50), min_size=1, max_size=60)


@given(values)
def test_the_bars_always_add_up_to_the_sum_of_all_parts(found: list[float]) -> None:
    shown = bars([Part(str(i), value) for i, value in enumerate(found)])
    assert len(shown) <= BARS + 1
    assert abs(sum(bar.value for bar in shown) - sum(found)) < 1e-9


@given(values)
def test_the_bars_begin_with_the_largest_whatever_their_sign(found: list[float]) -> None:
    shown = [abs(bar.value) for bar in bars([Part("", value) for value in found]) if not bar.rest]
    assert shown == sorted(map(abs, found), reverse=True)[:BARS]


@given(values)
def test_the_sentence_names_a_few_parts_of_each_side(found: list[float]) -> None:
    parts = [Part("", value) for value in found]
    for sign in (1, -1):
        named = strongest(parts, sign)
        assert len(named) <= NAMED
        assert all(sign * part.value > 0 for part in named)


def test_every_term_of_the_sum_is_a_part_and_knows_its_place() -> None:
    heads, mlps = np.array([[1.0, 2], [3, 4]]), np.array([5.0, 6])
    found = Attribution(0.5, 0.25, heads, mlps, -1.0, np.zeros((2, 2, 3)))
    parts = parts_of(found)
    assert sum(part.value for part in parts) == found.total
    assert [part.place for part in parts] == [
        None, None, (0, 0), (0, 1), (0, None), (1, 0), (1, 1), (1, None), None
    ]  # fmt: skip

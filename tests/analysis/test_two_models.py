"""What one model expects against another, against torch."""

import numpy as np
import pytest
import torch

from explorer.analysis.two_models import change, changes

RNG = np.random.default_rng(0)
BEFORE, AFTER = (RNG.normal(0, 3, 50).astype(np.float32) for _ in range(2))


def test_a_model_has_not_changed_against_itself() -> None:
    same = change(BEFORE, BEFORE, 7)
    assert same.kl == 0
    assert same.own is not None
    assert same.own.bits == 0
    assert same.risers == same.fallers == ()
    assert same.best[0] == same.best[1]


def test_kl_is_torchs_in_bits() -> None:
    old, new = (torch.from_numpy(row).double().log_softmax(-1) for row in (BEFORE, AFTER))
    theirs = torch.nn.functional.kl_div(old, new, reduction="sum", log_target=True) / np.log(2)
    assert change(BEFORE, AFTER, None).kl == pytest.approx(theirs.item(), rel=1e-6)
    assert change(AFTER, BEFORE, None).kl != pytest.approx(theirs.item())


def test_risers_and_fallers_are_those_of_most_probability() -> None:
    found = change(BEFORE, AFTER, None, n=3)
    old, new = (torch.from_numpy(row).double().softmax(-1).numpy() for row in (BEFORE, AFTER))
    order = np.argsort(new - old)
    assert [one.id for one in found.risers] == order[::-1][:3].tolist()
    assert [one.id for one in found.fallers] == order[:3].tolist()
    for one in (*found.risers, *found.fallers, *found.best):
        assert (one.before, one.after) == pytest.approx((old[one.id], new[one.id]))
        assert one.bits == pytest.approx(np.log2(new[one.id] / old[one.id]))
    assert found.own is None


def test_tokens_that_only_one_of_them_knows_do_not_count() -> None:
    longer = np.append(AFTER, np.float32(100))
    (found,) = changes(BEFORE[None], longer[None], [3])
    assert found == change(BEFORE, AFTER, 3)


def test_rows_must_go_together() -> None:
    with pytest.raises(ValueError, match="1 and 2 predictions do not go with 1 tokens"):
        changes(BEFORE[None], np.stack([AFTER, AFTER]), [3])

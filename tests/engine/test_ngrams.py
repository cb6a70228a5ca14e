"""Tables of how often tokens come, written and read."""

from pathlib import Path

import numpy as np
import pytest

from explorer.analysis.ngrams import counted
from explorer.engine import ngrams
from explorer.errors import Refused

GRAMS = counted(np.random.default_rng(0).integers(0, 5_000, (30, 30)), 30, fewest=4)


def test_what_was_written_is_read_and_no_count_has_grown(tmp_path: Path) -> None:
    ngrams.write(GRAMS, tmp_path)
    read = ngrams.read("a", tmp_path)
    assert (read.followers == GRAMS.followers).all()
    assert (read.counts <= GRAMS.counts * (1 + 1e-6)).all()
    assert (read.counts >= GRAMS.counts / 2 ** (1 / ngrams.STEPS_A_DOUBLING) - 1e-6).all()
    assert read.rows(range(30)).sum(1) == pytest.approx(np.ones(30))
    assert (read.rows(range(30)) > 0).all()


def test_a_folder_without_them_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="missing or damaged"):
        ngrams.read("a", tmp_path)

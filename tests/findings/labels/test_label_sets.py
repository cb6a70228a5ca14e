"""Labels: how many there are to choose from is all that they can tell."""

import pytest

from explorer.errors import Refused
from explorer.findings.labels.label_sets import MOST_LABELS, OWN, SETS, Label, offered, sets


def test_a_label_tells_at_most_the_logarithm_of_its_choices() -> None:
    assert Label("a", ("a", "b")).bits == 1
    assert Label("a", tuple("abcdefgh")).bits == 3
    with pytest.raises(ValueError, match="'z' is none of"):
        Label("z", ("a", "b"))


def test_every_set_has_choices() -> None:
    assert list(sets()) == [*SETS, OWN]
    assert all(len(set(offered(slug))) >= 2 for slug in SETS)


def test_labels_of_ones_own_are_parted_by_commas_and_counted_once() -> None:
    assert offered(OWN, " sad, funny,, sad、exciting ") == ("sad", "funny", "exciting")
    assert len(offered(OWN, ",".join(map(str, range(500))))) == MOST_LABELS
    for typed in ("", "one", "same, same"):
        with pytest.raises(Refused, match="write at least two"):
            offered(OWN, typed)

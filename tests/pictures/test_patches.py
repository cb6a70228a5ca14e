"""Greying out a patch changes that patch alone."""

import numpy as np

from explorer.pictures.drawing import BACKGROUND, pixels
from explorer.pictures.patches import PATCH, PATCHES, SIDE, empty, without_each
from explorer.pictures.picture import Picture, Shape

PICTURE = Picture((Shape("star", "red", "small", 12, 12), Shape("square", "blue", "large", 44, 40)))


def test_greying_out_what_is_empty_changes_nothing() -> None:
    assert (without_each(empty()) == empty()).all()
    shown = pixels(PICTURE)
    corner = without_each(shown)[SIDE - 1]
    assert (corner == shown).all()


def test_each_picture_differs_in_one_patch_and_there_it_is_the_board() -> None:
    shown = pixels(PICTURE)
    for patch, other in enumerate(without_each(shown)):
        rows, columns = np.nonzero((other != shown).any(-1))
        assert set(zip((rows // PATCH).tolist(), (columns // PATCH).tolist(), strict=True)) <= {divmod(patch, SIDE)}
        assert (other[(other != shown).any(-1)] == BACKGROUND).all()


def test_all_patches_together_are_the_whole_picture() -> None:
    shown = pixels(PICTURE)
    changed = (without_each(shown) != shown).any(-1).sum(0)
    assert PATCHES == 64
    assert (changed == (shown != BACKGROUND).any(-1)).all()

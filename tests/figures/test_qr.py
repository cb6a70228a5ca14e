"""A QR code is a square with its three finders, and says what it was given."""

from explorer.figures.qr import qr_rows

FINDER = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")


def test_a_code_is_a_square_with_a_finder_in_three_corners() -> None:
    rows = qr_rows("http://host:8501/?room=KQRXZ")
    assert {len(row) for row in rows} == {len(rows)}
    corners = [rows[:7], rows[:7], rows[-7:]]
    starts = [0, len(rows) - 7, 0]
    assert [tuple(row[at : at + 7] for row in corner) for corner, at in zip(corners, starts, strict=True)] == [
        FINDER
    ] * 3


def test_other_links_are_other_codes() -> None:
    assert qr_rows("http://host/?room=KQRXZ") != qr_rows("http://host/?room=KQRXW")

"""A link as a QR code: rows of modules, for whoever draws them."""

import segno


def qr_rows(link: str) -> tuple[str, ...]:
    """Rows of "0" and "1", 1 being dark, without the quiet margin of four modules. A quarter of it may be covered.

    >>> len(qr_rows("http://localhost:8501/?room=KQRXZ"))
    33
    """
    code = segno.make(link, error="q", micro=False)
    return tuple("".join(str(bit) for bit in row) for row in code.matrix)

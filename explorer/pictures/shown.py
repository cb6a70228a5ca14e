"""What a model is shown as text, for a link: shapes by their names, a photo by its bytes."""

from explorer.pictures.drawing import Shown
from explorer.pictures.photo import Photo, parse_photo, write_photo
from explorer.pictures.picture import parse, write


def write_shown(shown: Shown) -> str:
    """Some forty characters a shape; of a photo more than any link can carry."""
    return write_photo(shown) if isinstance(shown, Photo) else write(shown)


def read_shown(text: str) -> Shown | None:
    """The reverse, of what anybody may have written; None where it is nothing to be shown."""
    return parse_photo(text) or parse(text)

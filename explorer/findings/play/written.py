"""What a model writes on after a text, for riddles of two ways on."""

from explorer.decoding.generation import Generation, play
from explorer.decoding.sampling import Sampling
from explorer.engine.cache import once
from explorer.engine.growing import GrowingText
from explorer.models.model import Model
from explorer.trace.edits import Edit


def written_on(
    model: Model, ids: tuple[int, ...], sampling: Sampling, characters: int, edits: tuple[Edit, ...] = ()
) -> str:
    """About so many characters, cut at the end of a word; fewer where the text ends before. Remembered."""
    key = ("written on", model.name, model.fingerprint, ids, sampling, characters, edits)
    return once(key, lambda: _written(model, ids, sampling, characters, edits))


def _written(model: Model, ids: tuple[int, ...], sampling: Sampling, characters: int, edits: tuple[Edit, ...]) -> str:
    text = ""
    limits = {"ends": model.ends, "n": characters, "n_ctx": model.shape.n_ctx}
    for longer in play(GrowingText(model, edits=edits), Generation(ids), sampling, **limits):
        new = [id for id in longer.generated if not model.tokenizer.is_special(id)]
        text = model.tokenizer.decode(new)
        if len(text) >= characters:
            break
    return _whole(text, characters)


def _whole(text: str, characters: int) -> str:
    """Without the piece of a word at its end, and without half a character."""
    text = text.rstrip("\ufffd")
    cut = text.rstrip().rfind(" ")
    return " ".join((text[:cut] if len(text) >= characters and cut > characters // 2 else text).split())

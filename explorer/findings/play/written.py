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
    """Some more than so many characters; fewer where the text ends before. Remembered."""
    key = ("written on", model.name, model.fingerprint, ids, sampling, characters, edits)
    return once(key, lambda: _written(model, ids, sampling, characters, edits))


def _written(model: Model, ids: tuple[int, ...], sampling: Sampling, characters: int, edits: tuple[Edit, ...]) -> str:
    text = ""
    limits = {"ends": model.ends, "n": characters + 1, "n_ctx": model.shape.n_ctx}
    for longer in play(GrowingText(model, edits=edits), Generation(ids), sampling, **limits):
        new = [id for id in longer.generated if not model.tokenizer.is_special(id)]
        text = model.tokenizer.decode(new)
        if len(" ".join(text.split())) > characters:
            break
    return text.rstrip("\ufffd")  # half a character

"""The models of this process by their fingerprint, for as long as somebody holds them."""

from threading import Lock
from weakref import WeakSet

from explorer.errors import Refused
from explorer.models.model import Model

_models: WeakSet[Model] = WeakSet()
"""Of several with equal weights any may answer, and the others may go meanwhile."""
_lock = Lock()


def enter(model: Model) -> Model:
    """From now on it can be asked by its fingerprint."""
    with _lock:
        _models.add(model)
    return model


def present(fingerprint: str) -> Model:
    """Refused where the model has left memory."""
    with _lock:
        found = next((model for model in _models if model.fingerprint == fingerprint), None)
    if found is None:
        raise Refused("the model has left memory meanwhile: reload the page")
    return found

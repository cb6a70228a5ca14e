"""The models of this process by their fingerprint, for as long as somebody holds them."""

from threading import Lock
from typing import Generic, Protocol, TypeVar
from weakref import WeakSet

from explorer.errors import Refused
from explorer.models.model import Model


class _Named(Protocol):
    @property
    def fingerprint(self) -> str: ...


Held = TypeVar("Held", bound=_Named)


class Present(Generic[Held]):
    """Those of one kind. Of several with equal weights any may answer, and the others may go meanwhile."""

    def __init__(self) -> None:
        self._models: WeakSet[Held] = WeakSet()
        self._lock = Lock()

    def enter(self, model: Held) -> Held:
        """From now on it can be asked by its fingerprint."""
        with self._lock:
            self._models.add(model)
        return model

    def present(self, fingerprint: str) -> Held:
        """Refused where the model has left memory."""
        with self._lock:
            found = next((model for model in self._models if model.fingerprint == fingerprint), None)
        if found is None:
            raise Refused("the model has left memory meanwhile: reload the page")
        return found


_models: Present[Model] = Present()

enter, present = _models.enter, _models.present

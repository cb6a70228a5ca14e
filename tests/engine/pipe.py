"""An engine in another process, behind a pipe: names of methods and values go over, answers come back."""

import sys
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any


def serve(pipe: Connection, models: tuple[str, ...]) -> None:
    """The other process: it makes its own models, and answers until it is hung up on."""
    from explorer.engine.local import LocalEngine
    from tests.models.tiny import shared

    held = [shared(name) for name in models]
    engine = LocalEngine()
    pipe.send([model.fingerprint for model in held])
    while (asked := pipe.recv()) is not None:
        name, arguments, named = asked
        try:
            pipe.send((getattr(engine, name)(*arguments, **named), None))
        except Exception as error:
            pipe.send((None, error))


class PipedEngine:
    """Has the methods of protocol.Engine, and no model."""

    def __init__(self, *models: str) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, models), daemon=True)
        # A page under AppTest leaves itself behind as the main program, which the other process would run.
        main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
        try:
            self._process.start()
        finally:
            sys.modules["__main__"] = main
        self.fingerprints: dict[str, str] = dict(zip(models, self._pipe.recv(), strict=True))

    def __getattr__(self, name: str) -> Any:
        def ask(*arguments: Any, **named: Any) -> Any:
            self._pipe.send((name, arguments, named))
            value, error = self._pipe.recv()
            if error is not None:
                raise error
            return value

        return ask

    def end(self) -> None:
        self._pipe.send(None)
        self._process.join(30)

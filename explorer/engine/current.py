"""The engine that the app asks."""

from explorer.engine.local import LocalEngine
from explorer.engine.protocol import Engine

engine: Engine = LocalEngine()

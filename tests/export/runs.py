"""Runs of the models that come along, by their names."""

from explorer.engine import model_store
from explorer.engine.runs import Run
from explorer.session.here import Here
from tests.findings.embedded import run_at


def run_there(here: Here) -> Run:
    return run_at(here, model_store.ask(here.model).result())

"""What a visitor has taught is theirs alone: by name, by list, through eight threads, and until they are gone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import local

import pytest

from explorer.engine import model_store
from explorer.engine.cache import once, peek
from explorer.engine.taught import MOST, Taught, own_name, taught
from explorer.errors import Refused
from explorer.models.model import Model
from tests.models import tiny


def named(name: str, seed: int = 0) -> Model:
    return replace(tiny.model_of("gpt2", seed=seed), name=name)


@pytest.fixture
def store() -> Taught:
    return Taught()


def of(store: Taught, owner: str, name: str) -> Model:
    store.whose = lambda: owner
    return store.future(name).result()


def test_a_name_is_another_model_for_each_owner_and_none_for_the_rest(store: Taught) -> None:
    one, other = named("mine:x"), named("mine:x", seed=1)
    store.keep("a", one)
    store.keep("b", other)
    assert (of(store, "a", "mine:x"), of(store, "b", "mine:x")) == (one, other)
    for owner in ("c", ""):
        with pytest.raises(Refused, match="'mine:x' is a model that somebody taught during a visit"):
            of(store, owner, "mine:x")
        assert store.names() == ()


def test_the_model_store_asks_on_behalf_of_the_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    model = named("mine:store")
    taught.keep("a", model)
    monkeypatch.setattr(taught, "whose", lambda: "a")
    assert model_store.loaded("mine:store") is model
    assert model_store.ask("mine:store").result() is model
    monkeypatch.setattr(taught, "whose", lambda: "b")
    assert model_store.loaded("mine:store") is None
    future = model_store.peek("mine:store")
    assert future is not None
    assert isinstance(future.exception(), Refused)
    taught.drop("a", "mine:store")


def test_eight_threads_of_two_visitors_never_see_one_anothers() -> None:
    store, here = Taught(), local()
    store.whose = lambda: here.owner
    models = {owner: [named(f"mine:{n}", seed=10 * at + n) for n in range(2)] for at, owner in enumerate("ab")}

    def visit(turn: int) -> bool:
        here.owner = "ab"[turn % 2]
        own = models[here.owner]
        for model in own:
            store.keep(here.owner, model)
        seen = [store.future(name).result() for name in store.names()]
        return {id(model) for model in seen} <= {id(model) for model in own}

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(visit, range(400)))


def test_one_visitor_keeps_so_many_and_no_more(store: Taught) -> None:
    for n in range(MOST):
        store.keep("a", named(f"mine:{n}"))
    with pytest.raises(Refused, match="let go of one first"):
        store.keep("a", named("mine:more"))
    store.keep("a", named("mine:0"))  # in the place of the one that is called so
    store.drop("a", "mine:1")
    store.keep("a", named("mine:more"))
    assert set(store.names("a")) == {"mine:0", "mine:2", "mine:more"}


def test_all_visitors_together_have_so_many_bytes() -> None:
    model = named("mine:x")
    store = Taught(most_bytes=4 * model.n_parameters)
    store.keep("a", model)
    with pytest.raises(Refused, match="all the memory"):
        store.keep("b", named("mine:y"))


def test_what_was_computed_of_it_goes_with_it(store: Taught) -> None:
    model = named("mine:x", seed=5)
    store.keep("a", model)
    once(("trace", model.fingerprint), lambda: 1)
    store.drop("a", "mine:x")
    assert peek(("trace", model.fingerprint)) is None


def test_models_go_when_their_owner_has_been_gone_for_a_while() -> None:
    store = Taught(absent=0.0)
    store.there = lambda owner: owner == "here"
    for owner in ("here", "gone"):
        store.keep(owner, named("mine:x"))
    store._seen["gone"] = -1.0
    store.tidy()
    assert (store.names("here"), store.names("gone")) == (("mine:x",), ())


@pytest.mark.parametrize("typed", ["", " ", "a@bfloat16", "a/b", "..", "x" * 41, "a\nb", "<b>"])
def test_a_name_that_no_link_and_no_list_can_carry_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="a model's name has 1 to 40 letters"):
        own_name(typed)


def test_japanese_names_are_names() -> None:
    assert own_name("海賊 2") == "mine:海賊 2"

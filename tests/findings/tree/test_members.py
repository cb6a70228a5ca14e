"""Who stands in the tree, and which live model each leads to."""

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.engine.runs import Run, run_of
from explorer.findings.tree import doors
from explorer.findings.tree.doors import door
from explorer.findings.tree.members import OWN, members, now
from explorer.models.catalogue import EMBEDDED, TRANSLATORS, Entry
from explorer.models.loader import load
from explorer.scaling.families import KINDS, OBJECTIVES, TIES, relatives
from explorer.session.here import Here
from explorer.views.registry import page
from tests.findings.embedded import embedded_run
from tests.findings.kin import encoder_folder


def named(run: Run, slug: str):
    return next(member for member in members(run) if member.slug == slug)


def run_of_a_folder(tmp_path: Path) -> Run:
    return run_of(Here("a cat").question, load(Entry("folder:mine", "folder", str(encoder_folder(tmp_path)))))


def test_every_relative_and_every_model_of_the_app_stands_in_it_once() -> None:
    slugs = [member.slug for member in members(embedded_run())]
    here = [entry.name for entry in (*EMBEDDED, *TRANSLATORS) if entry.name in OWN]
    assert slugs == [one.slug for one in relatives()] + here
    assert "explorer-gpt" in here


def test_the_model_on_screen_is_marked() -> None:
    assert [member.slug for member in members(embedded_run()) if member.now] == ["explorer-gpt"]
    run = embedded_run()
    smol = replace(run, model=replace(run.model, name="SmolLM2-135M-Instruct"))
    assert now(members(smol)).slug == "smollm2-135m"
    assert now(members(smol)).relative is not None


def test_a_model_that_somebody_brought_stands_at_the_end_with_what_can_be_counted(tmp_path: Path) -> None:
    run = run_of_a_folder(tmp_path)
    last = members(run)[-1]
    assert (last.name, last.kind, last.now) == ("mine", "encoder", True)
    assert last.figures["parameters"].number == run.model.n_parameters
    assert last.figures["context"].number == run.model.shape.n_ctx


def test_our_own_descend_from_somebody_who_is_there() -> None:
    slugs = {one.slug for one in relatives()}
    for name, descent in OWN.items():
        assert descent.kind in KINDS
        assert descent.objective in OBJECTIVES
        assert set(descent.parents) <= slugs | set(OWN), name
        assert set(descent.parents.values()) <= set(TIES)


def test_our_models_have_their_figures_from_their_cards() -> None:
    for member in members(embedded_run()):
        if member.slug in OWN:
            assert {"parameters", "data"} <= set(member.figures), member.slug


@pytest.mark.parametrize(
    ("slug", "where"),
    [
        ("transformer-base", "transformer"),
        ("t5-base", "transformer"),
        ("bert-large", "bert"),
        ("modernbert-large", "bert"),
        ("gpt-2", "home"),
        ("gpt-3", "gpt3"),
        ("chatgpt", "gpt3"),
        ("gpt-4", "gpt4"),
        ("llava", "gpt4"),
        ("vit-huge", "gpt4"),
        ("explorer-bert", "home"),
    ],
)
def test_each_leads_to_the_live_model_of_its_kind(slug: str, where: str) -> None:
    found = door(named(embedded_run(), slug))
    assert found.page == where
    assert page(where)


def test_the_gpt_line_leads_to_explorer_gpt_and_the_llama_line_to_smollm2_where_it_is(monkeypatch) -> None:
    run = embedded_run()
    assert door(named(run, "gpt-1")).model == "explorer-gpt"
    for here, model in ((True, "SmolLM2-135M-Instruct"), (False, "explorer-gpt")):
        monkeypatch.setattr(doors, "installed", lambda here=here: here)
        for slug in ("llama-65b", "mistral-7b", "smollm3", "deepseek-v3"):
            assert door(named(run, slug)).model == model, slug
    assert door(named(run, "gpt-2")).model == "explorer-gpt"

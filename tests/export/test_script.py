"""The script redoes the run with transformers alone."""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.errors import Refused
from explorer.export.script import ROOT, script
from explorer.models.catalogue import find
from explorer.models.checkpoints import steps_in
from explorer.session.here import Here
from explorer.trace.edits import Ablate
from tests.export.runs import run_there

NASTY = 'Once "upon""" a \\time\' 猫 😀 {x}'


@pytest.mark.parametrize("model", ["explorer-gpt", "explorer-bert"])
def test_its_logits_are_the_run_s(model: str, tmp_path: Path) -> None:
    run = run_there(Here(NASTY, model=model, lang="en"))
    file, kept = tmp_path / "run.py", tmp_path / "logits.npy"
    file.write_text(script(run) + f"\nimport numpy\nnumpy.save({str(kept)!r}, logits.numpy())\n", encoding="utf-8")
    done = subprocess.run([sys.executable, str(file)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    np.testing.assert_allclose(np.load(kept), run.trace.logits, atol=2e-4)
    best = run.texts_of([int(run.trace.logits[-1].argmax())])[0].strip("·")
    assert best in done.stdout


def test_what_was_typed_is_a_literal() -> None:
    run = run_there(Here(NASTY, model="explorer-gpt", generated=(5, 6, 7), step=2))
    names = {
        node.targets[0].id: node.value
        for node in ast.parse(script(run)).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    values: dict[str, Any] = {name: ast.literal_eval(names[name]) for name in ("PROMPT", "PROMPT_IDS", "GENERATED_IDS")}
    assert values["PROMPT"] == NASTY
    assert (*values["PROMPT_IDS"], *values["GENERATED_IDS"]) == run.trace.ids
    assert values["GENERATED_IDS"] == [5, 6]


def test_what_transformers_alone_cannot_redo_is_refused() -> None:
    with pytest.raises(Refused, match="plain transformers cannot redo"):
        script(run_there(Here("Once", model="explorer-gpt", edits=(Ablate(0, 0),))))
    with pytest.raises(Refused, match="does not open"):
        script(run_there(Here("Once", model=f"explorer-nano@{steps_in(Path(find('explorer-nano').location))[0]}")))

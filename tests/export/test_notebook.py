"""The notebook redoes the page: every cell of it is run, in a process that has seen nothing of this one."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from explorer.export.notebook import notebook
from explorer.export.script import ROOT
from explorer.session.here import Here
from explorer.session.link import to_params
from tests.export.runs import run_there

HERE = Here('The cat "sat" <b>猫</b> 😀', model="explorer-gpt", lang="ja", view="head-scores", layer=2, head=1)

AFTER = """
import json, numpy
numpy.save("logits.npy", run.trace.logits)
json.dump([ignored, run.layer, run.head, len(figure.data[0].z)], open("said.json", "w"))
"""


def written() -> Any:
    default = Here("Once", lang="ja")
    file = notebook("context", "ja", default.prompt, to_params(HERE, default), causal=True)
    return nbformat.reads(file.decode(), as_version=4)


def test_it_is_a_sound_notebook_whose_cells_redo_run_and_page(tmp_path: Path) -> None:
    made = written()
    nbformat.validate(made)
    cells = [cell.source for cell in made.cells if cell.cell_type == "code"]
    # What only a notebook's own kernel has.
    (tmp_path / "IPython").mkdir()
    (tmp_path / "IPython" / "display.py").write_text("def IFrame(*place, **size): print('shown', *place)\n")
    program = f"import sys, os\nsys.path[:0] = [{str(ROOT)!r}, {str(tmp_path)!r}]\n" + "\n".join([*cells, AFTER])
    file = tmp_path / "cells.py"
    file.write_text(program, encoding="utf-8")
    done = subprocess.run([sys.executable, str(file)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    run = run_there(HERE)
    np.testing.assert_array_equal(np.load(tmp_path / "logits.npy"), run.trace.logits)
    assert json.loads((tmp_path / "said.json").read_text()) == [[], 2, 1, len(run.tokens)]
    assert "shown page.html" in done.stdout
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '"lang":"ja"' in page
    assert "ヘッドの働き" in page


def test_the_same_page_makes_the_same_notebook() -> None:
    assert written() == written()


@pytest.mark.parametrize(("causal", "place"), [(True, "logits[-1]"), (False, "logits[run.position]")])
def test_of_a_model_that_fills_gaps_the_selected_place_is_asked(causal: bool, place: str) -> None:
    file = notebook("context", "en", "Once", {"lang": "en"}, causal=causal).decode()
    assert place in file

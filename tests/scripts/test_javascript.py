"""The type checker of the scripts bites: what a payload does not have is an error."""

from pathlib import Path

import pytest

from scripts.javascript.__main__ import COMPONENTS, assemble, check_types

WALL = COMPONENTS / "attention" / "head_wall" / "component.js"
SLIPS = {
    "data.labels.wall": "data.labels.wal",  # in the component itself
    "kind.mark": "kind.mrk",  # in a function that is given a part of the payload
    'setTriggerValue("head"': 'setTriggerValue("haed"',  # what is sent
}


def test_each_misspelt_name_of_a_payload_is_found(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assemble(tmp_path, [WALL])
    script = tmp_path / "head_wall.js"
    written = script.read_text(encoding="utf-8")
    for right, wrong in SLIPS.items():
        assert written.count(right) == 1
        written = written.replace(right, wrong)
    script.write_text(written, encoding="utf-8")
    assert check_types(tmp_path) != 0
    errors = [line for line in capfd.readouterr().out.splitlines() if "error TS" in line]
    assert len(errors) == len(SLIPS), errors
    for name in ("'wal'", "'mrk'", "haed"):
        assert sum(name in error for error in errors) == 1, errors


def test_as_it_is_written_the_component_passes(tmp_path: Path) -> None:
    assemble(tmp_path, [WALL])
    assert check_types(tmp_path) == 0

"""Faults stand where they say, and the list of the harmless ones speaks of lines that there are."""

from pathlib import Path

import pytest

from scripts import faults
from scripts.faults import Fault, mirrored_test

CODE = """\
if TYPE_CHECKING:
    import explorer
LONGEST: "int | None" = 12


@dataclass(frozen=True)
class Empty:
    pass


def first(names: list[str] | None, n: int = 1) -> str | None:
    return names[0] if names and len(names) > n else None
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a repository with this code alone."""
    monkeypatch.setattr(faults, "ROOT", tmp_path)
    (tmp_path / "code.py").write_text(CODE, encoding="utf-8")
    return Path("code.py")


def changes(file: Path) -> set[str]:
    return {fault.lines()[1] for found in faults.faults(file).values() for fault in found}


def test_operators_comparisons_and_constants_are_changed_one_at_a_time(file: Path) -> None:
    line = "return names[0] if names and len(names) > n else None"
    assert changes(file) >= {
        'LONGEST: "int | None" = 13',
        "return names[ 1] if names and len(names) > n else None",
        "return names[0] if names or len(names) > n else None",
        line.replace(">", ">="),
        line.replace(">", "=="),
    }


def test_what_the_type_checker_watches_is_left_alone(file: Path) -> None:
    spoilt = ("str & None", "str ^ None", "frozen=False", "not TYPE_CHECKING")
    assert not any(part in change for change in changes(file) for part in spoilt)


def test_a_fault_changes_the_line_it_names_and_no_other(file: Path) -> None:
    for place, found in faults.faults(file).items():
        for fault in found:
            before, after = CODE.splitlines(), fault.source().splitlines()
            assert [i for i, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b] == [place[0]]


def test_a_place_that_is_not_there_is_an_error(file: Path) -> None:
    with pytest.raises(ValueError, match=r"has no place 99 in code\.py"):
        Fault(file, "core/NumberReplacer", 99, (1, 0), CODE).source()


def test_a_fault_is_harmless_where_the_list_has_its_line_and_its_change(file: Path) -> None:
    (longer, *_) = faults.faults(file)[3, CODE.splitlines()[2].index("12")]
    was, now = longer.lines()
    assert faults.is_harmless(longer, [{"file": "code.py", "was": was, "now": now}])
    assert faults.is_harmless(longer, [{"file": "code.py", "was": was, "now": "*"}])
    assert not faults.is_harmless(longer, [{"file": "code.py", "was": was, "now": "else"}])
    assert not faults.is_harmless(longer, [{"file": "other.py", "was": was, "now": "*"}])


def test_the_mirrored_test_is_the_one_that_bears_the_name() -> None:
    assert mirrored_test(Path("explorer/text/bpe.py")) == Path("tests/text/test_bpe.py")
    assert mirrored_test(Path("explorer/trace/__init__.py")) == Path("tests/trace/test_package.py")


def test_every_harmless_fault_is_of_a_line_that_there_is_and_has_a_reason() -> None:
    for entry in faults.harmless():
        lines = (faults.ROOT / entry["file"]).read_text(encoding="utf-8").splitlines()
        assert entry["was"] in [line.strip() for line in lines], entry
        assert len(entry["why"].split()) >= 3, entry

from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from explorer.models import machine
from explorer.models.machine import free_bytes

GB = 10**9


@pytest.fixture
def groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with 8 GB left, and no control groups yet."""
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=8 * GB))
    monkeypatch.setattr(machine, "CGROUPS", tmp_path / "cgroup")
    monkeypatch.setattr(machine, "OWN_GROUPS", tmp_path / "own")
    return tmp_path / "cgroup"


def write(folder: Path, **files: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(f"{text}\n")


@pytest.mark.usefixtures("groups")
def test_without_control_groups_it_is_what_the_machine_has_left() -> None:
    assert free_bytes() == 8 * GB


def test_a_containers_limit_counts_less_what_it_uses(groups: Path) -> None:
    (groups.parent / "own").write_text("0::/app/one\n")
    write(
        groups / "app/one", memory__max=4 * GB, memory__current=3 * GB, memory__stat=f"anon 5\ninactive_file {GB // 2}"
    )
    assert free_bytes() == 3 * GB // 2


def test_the_narrowest_group_above_it_decides(groups: Path) -> None:
    (groups.parent / "own").write_text("0::/app/one\n")
    write(groups / "app/one", memory__max="max", memory__current=GB)
    write(groups / "app", memory__max=2 * GB, memory__current=GB)
    assert free_bytes() == GB


def test_inside_a_container_its_own_group_is_the_root(groups: Path) -> None:
    (groups.parent / "own").write_text("0::/\n")
    write(groups, memory__max=3 * GB, memory__current=GB)
    assert free_bytes() == 2 * GB


def test_the_first_version_of_control_groups_has_other_names(groups: Path) -> None:
    (groups.parent / "own").write_text("5:cpu:/x\n4:memory,hugetlb:/docker/abc\n")
    write(groups / "memory", memory__limit_in_bytes=5 * GB, memory__usage_in_bytes=4 * GB)
    write(groups / "cpu", memory__limit_in_bytes=1, memory__usage_in_bytes=1)
    write(groups / "memory", memory__stat=f"inactive_file 1\ntotal_inactive_file {GB}")
    assert free_bytes() == 2 * GB


@pytest.mark.parametrize("text", ["", "nonsense", "0::", "\x00", "4:memory:/../../etc"])
def test_what_makes_no_sense_is_passed_over(groups: Path, text: str) -> None:
    (groups.parent / "own").write_text(text)
    write(groups, memory__max="nonsense", memory__current=GB)
    assert free_bytes() == 8 * GB


def test_more_used_than_allowed_leaves_nothing(groups: Path) -> None:
    (groups.parent / "own").write_text("0::/\n")
    write(groups, memory__max=GB, memory__current=2 * GB)
    assert free_bytes() == 0


def test_this_machine_has_some_left() -> None:
    assert 0 < free_bytes() <= psutil.virtual_memory().total

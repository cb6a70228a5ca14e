"""The bundled tables: complete, sound, and loaded without touching anything else."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tiktoken_ext.openai_public as published

from explorer.errors import Refused
from explorer.text import openai
from explorer.text.openai import ENCODINGS, openai_encoding, openai_tokenizer

TABLES = Path(openai.__file__).parents[1] / "assets" / "tiktoken"

# In a fresh interpreter: the four tables by eight threads at once, while every way out is shut.
LOAD_ALL = """
import os, socket
from concurrent.futures import ThreadPoolExecutor
def refuse(*_): raise OSError("no network")
socket.socket.connect = socket.getaddrinfo = refuse
from explorer.text.openai import ENCODINGS, openai_encoding
with ThreadPoolExecutor(8) as threads:
    print([e.encode("hello world") for e in threads.map(openai_encoding, ENCODINGS * 2)][:4])
print(os.environ.get("TIKTOKEN_CACHE_DIR"))
"""


def load_all(environment: dict[str, str]) -> list[str]:
    run = [sys.executable, "-c", LOAD_ALL]
    done = subprocess.run(run, capture_output=True, text=True, check=True, env=environment, cwd=TABLES.parents[2])
    return done.stdout.splitlines()


HELLO_WORLD = "[[31373, 995], [31373, 995], [15339, 1917], [24912, 2375]]"


def test_tables_load_without_a_network_whatever_cache_the_user_has(tmp_path: Path) -> None:
    assert load_all(os.environ | {"TIKTOKEN_CACHE_DIR": str(tmp_path)}) == [HELLO_WORLD, str(tmp_path)]
    assert list(tmp_path.iterdir()) == []


def test_tables_load_for_a_user_who_has_no_cache() -> None:
    without = {name: value for name, value in os.environ.items() if name != "TIKTOKEN_CACHE_DIR"}
    assert load_all(without) == [HELLO_WORLD, "None"]


@pytest.mark.parametrize("name", ENCODINGS)
def test_each_encoding_is_tiktokens_own(name: str) -> None:
    encoding = openai_encoding(name)
    assert encoding.name == openai_tokenizer(name).name == name
    assert openai_tokenizer(name) is openai_tokenizer(name)


def test_the_readme_gives_the_hash_of_each_table() -> None:
    readme = (TABLES / "README.md").read_text(encoding="utf-8")
    tables = [file for file in TABLES.iterdir() if file.suffix == "" and not file.name.startswith(".")]
    assert len(tables) == len(ENCODINGS)
    for table in tables:
        assert f"`{table.name}`" in readme
        assert hashlib.sha256(table.read_bytes()).hexdigest() in readme


def test_hashes_are_the_published_ones() -> None:
    source = Path(published.__file__).read_text(encoding="utf-8")
    assert all(hash in source for hash in openai._SHA256.values())


def test_an_unknown_encoding_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused, match=r"there is no encoding p51k: choose among r50k_base, p50k_base, cl100k_base"):
        openai_encoding("p51k")


def test_a_damaged_table_is_refused_by_name_and_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / openai._file_name("r50k_base")
    damaged.write_bytes(b"IQ== 0\r\n")
    monkeypatch.setattr(openai, "_TABLES", tmp_path)
    with pytest.raises(Refused, match=f"r50k_base is missing or damaged: restore .*{damaged.name}"):
        openai_encoding.__wrapped__("r50k_base")
    assert damaged.read_bytes() == b"IQ== 0\r\n"


def test_a_missing_table_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai, "_TABLES", tmp_path)
    with pytest.raises(Refused, match="the rank table of o200k_base is missing or damaged"):
        openai_encoding.__wrapped__("o200k_base")


def test_a_failing_load_gives_the_users_setting_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        raise OSError(os.environ["TIKTOKEN_CACHE_DIR"])

    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "their-own")
    monkeypatch.setattr("tiktoken.get_encoding", fail)
    with pytest.raises(OSError, match="^" + re.escape(str(TABLES)) + "$"):
        openai_encoding.__wrapped__("r50k_base")
    assert os.environ["TIKTOKEN_CACHE_DIR"] == "their-own"


def test_the_published_tokenizers_put_nothing_around_a_text() -> None:
    assert openai_tokenizer("r50k_base").encode("hello world") == [31373, 995]

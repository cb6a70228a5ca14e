"""Where there is no browser, one line says what to install."""

import os
import shutil
import subprocess

import pytest

from scripts import chromium


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: None)


def test_a_path_that_is_given_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/opt/chrome/chrome")
    assert chromium.ensure() == "/opt/chrome/chrome"


@pytest.mark.usefixtures("nothing_installed")
def test_without_a_browser_and_without_a_way_to_install_one_the_remedy_is_said() -> None:
    with pytest.raises(SystemExit, match="need Chromium: install the packages chromium and fonts-noto-cjk"):
        chromium.ensure()


@pytest.mark.usefixtures("nothing_installed")
def test_on_debian_root_gets_it_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    on_path = {"apt-get": "/usr/bin/apt-get"}

    def run(command: list[str], **_options: object) -> None:
        asked.append(command)
        on_path["chromium"] = "/usr/bin/chromium"

    monkeypatch.setattr(shutil, "which", on_path.get)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(subprocess, "run", run)
    assert chromium.ensure() == "/usr/bin/chromium"
    assert asked[-1][-2:] == ["chromium", "fonts-noto-cjk"]

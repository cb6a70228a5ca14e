"""The documents and the code say the same."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from explorer.models.architectures import ARCHITECTURES
from explorer.models.catalogue import EMBEDDED, TRANSLATORS
from explorer.session.here import Here
from explorer.session.link import from_params
from explorer.shell.frame import pages
from explorer.views import registry
from explorer.words.examples import every

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_page_is_in_the_readme_and_the_other_way_round() -> None:
    told = re.findall(r"^\| `([a-z0-9]+)` \| ", README, flags=re.MULTILINE)
    assert told == list(pages())
    assert sorted(told) == sorted(folder.name for folder in (ROOT / "pages").iterdir() if (folder / "page.py").exists())


def test_every_make_target_that_the_readme_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = next(line.split()[1:] for line in makefile.splitlines() if line.startswith(".PHONY:"))
    assert set(re.findall(r"`make (\w+)", README)) == set(targets)


def test_every_link_of_the_documents_leads_somewhere() -> None:
    for document in (*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(file.name[:4]) for file in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("entry", [*EMBEDDED, *TRANSLATORS], ids=lambda entry: entry.name)
def test_every_embedded_model_has_a_card_with_its_data_and_limits(entry) -> None:
    card = (Path(entry.location) / "README.md").read_text(encoding="utf-8")
    assert "## Data" in card
    assert "## Limits" in card
    assert "seed" in card


def test_every_architecture_that_can_be_opened_is_in_the_readme() -> None:
    spoken = re.sub(r"[^a-z0-9]", "", README.lower())
    for name in ARCHITECTURES:
        assert re.sub(r"[^a-z0-9]", "", name) in spoken


@pytest.mark.parametrize("name", ["TEACHING.md", "TEACHING.ja.md"])
def test_what_teachers_are_pointed_at_is_there_and_its_texts_are_promised(name: str) -> None:
    document = (ROOT / "docs" / name).read_text(encoding="utf-8")
    promised = {(one.model, one.prompt) for one in every() if one.promise}
    links = re.findall(r"\(http://localhost:8501/([^)]*)\)", document)
    places = re.findall(r"\| `(\w+\?view=[^`]*)` \|", document)
    assert links
    assert places
    for place in links + places:
        page, _mark, query = place.partition("?")
        params = dict(parse_qsl(query))
        here, ignored = from_params(params, Here(""))
        assert not ignored, place
        assert registry.page(page or "home").view(here.view), place
        assert "prompt" not in params or (here.model, here.prompt) in promised, place


def test_both_languages_point_teachers_at_the_same_places() -> None:
    english, japanese = (
        re.findall(r"\| `(\w+\?view=[^`]*)` \|", (ROOT / "docs" / name).read_text(encoding="utf-8"))
        for name in ("TEACHING.md", "TEACHING.ja.md")
    )
    assert english == japanese

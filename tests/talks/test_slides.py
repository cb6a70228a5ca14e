"""What a scene says as a slide, and the list of its keys."""

from pathlib import Path

from explorer.components import frame
from explorer.talks.slides import key_rows, slide
from explorer.talks.talk import Scene, Talk, Words


def test_every_key_of_the_script_is_in_the_list() -> None:
    listed = " ".join(row.keys for row in key_rows()).lower()
    script = Path(frame.__file__).parent / "stage" / "keys.js"
    body = script.read_text(encoding="utf-8").split("const KEYS = {")[1].split("};")[0]
    names = [line.split(":")[0].strip().strip('"') for line in body.splitlines() if ":" in line]
    spoken = {"ArrowRight": "→", "ArrowLeft": "←", " ": "space", "Escape": "esc"}
    assert [name for name in names if spoken.get(name, name).lower() not in listed] == []


def test_a_scene_knows_its_neighbours_and_its_language() -> None:
    scenes = tuple(Scene("tokens", title=Words(en, ja)) for en, ja in (("One", "一"), ("Two", "二"), ("Three", "三")))
    talk = Talk("tiny", Words("A talk", "講演"), scenes=scenes)
    slides = [slide(talk, n, "ja", on=False) for n in range(3)]
    around = [(one.before, one.title, one.after) for one in slides]
    assert around == [("", "一", "二"), ("一", "二", "三"), ("二", "三", "")]
    assert [one.count for one in slides] == ["1 / 3", "2 / 3", "3 / 3"]
    assert len({one.place for one in slides}) == 3

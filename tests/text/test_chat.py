"""Chat templates against transformers' own apply_chat_template."""

import json
from pathlib import Path

import pytest
from transformers import AutoTokenizer

from explorer.errors import Refused
from explorer.text import renderer
from explorer.text.chat import ChatTemplate, chat_template
from explorer.text.specials import encode_with_specials
from explorer.text.tokenizer import HuggingFaceTokenizer
from tests.text.makers import byte_level

TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
IDLE = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
LONG = "{% for i in range(99999) %}and so on {% endfor %}"
TALK = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "東京は?"}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A chat model's tokenizer, as transformers saves it."""
    made = byte_level()
    made.add_special_tokens(
        {"bos_token": "<|endoftext|>", "extra_special_tokens": ["<|system|>", "<|user|>", "<|assistant|>", "<|end|>"]}
    )
    made.chat_template = TEMPLATE
    made.save_pretrained(str(tmp_path))
    return tmp_path


def there(folder: Path) -> ChatTemplate:
    template = chat_template(folder, HuggingFaceTokenizer(folder))
    assert template is not None
    return template


def in_config(folder: Path, template: object) -> None:
    """As older folders have it: inside tokenizer_config.json."""
    (folder / "chat_template.jinja").unlink(missing_ok=True)
    path = folder / "tokenizer_config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"chat_template": template}))


@pytest.mark.parametrize("written", [None, TEMPLATE, [{"name": "default", "template": TEMPLATE}]])
def test_the_text_and_its_ids_are_transformers_own(folder: Path, written: object) -> None:
    if written is not None:
        in_config(folder, written)
    oracle = AutoTokenizer.from_pretrained(str(folder))
    text = there(folder).text_of(TALK)
    assert text == oracle.apply_chat_template(TALK, tokenize=False, add_generation_prompt=True)
    ids = oracle.apply_chat_template(TALK, tokenize=True, add_generation_prompt=True, return_dict=False)
    assert encode_with_specials(HuggingFaceTokenizer(folder), text) == ids


def test_a_model_without_a_template_has_none(tmp_path: Path) -> None:
    byte_level().save_pretrained(str(tmp_path))
    assert chat_template(tmp_path, HuggingFaceTokenizer(tmp_path)) is None


@pytest.mark.parametrize(
    "written", [1, {}, [], ["default"], [{"name": "default"}], [{"name": "default", "template": []}]]
)
def test_what_is_no_template_is_taken_for_none(folder: Path, written: object) -> None:
    tokenizer = HuggingFaceTokenizer(folder)
    in_config(folder, written)
    assert chat_template(folder, tokenizer) is None


def test_what_a_template_does_not_take_is_said(folder: Path) -> None:
    in_config(folder, "{{ raise_exception('no system role here') }}")
    with pytest.raises(Refused, match="does not take this conversation: no system role here"):
        there(folder).text_of(TALK)


def test_a_template_reaches_nothing_of_python(folder: Path) -> None:
    in_config(folder, "{{ messages.__class__.__mro__ }}")
    with pytest.raises(Refused, match="does not take this conversation"):
        there(folder).text_of(TALK)


@pytest.mark.parametrize("source", [IDLE, LONG, "{{ 'x' * 10**9 }}{{ messages[0].content }}"])
def test_a_template_that_takes_too_much_is_stopped(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer, "SECONDS", 2.0)
    with pytest.raises(Refused, match="takes more time or memory than it may: switch it off in the settings"):
        ChatTemplate(source, ()).around()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ messages[0].role }}", "leaves out what the user says: switch it off in the settings"),
        ("{{ messages[0].content * 2 }}", "says more than once what the user says: switch it off in the settings"),
        ("{{ raise_exception('no') }}", "does not take this conversation: no"),
    ],
)
def test_a_template_that_has_no_one_place_for_a_text_is_refused(source: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        ChatTemplate(source, ()).around()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[renderer.Process]:
    """The processes that were started."""
    processes: list[renderer.Process] = []
    start = renderer._started
    monkeypatch.setattr(renderer, "_started", lambda: processes.append(start()) or processes[-1])
    return processes


def test_one_process_makes_all_texts_of_a_template(started: list[renderer.Process]) -> None:
    template, tokenizer = ChatTemplate(TEMPLATE, ()), HuggingFaceTokenizer(byte_level())
    for said in ("one", "two", "<|end|>"):
        assert tokenizer.decode(template.prompt(tokenizer, said).ids) == f"<|user|>{said}<|end|><|assistant|>"
    assert len(started) == 1


def test_a_process_that_has_ended_is_started_again(started: list[renderer.Process]) -> None:
    template = ChatTemplate(TEMPLATE, ())
    first = template.text_of(TALK)
    started[0].kill()
    started[0].wait()
    assert template.text_of(TALK) == first
    assert len(started) == 2


def test_a_process_ends_with_its_template(started: list[renderer.Process]) -> None:
    ChatTemplate(TEMPLATE, ()).text_of(TALK)
    assert started[0].returncode is not None


def test_a_template_that_is_refused_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    template, asked = ChatTemplate("{{ raise_exception('no') }}", ()), []
    ask = template._renderer.answer
    monkeypatch.setattr(template._renderer, "answer", lambda what: asked.append(what) or ask(what))
    for _ in range(3):
        with pytest.raises(Refused, match="does not take this conversation: no"):
            template.around()
    assert len(asked) == 1

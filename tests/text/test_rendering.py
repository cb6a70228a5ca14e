"""What a template may use, against transformers' own rendering; and that it gets no further."""

import pytest
from jinja2.exceptions import SecurityError
from transformers.utils.chat_template_utils import render_jinja_template

from explorer.text.rendering import answer, pieces_of

TALK = [
    {"role": "system", "content": "Be <brief>."},
    {"role": "user", "content": "東京は? \ud83d"},
    {"role": "assistant", "content": "首都"},
]
TEMPLATES = {
    "blocks are trimmed": "  {% for m in messages %}\n  {{ m.role }}: {{ m['content'] }}\n  {% endfor %}\n",
    "json without HTML's escapes": "{{ messages | tojson }}{{ messages[0] | tojson(indent=2, sort_keys=true) }}",
    "loop controls": "{% for m in messages %}{% if loop.index == 2 %}{% break %}{% endif %}{{ m.role }}{% endfor %}",
    "variables": "{% set ns = namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "what is generated": (
        "{% set x = 1 %}{% for m in messages %}{% generation %}{{ m.content }}{% set x = 2 %}{% endgeneration %}"
        "{{ x }}{% endfor %}"
    ),
    "special tokens": "{{ bos_token }}{% if not tools %}{{ messages[0].content | trim }}{% endif %}{{ pad_token }}",
    "a year": "{{ strftime_now('%Y') | length }}{{ dict(a=1) }}{{ documents is none }}{{ add_generation_prompt }}",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_text_is_transformers_own(name: str) -> None:
    named = {"bos_token": "<s>"}
    expected, _ = render_jinja_template(
        [TALK], chat_template=TEMPLATES[name], add_generation_prompt=True, **{**named, "tools": None}
    )
    asked = {"source": TEMPLATES[name], "named": named, "messages": TALK}
    assert "".join(pieces_of(**asked)) == expected[0]
    assert answer(asked) == {"text": expected[0]}


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("{{ raise_exception('roles must alternate') }}", "roles must alternate"),
        ("{{ messages.append(1) }}", "access to attribute 'append' of 'list' object is unsafe"),
        ("{{ messages.__class__.__mro__ }}", "access to attribute '__class__' of 'list' object is unsafe"),
        ("{{ namespace(__class__=1) }}", "a template cannot keep a variable named '__class__'"),
        ("{% set ns = namespace() %}{% set ns._a = 1 %}", "a template cannot keep a variable named '_a'"),
        ("{% if %}", "Expected an expression"),
        ("{{ raise_exception('x' * 1000) }}", "x" * 200),
    ],
)
def test_what_it_does_not_take_is_said(source: str, why: str) -> None:
    found = answer({"source": source, "named": {}, "messages": TALK})
    assert why in found["why"]
    assert len(found["why"]) <= 200


def test_a_text_too_long_is_given_up_before_it_is_whole() -> None:
    endless = "{% for i in range(99999) %}{% for j in range(99999) %}....{% endfor %}{% endfor %}"
    with pytest.raises(MemoryError):
        answer({"source": endless, "named": {}, "messages": TALK})


def test_private_names_are_refused_as_python_refuses_them() -> None:
    with pytest.raises(SecurityError):
        list(pieces_of("{{ namespace({'__init__': 1}) }}", {}, TALK))

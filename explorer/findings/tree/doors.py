"""From a member of the family to the live model of its kind."""

from dataclasses import dataclass

from explorer.findings.tree.members import Member
from explorer.models.catalogue import DEFAULT, available
from explorer.models.published import SMOLLM2
from explorer.scaling.families import Relative, relative
from explorer.words import _

LLAMA = "llama-65b"
"""Whoever is built like it is like SmolLM2."""


@dataclass(frozen=True)
class Door:
    page: str
    label: str
    model: str | None = None
    """None: the visitor's own stays."""


def door(member: Member) -> Door:
    """The page that shows a model of its kind at work, and with which model."""
    if member.relative is not None:
        return _of_paper(member.relative)
    if member.kind == "encoder-decoder":
        return _two_stacks()
    return _pictures() if "pictures" in member.objective else _steps(member.name)


def _of_paper(one: Relative) -> Door:
    if set(one.reads) & {"pictures"}:
        return _pictures()
    if one.kind == "encoder-decoder":
        return _two_stacks()
    if one.kind == "encoder":
        return Door("bert", _("The page of BERT, live"))
    if one.slug in ("gpt-3", "instructgpt", "chatgpt"):
        return Door("gpt3", _("The page of GPT-3 and ChatGPT, live"))
    return _steps(SMOLLM2.name if _like_llama(one) and installed() else DEFAULT)


def _two_stacks() -> Door:
    return Door("transformer", _("The page of the encoder–decoder, live"))


def _pictures() -> Door:
    return Door("gpt4", _("The page of GPT-4, live"))


def _steps(model: str) -> Door:
    return Door("home", _("{model} in five steps, live", model=model), model)


def installed() -> bool:
    """Whether the published model of the Llama kind is here."""
    return any(entry.name == SMOLLM2.name and entry.source != "" for entry in available())


def _like_llama(one: Relative) -> bool:
    built_like = (relative(slug) for slug, tie in one.parents.items() if tie in ("design", "weights"))
    return one.slug == LLAMA or any(map(_like_llama, built_like))

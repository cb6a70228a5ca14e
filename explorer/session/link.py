"""Here <-> the URL's parameters. What comes from a URL is looked up and bounded, never parsed into power."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any
from urllib.parse import urlencode

from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import ORDER
from explorer.pictures.drawing import Shown
from explorer.pictures.shown import read_shown, write_shown
from explorer.session.edits_link import read_edits, write_edits
from explorer.session.here import LANGUAGES, THEMES, Here
from explorer.session.packed_link import packed, unpacked
from explorer.trace.logit_difference import Foil

LONGEST_PROMPT = 20_000
"""Characters of prompt that a link may carry, as many as are read at all; a longer one leaves the link."""

LONGEST_CODE = 40
"""Characters of a room's code, as somebody may have typed it."""

LONGEST_RUN = 8_192
"""Generated tokens that a link may carry."""

LONGEST_LINK = 12_000
"""Characters of the parameters as an address has them, where a Japanese character takes nine: Streamlit's server
answers no request whose first line and headers have more than 16 KiB."""

RUN = ("prompt", "picture", "generated", "step", "edits", "position", "token", "against")
"""Which run it is, and where in it: they are in a link together or not at all."""

KEPT = "kept"
"""The parameter of a link to a run that no link can carry: the browser tab in which it was made has the rest."""

SHARED = "shared"
"""The parameter of a link that brings a whole talk, packed: no part of a place, and gone from the address once read."""

ROOM, DESK = "room", "desk"
"""Parameters of a link into a room: its code, and that the presenter's desk is wanted. A room is part of a place only
where a workshop is worked through in it, see shell/player.py."""

PACKED = "run"
"""The parameter that has all those of the run at once, where one by one they are too long for an address."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def to_params(here: Here, default: Here) -> dict[str, str]:
    """Only what differs from the default, so that links stay short; the language is always said.

    A run that is too long for an address is packed. One that no link can carry stays in the browser's tab, see
    `beyond`, and the link says so.
    """
    params = all_params(here, default)
    if _fits(params):
        return params
    return _packed(params) or _without_run(params) | {KEPT: "1"}


def shortest(here: Here, default: Here) -> dict[str, str]:
    """The same place in as few characters as possible, for a code that phones read."""
    params = to_params(here, default)
    other = _packed(params) if set(RUN) & params.keys() else None
    return min((params, other or params), key=lambda some: len(urlencode(some)))


def beyond(here: Here, default: Here) -> dict[str, str] | None:
    """The parameters of the run, where no link can carry them; None where the link has them."""
    params = all_params(here, default)
    return None if _fits(params) or _packed(params) else _of_run(params)


def _of_run(params: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in params.items() if name in RUN}


def _without_run(params: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in params.items() if name not in RUN}


def _packed(params: Mapping[str, str]) -> dict[str, str] | None:
    """The parameters with those of the run as one; None where they are too much even so."""
    run = _of_run(params)
    if len(run.get("prompt", "")) > LONGEST_PROMPT:
        return None
    try:
        short = _without_run(params) | {PACKED: packed(run)}
        return short if len(urlencode(short)) <= LONGEST_LINK and unpacked(short[PACKED]) == run else None
    except ValueError:  # half of a pair, or more than is ever unpacked
        return None


def brought_back(kept: Mapping[str, str], here: Here) -> Here:
    """The place with the run that a tab has kept; what makes no sense is left out."""
    begun = here.changed(prompt=kept["prompt"]) if "prompt" in kept else here
    rest = {name: text for name, text in kept.items() if name in RUN and name != "prompt"}
    return from_params(rest, begun)[0]


def all_params(here: Here, default: Here) -> dict[str, str]:
    """All that differs from the default, however long: for a file, where no address bounds it."""
    params = {"lang": here.lang}
    for name in ("theme", "model", "step", "view", "layer", "head", "talk", "workshop", ROOM, "scene", "tour"):
        if getattr(here, name) != getattr(default, name):
            params[name] = str(getattr(here, name))
    if not here.chat:
        params["chat"] = "0"
    if here.stage:
        params["stage"] = "1"
    if here.prompt != default.prompt:
        params["prompt"] = here.prompt
    for name, field in (("position", "position"), ("token", "token"), ("against", "foil")):
        if getattr(here, field) is not None:
            params[name] = str(getattr(here, field))
    if here.picture is not None:
        params["picture"] = write_shown(here.picture)
    if here.generated:
        params["generated"] = write_ids(here.generated)
    if here.edits:
        params["edits"] = write_edits(here.edits)
    usual = asdict(default.sampling)
    params |= {name: _written(value) for name, value in asdict(here.sampling).items() if value != usual[name]}
    return params


def _fits(params: Mapping[str, str]) -> bool:
    try:
        return len(params.get("prompt", "")) <= LONGEST_PROMPT and len(urlencode(params)) <= LONGEST_LINK
    except UnicodeEncodeError:  # half of a pair, a lone surrogate, which no address can say
        return False


def from_params(params: Mapping[str, str], default: Here) -> tuple[Here, tuple[str, ...]]:
    """The place a link names, and the parameters that were ignored because they make no sense."""
    params, ignored = _opened(params)
    here = default
    for name, text in params.items():
        try:
            here = here if name in _LAST else _READERS[name](here, text)
        except (KeyError, ValueError, OverflowError):
            ignored.append(name)
    # After what they are about, whatever their order in the link.
    for name, (field, read) in _LAST.items():
        try:
            here = here.changed(**{field: read(params[name])}) if name in params else here
        except (ValueError, OverflowError):
            ignored.append(name)
    return here if here.workshop else here.changed(room=""), tuple(ignored)


def _opened(params: Mapping[str, str]) -> tuple[Mapping[str, str], list[str]]:
    """All parameters one by one, and the names of those that make no sense; what is packed is the run's alone."""
    if PACKED not in params:
        return params, []
    rest = {name: text for name, text in params.items() if name != PACKED}
    try:
        run = unpacked(params[PACKED])
    except ValueError:
        return rest, [PACKED]
    return _of_run(run) | rest, [PACKED] if run.keys() - set(RUN) else []


def write_ids(ids: tuple[int, ...]) -> str:
    """Ids in base 36, with dots between: (1, 300) -> '1.8c'."""
    return ".".join(_base36(token) for token in ids)


def read_ids(text: str) -> tuple[int, ...]:
    """The reverse of write_ids; ValueError where it is not that."""
    words = text.split(".")
    if len(words) > LONGEST_RUN or not all(0 < len(word) <= 5 and word.isascii() and word.isalnum() for word in words):
        raise ValueError(f"not a list of ids in base 36: {text[:40]!r}")
    return tuple(int(word, 36) for word in words)


def _base36(number: int) -> str:
    if number < 36:
        return _DIGITS[number]
    return _base36(number // 36) + _DIGITS[number % 36]


def _whole(text: str) -> int:
    """A whole number from 0 to 99,999 in plain digits."""
    if not (0 < len(text) <= 5 and text.isascii() and text.isdigit()):
        raise ValueError(f"not a small whole number: {text[:40]!r}")
    return int(text)


def _one_of(text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise ValueError(f"{text[:40]!r} is none of {choices}")
    return text


def _prompt(text: str) -> str:
    if len(text) > LONGEST_PROMPT:
        raise ValueError(f"a link carries at most {LONGEST_PROMPT} characters of prompt")
    return text


def _picture(text: str) -> Shown:
    found = read_shown(text)
    if found is None:
        raise ValueError(f"not a picture: {text[:40]!r}")
    return found


def _model(text: str) -> str:
    if len(text) > 200 or not text.isprintable():
        raise ValueError(f"not the name of a model: {text[:40]!r}")
    return text


def _same(here: Here, text: str) -> Here:
    """What a tab has kept is not in the link."""
    _one_of(text, ("1",))
    return here


def _elsewhere(here: Here, text: str) -> Here:
    """What a room is told by; the place stays."""
    return here


def _view(text: str) -> str:
    if not re.fullmatch("[a-z-]{1,24}", text):
        raise ValueError(f"not the name of a view: {text[:40]!r}")
    return text


def _talk(text: str) -> str:
    if not re.fullmatch("[a-z0-9-]{1,40}", text):
        raise ValueError(f"not the name of a talk: {text[:40]!r}")
    return text


def _written(value: float | tuple[str, ...]) -> str:
    """A sampling setting; the stages of an order with dots between."""
    return ".".join(value) if isinstance(value, tuple) else str(value)


def _stages(text: str) -> tuple[str, ...]:
    """Names of stages with dots between; that they are an order, or may be switched off, Sampling sees to."""
    names = tuple(text.split(".")) if len(text) <= 200 else ()
    if not names or not set(names) <= set(ORDER):
        raise ValueError(f"not a list of stages: {text[:40]!r}")
    return names


def _foil(text: str) -> Foil:
    return text if text in ("average", "nothing") else _id(text)


def _id(text: str) -> int:
    """A token's id in plain digits."""
    if not (0 < len(text) <= 7 and text.isascii() and text.isdigit()):
        raise ValueError(f"not the id of a token: {text[:40]!r}")
    return int(text)


def _setting(name: str, kind: type) -> Callable[[Here, str], Here]:
    read = _stages if kind is tuple else kind
    return lambda here, text: here.sampled(**{name: read(text)})


_READERS: dict[str, Callable[[Here, str], Here]] = {
    "prompt": lambda here, text: here.changed(prompt=_prompt(text), generated=here.generated, position=here.position),
    "model": lambda here, text: here.changed(
        model=_model(text), generated=here.generated, position=here.position, layer=here.layer, head=here.head
    ),
    "picture": lambda here, text: here.changed(
        picture=_picture(text), generated=here.generated, position=here.position
    ),
    "chat": lambda here, text: here.changed(
        chat=_one_of(text, ("0", "1")) == "1", generated=here.generated, position=here.position
    ),
    KEPT: _same,
    **dict.fromkeys((SHARED, DESK), _elsewhere),
    ROOM: lambda here, text: here.changed(room=text[:LONGEST_CODE]),
    "lang": lambda here, text: here.changed(lang=_one_of(text, LANGUAGES)),
    "theme": lambda here, text: here.changed(theme=_one_of(text, THEMES)),
    "generated": lambda here, text: here.changed(generated=read_ids(text)),
    "view": lambda here, text: here.changed(view=_view(text)),
    "stage": lambda here, text: here.changed(stage=_one_of(text, ("0", "1")) == "1"),
    "talk": lambda here, text: here.changed(talk=_talk(text)),
    "workshop": lambda here, text: here.changed(workshop=_talk(text)),
    "scene": lambda here, text: here.changed(scene=_whole(text)),
    "tour": lambda here, text: here.changed(tour=_whole(text)),
    "layer": lambda here, text: here.changed(layer=_whole(text)),
    "head": lambda here, text: here.changed(head=_whole(text)),
} | {field.name: _setting(field.name, type(field.default)) for field in fields(Sampling)}

_LAST: dict[str, tuple[str, Callable[[str], Any]]] = {
    "step": ("step", _whole),
    "edits": ("edits", read_edits),
    "position": ("position", _whole),
    "token": ("token", _id),
    "against": ("foil", _foil),
}
"""Parameter -> the field of Here, and what reads it."""

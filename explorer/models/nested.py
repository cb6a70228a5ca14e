"""A model of two: the config of one that sees holds those of its language model and of its vision tower."""

from typing import Any

from explorer.errors import Refused

INSIDE = ("text_config", "vision_config")
"""The keys of the configs inside a config."""

READERS = ("llama", "mistral", "qwen2", "qwen3", "phi3")
"""Language models that can be behind a vision tower. Of others, Gemma's scale or Granite's, the class that sees leaves
out what their own classes do to embeddings or logits."""

TOWER = "clip_vision_model"


def check_kinds(model: str, raw: dict[str, Any]) -> None:
    """Refused where what lies inside is of a kind that cannot be looked into. `raw`: a folder's config.json."""
    if raw.get("model_type") != "llava":
        return
    for key, known, usual in (("text_config", READERS, "llama"), ("vision_config", (TOWER,), TOWER)):
        inside = raw.get(key) or {}
        kind = inside.get("model_type", usual) if isinstance(inside, dict) else inside
        if kind not in known:
            raise Refused(
                "{field} of {model} is of an architecture that is not known here, {type}: choose a model that sees "
                "with one of {known}",
                field=key,
                model=model,
                type=repr(kind)[:80],
                known=", ".join(known),
            )

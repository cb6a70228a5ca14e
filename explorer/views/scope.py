"""A name for one drawing of a view, so that the same view can stand on a page twice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """What the keys of a view's widgets begin with.

    >>> Scope().key("wall"), Scope("left").key("wall")
    ('wall', 'left-wall')
    """

    name: str = ""
    """Empty for the only drawing, whose keys are plain."""

    def key(self, local: str) -> str:
        """The key of a widget, of a component, or of what the session keeps for it."""
        return f"{self.name}-{local}" if self.name else local

    def within(self, name: str) -> "Scope":
        """A scope inside this one, for a part that is drawn several times."""
        return Scope(self.key(name))

"""What keeping keys and values is worth: the time of the next token with the KV cache and without, as measured."""

from explorer.analysis.growth import Growth, Kind, growth
from explorer.engine.cache_times import Measured
from explorer.figures.speed_lines import Points, Speeds
from explorer.findings.courses import at_length, course
from explorer.words import N_, _, translated
from explorer.words.sentences import joined

STEPS = 48
"""Points of a drawn curve."""

GROWS: dict[Kind, str] = {
    "flat": N_("{way}, the time hardly depends on the length ({near} % off at most)."),
    "linear": N_("{way}, the time grows in proportion to the length, beside a fixed part ({near} % off at most)."),
    "quadratic": N_("{way}, the time grows faster, with the square of the length in it ({near} % off at most)."),
}


def lines(seconds: Measured) -> tuple[Speeds, Speeds]:
    """Milliseconds a token, with the cache and without."""
    return _line(_("with the cache"), seconds, seconds.cached), _line(_("without"), seconds, seconds.anew)


def _line(name: str, seconds: Measured, times: tuple[float, ...]) -> Speeds:
    return Speeds(name, seconds.lengths, tuple(1000 * each for each in times), _curve(seconds, times))


def _curve(seconds: Measured, times: tuple[float, ...]) -> Points:
    found, last = growth(seconds.lengths, times), seconds.lengths[-1]
    if found is None:
        return ()
    return tuple((n, 1000 * found.at(n)) for n in (last * step / STEPS for step in range(STEPS + 1)))


def spoken(seconds: Measured) -> str:
    """The two lines for those who do not see them."""
    lengths = seconds.lengths
    return joined(*(course(line.name, zip(lengths, line.ms, strict=True), at_length, _ms) for line in lines(seconds)))


def _ms(milliseconds: float) -> str:
    return _("{n} ms", n=f"{milliseconds:.1f}")


def verdict(seconds: Measured) -> str:
    cached, anew = seconds.cached[-1], seconds.anew[-1]
    return _(
        "After {n} tokens the next one takes {cached} ms with the cache and {anew} ms without: {times} times as long.",
        n=seconds.lengths[-1],
        cached=f"{1000 * cached:.1f}",
        anew=f"{1000 * anew:.1f}",
        times=f"{anew / cached:.1f}",
    )


def how_they_grow(seconds: Measured) -> str:
    """Of each way the simplest curve that holds, or that none does."""
    ways = ((_("With the cache"), seconds.cached), (_("Without the cache"), seconds.anew))
    return joined(*(_grows(way, growth(seconds.lengths, times)) for way, times in ways))


def _grows(way: str, found: Growth | None) -> str:
    if found is None:
        return _("{way}, the points lie on no simple curve: too few of them, or others use this machine.", way=way)
    return translated(GROWS[found.kind], way=way, near=f"{100 * found.off:.0f}")

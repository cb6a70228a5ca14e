"""Prints what the laws of our own runs say: their constants, and how far off the prediction of the largest run is.

python -m bench.scaling_fit
"""

from explorer.findings.runs.laws import joint_law
from explorer.findings.runs.predicted import Prediction, counts, offered_budgets, prediction
from explorer.scaling.own_law import Interval
from explorer.scaling.own_runs import of_kind, own_runs, seconds_of_all, sizes


def main() -> None:
    print(_law(), _predictions(), _taken(), sep="\n\n")


def _law() -> str:
    law = joint_law()
    rows = [
        ("E", law.law.floor, law.interval("floor")),
        ("A", law.law.constants[0], law.interval("constants", 0)),
        ("power of N", law.law.exponents[0], law.interval("exponents", 0)),
        ("B", law.law.constants[1], law.interval("constants", 1)),
        ("power of D", law.law.exponents[1], law.interval("exponents", 1)),
    ]
    starts = f"{law.fit.ended_here} of {law.fit.starts} starts came to this end"
    head = f"L = E + A/N^a + B/D^b, all runs; {starts}\n\n| constant | value | 95 % |\n|---|---|---|"
    return "\n".join([head, *(f"| {name} | {value:.4g} | {_between(interval)} |" for name, value, interval in rows)])


def _predictions() -> str:
    head = (
        "| sizes seen | parameters | tokens | the largest run | predicted | 95 % | error | within |"
        "\n|---|---|---|---|---|---|---|---|"
    )
    every = [(n, prediction(n, budget)) for budget in offered_budgets() for n in counts(budget)]
    return "\n".join([head, *(_row(n, one) for n, one in every)])


def _row(n: int, one: Prediction) -> str:
    start = (
        f"| {n} | {one.target.n:,} | {one.target.tokens:,} | {one.target.loss:.3f} ± {one.target.standard_error:.3f}"
    )
    if not one.law.agreed:
        return f"{start} | the starts did not agree | | | |"
    within = "yes" if one.held else "no"
    return f"{start} | {one.value:.3f} | {_between(one.interval)} | {one.error:+.1%} | {within} |"


def _between(interval: Interval) -> str:
    return f"{interval.low:.4g} – {interval.high:.4g}"


def _taken() -> str:
    runs, straight = own_runs(), of_kind("straight")
    longest = {n: max((run for run in straight if run.n == n), key=lambda run: run.tokens) for n in sizes(straight)}
    head = "| parameters | tokens a second |\n|---|---|"
    rows = [f"| {n:,} | {run.tokens / run.seconds:,.0f} |" for n, run in longest.items()]
    hours = f"{len(runs)} runs, {seconds_of_all(runs) / 3600:.2f} hours of one core by the clock"
    return "\n".join([head, *rows, "", hours])


if __name__ == "__main__":
    main()

"""What can be taught in some seconds, and what it costs: `python -m bench.fine_tuning [what] [model …]`.

presets: of each, the questions never learnt from that are answered as wished, before and after, and what was forgotten.
visitor: how long another visitor's new trace takes while somebody trains, and while nobody does, turn by turn.
steps: processor seconds of a step, and the time of the copy.
"""

import sys
import time
from dataclasses import replace
from statistics import median

from explorer.engine import model_store
from explorer.engine.current import engine
from explorer.engine.fine_tuning import Order, Tuned, key_of, tuned
from explorer.engine.jobs import Job, jobs
from explorer.findings.gpt3.presets import order_of, presets
from explorer.models.tuning.settings import Settings

OWNER = "bench"
VISITS = 8
"""Traces of the other visitor, with and without a training."""


def main() -> None:
    what, *models = sys.argv[1:] or ["presets"]
    {"presets": _presets, "visitor": _visitor, "steps": _steps}[what](models or ["explorer-chat"])


def _begun(order: Order) -> Job:
    return jobs.submit(OWNER, key_of(OWNER, order), tuned, order)


def _done(order: Order) -> Tuned:
    job = _begun(order)
    job.finished.wait()
    return job.result()


def _presets(models: list[str]) -> None:
    print("| model | preset | right, unseen | loss, unseen | other answers as before | bits a byte, en, ja | s |")
    print("|---|---|---|---|---|---|---|")
    for model in models:
        for one in presets():
            _row(_done(order_of(model, one.examples, one.unseen, Settings())), one.slug)


def _row(found: Tuned, slug: str) -> None:
    unseen, others = found.of("unseen"), found.of("other")
    right = (sum(answer.right(when) for answer in unseen) for when in (0, 1))
    same = sum(answer.texts[0] == answer.texts[1] for answer in others)
    curve = found.curve
    cells = (
        found.adapter.base,
        slug,
        " → ".join(map(str, right)) + f" of {len(unseen)}",
        f"{curve.unseen[0][1]:.2f} → {curve.unseen[-1][1]:.2f}",
        f"{same} of {len(others)}",
        ", ".join(f"{one.bits[0]:.2f} → {one.bits[1]:.2f}" for one in found.passages),
        f"{curve.seconds:.0f}",
    )
    print("| " + " | ".join(cells) + " |", flush=True)


def _visitor(models: list[str]) -> None:
    """Interleaved, since others may be using the machine."""
    one = presets()[0]
    model = model_store.ask("explorer-gpt").result()
    seconds: dict[bool, list[float]] = {False: [], True: []}
    for visit in range(2 * VISITS):
        training = visit % 2 == 1
        settings = Settings(steps=160, seed=visit)
        job = _begun(order_of(models[0], one.examples, one.unseen, settings)) if training else None
        while job is not None and job.so_far is None:
            time.sleep(0.05)
        ids = tuple(1 + (7 * visit + place) % 5_000 for place in range(24))
        began = time.perf_counter()
        engine.trace(model.fingerprint, ids)
        seconds[training].append(time.perf_counter() - began)
        if job is not None:
            jobs.cancel(OWNER, job)
            job.finished.wait()
    idle, busy = (1000 * median(seconds[which]) for which in (False, True))
    print(
        f"another visitor's trace of 24 tokens: {idle:.0f} ms idle, {busy:.0f} ms while somebody trains {models[0]}: "
        f"{busy / idle:.2f} times as long (medians of {VISITS}, turn by turn)"
    )


def _steps(models: list[str]) -> None:
    one = presets()[0]
    for name in models:
        model_store.ask(name).result()
        order = order_of(name, one.examples, (), Settings(steps=20))
        began = time.process_time()
        found = _done(replace(order, others=(), passages=()))
        spent = time.process_time() - began
        print(f"{name}: {found.curve.seconds / len(found.curve.losses):.2f} s a step, {spent / 20:.2f} s of processor")


if __name__ == "__main__":
    main()

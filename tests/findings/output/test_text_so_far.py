"""The text with its surprise has a chip and a bar for every token."""

from explorer.findings.output import text_so_far
from explorer.findings.output.run_surprisal import run_surprisal
from tests.findings.embedded import embedded_run


def test_the_first_token_has_no_bits_and_every_other_its_own() -> None:
    run = embedded_run(generated=(300,), step=1)
    read = run_surprisal(run)
    chips = [chip for group in text_so_far.strip(run, read, follow=False).groups for chip in group.tokens]
    assert [chip.note for chip in chips] == ["–", *(f"{bits:.1f}" for bits in read.surprisal)]
    assert [chip.new for chip in chips] == [False] * (len(chips) - 1) + [True]
    assert chips[0].shade == 0
    assert all(chip.shade is not None and 0 <= chip.shade <= 1 for chip in chips)


def test_the_path_has_a_bar_for_every_token_but_the_first() -> None:
    run = embedded_run()
    path = text_so_far.path(run, run_surprisal(run))
    assert (len(path.bits), len(path.entropies)) == (len(run.tokens) - 1, len(run.tokens))
    assert f"text of {len(run.tokens)} tokens" in path.alt

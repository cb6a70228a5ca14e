"""Published sizes side by side: the arithmetic, and that each has its source."""

from math import log2

import pytest

from explorer.findings.labels.label_sets import Label
from explorer.findings.labels.readings import reading_of
from explorer.findings.labels.scaled_up import finding, labelled, of_the_text, read, table, vocabularies, where_from
from tests.findings.embedded import embedded_run

LABEL = Label("good", ("good", "bad"))


def test_the_published_sizes() -> None:
    """Socher et al. 2013, abstract; Russakovsky et al. 2014, table 2; Devlin et al. 2018, A.2 and 3.1; Brown et al."""
    sst, imagenet = labelled()
    bert, gpt3 = read()
    assert (sst.n, sst.choices, imagenet.n, imagenet.choices) == (215_154, 5, 1_281_167, 1000)
    assert (bert.n, bert.choices) == (pytest.approx(0.15 * 3.3e9), 30_522)
    assert (gpt3.n, gpt3.choices) == (300e9, 50_257)
    assert imagenet.bits == pytest.approx(1_281_167 * log2(1000))


def test_the_sentence_is_the_quotient() -> None:
    assert "230,000 times as many answers as ImageNet has labels" in finding()  # 300e9 / 1,281,167 = 234,161
    assert "370,000 times as many bits" in finding()


def test_the_visitors_text_stands_above_them() -> None:
    run = embedded_run()
    own = reading_of(run, run.model)
    amounts = of_the_text((own,), LABEL)
    assert [(one.n, one.choices) for one in amounts] == [(own.n, 8192), (1, 2)]
    assert amounts[0].bits == pytest.approx(own.most)
    shown = table((own,), LABEL)
    assert [row.group for row in shown.rows].count("Your text") == 2
    assert len(shown.rows) == 6


def test_each_figure_leads_to_its_source() -> None:
    assert "Socher et al. 2013, abstract" in where_from()
    assert "Russakovsky et al. 2014, table 2" in where_from()
    assert vocabularies().count("](https://") == 2

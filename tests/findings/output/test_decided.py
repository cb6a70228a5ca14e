"""The depths of a text: of a run from its trace, of any text through windows, each checked against the model."""

from contextlib import nullcontext
from dataclasses import replace

import numpy as np
import pytest

from explorer.analysis.lenses import logit_lens
from explorer.analysis.prediction_depth import settled_from
from explorer.analysis.text_surprisal import windows
from explorer.components.text.reading_heat import NEVER
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.output import decided, decided_words
from explorer.findings.output.decided import Decided, decided_of_run, decided_of_text
from explorer.findings.output.decided_heat import decided_heat
from explorer.findings.output.reading import reading_of
from explorer.models.unembedding import Unembedding
from explorer.text.token import tokens_of
from explorer.trace.edits import Ablate
from explorer.words.sentences import parts
from tests.findings.embedded import embedded_run, model

TEXT = "Tom had a red ball. Anna had a blue ball. Tom threw the red ball to Anna."


def run() -> Run:
    return embedded_run(TEXT)


def plain(said: str) -> str:
    return "".join(part.text for part in parts(said))


def lens_ids(run: Run) -> np.ndarray:
    """(L+1, T)"""
    assert run.model.unembedding is not None
    return logit_lens(run.trace, run.model.unembedding).ids[..., 0]


def test_a_choice_is_decided_where_its_column_of_the_lens_settles() -> None:
    found, ids = decided_of_run(run()), lens_ids(run())
    assert found.choice.tolist() == ids[-1].tolist()
    assert found.of("choice")[0].tolist() == [settled_from(column) for column in ids.T]


def test_the_token_that_came_is_never_decided_where_the_model_says_another() -> None:
    found, came = decided_of_run(run()), np.array(run().trace.ids[1:])
    right = came == found.choice[:-1]
    depths = found.of("came")
    assert right.any()
    assert not right.all()
    assert (depths[0][~right] == found.depths.never).all()
    assert (depths[0][right] == found.of("choice")[0, :-1][right]).all()


def test_stricter_definitions_are_reached_no_earlier() -> None:
    for subject in decided.SUBJECTS:
        likeliest, three, half = decided_of_run(run()).of(subject)
        assert (three <= likeliest).all()
        assert (likeliest <= half).all()


def test_its_surprisal_is_that_of_the_reading() -> None:
    found, read = decided_of_run(run()), reading_of(model(), run().trace.ids)
    np.testing.assert_allclose(found.read.surprisal[:-1], read.surprisal, atol=1e-4)
    assert found.read.rank[-1] == 1


def test_a_text_in_one_window_is_the_run_of_it() -> None:
    of_run, of_text = decided_of_run(run()), decided_of_text(model(), run().trace.ids)
    np.testing.assert_array_equal(of_run.depths.layers, of_text.depths.layers)
    np.testing.assert_allclose(of_run.read.surprisal, of_text.read.surprisal, atol=1e-4)


def test_a_long_text_is_read_through_windows_and_each_token_is_predicted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decided, "window_of", lambda _model: 8)
    ids, told = run().trace.ids[:19], []
    found = decided_of_text(model(), ids, progress=lambda said: nullcontext(told.append))
    assert len(found.choice) == len(ids)
    assert told[-1] == 1
    for at in range(len(ids)):
        window = next(one for one in windows(len(ids), 8) if at + 1 < one.end or one.end == len(ids))
        alone = decided_of_text(model(), ids[window.start : at + 1])
        assert found.choice[at] == alone.choice[-1]
        assert (found.depths.layers[:, at, 0] == alone.depths.layers[:, -1, 0]).all()


def test_a_long_run_is_read_in_steps_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = decided_of_run(run())
    monkeypatch.setattr(decided, "STEP", 5)
    monkeypatch.setattr(decided, "once", lambda key, make: make())
    parts = decided_of_run(run())
    np.testing.assert_array_equal(parts.depths.layers, whole.depths.layers)
    np.testing.assert_array_equal(parts.choice, whole.choice)


def test_edits_change_what_is_decided() -> None:
    edits = tuple(Ablate(layer, head) for layer in (5, 6, 7) for head in range(4))
    found, edited = decided_of_text(model(), run().trace.ids), decided_of_text(model(), run().trace.ids, edits)
    assert (found.depths.layers != edited.depths.layers).any()


def test_where_the_lens_is_not_the_model_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    unembed = Unembedding.__call__
    monkeypatch.setattr(Unembedding, "__call__", lambda self, x: 2 * unembed(self, x))
    with pytest.raises(Refused, match="so that what it reads earlier says nothing: choose another model"):
        decided_of_text(model(), run().trace.ids[5:12])


def test_every_token_has_its_layers_and_what_comes_next_stands_behind_the_text() -> None:
    found, tokens = decided_of_run(run()), run().tokens
    heat = decided_heat(run(), tokens, found, "choice", selected=None, door="in")
    assert "".join(piece.text for piece in heat.pieces if piece.written) == TEXT
    (behind,) = [piece for piece in heat.pieces if not piece.written]
    assert behind.ids == (int(found.choice[-1]),)
    for piece in heat.pieces[1:]:
        depth = found.of("choice")[0, piece.at - 1]
        assert piece.numbers[0] == run().texts_of([int(found.choice[piece.at - 1])])[0]
        assert piece.numbers[2] == ("the embedding" if depth == 0 else f"layer {depth}")


def test_what_never_stands_has_a_shade_of_its_own_and_says_so() -> None:
    found = decided_of_run(run())
    heat = decided_heat(run(), run().tokens, found, "came", selected=None, door="")
    assert all(piece.written for piece in heat.pieces)
    for piece in heat.pieces[1:]:
        never = found.of("came")[0, piece.at - 1] > found.depths.n_layers
        assert (piece.shades[0] == NEVER) == never == (piece.numbers[2] == "never")
    assert all(-1 <= shade <= 1 for piece in heat.pieces for shade in piece.shades)


def test_later_is_never_paler() -> None:
    found = decided_of_run(run())
    heat = decided_heat(run(), run().tokens, found, "choice", selected=None, door="")
    by_depth = sorted((found.of("choice")[0, piece.at - 1], piece.shades[0]) for piece in heat.pieces[1:])
    shades = [shade for _depth, shade in by_depth]
    assert shades == sorted(shades)
    assert shades[-1] == 1


def test_a_character_of_several_tokens_has_the_latest_of_their_layers() -> None:
    run = embedded_run("Look: 😀 and")
    found = decided_of_run(run)
    heat = decided_heat(run, run.tokens, found, "choice", selected=None, door="")
    (face,) = [piece for piece in heat.pieces if piece.text == "😀" or piece.text == " 😀"]
    places = range(face.at - 1, face.at - 1 + len(face.ids))
    assert len(places) > 1
    assert face.numbers[2] == f"layer {found.of('choice')[0, list(places)].max()}"


def test_the_sentence_tells_half_and_first() -> None:
    found = decided_of_run(run())
    depths = found.of("choice")[0]
    said = plain(decided_words.finding(run(), run().tokens, found, "choice"))
    assert f"Half of the {len(depths)} predictions stand from layer {int(np.median(depths))} of 8 on" in said
    first = int(depths.argmin())
    assert f"First is {run().texts_of([int(found.choice[first])])[0]} after {run().tokens[first].text}" in said
    came = found.of("came")[0]
    said = plain(decided_words.finding(run(), run().tokens, found, "came"))
    assert f"Of the {len(came)} tokens that came, {(came <= 8).sum()} were the likeliest in the end" in said


@pytest.mark.parametrize("subject", decided.SUBJECTS)
def test_depth_goes_with_surprise_as_scipy_says(subject: decided.Subject) -> None:
    from scipy.stats import pearsonr, rankdata

    found = decided_of_run(run())
    bits = found.read.surprisal[:-1]
    expected = pearsonr(rankdata(found.of(subject)[0][: len(bits)]), rankdata(bits))[0]
    rho, n = decided_words.correlation(run().tokens, found, subject)
    assert rho == pytest.approx(expected)
    assert n == len(bits)
    assert f"over {n} tokens" in decided_words.about(run().tokens, found, subject)


def test_of_a_few_tokens_no_correlation_is_stated() -> None:
    run = embedded_run("Tom had a red ball.")
    said = decided_words.about(run.tokens, decided_of_run(run), "choice")
    assert "Spearman" not in said
    assert "Checked: after the last layer the lens reads every probability as the model gives it" in said


@pytest.mark.parametrize("subject", decided.SUBJECTS)
def test_one_token_alone_and_a_text_that_was_never_expected_have_their_words(subject: decided.Subject) -> None:
    run = embedded_run("a")
    found = decided_of_run(run)
    decided_heat(run, run.tokens, found, subject, selected=None, door="")
    said = plain(decided_words.finding(run, run.tokens, found, subject))
    assert said.startswith("The one prediction stands" if subject == "choice" else "There is only one token")
    surprising = tuple(model().tokenizer.encode("Tom xylophone quartz"))
    tokens = tokens_of(surprising, model().tokenizer)
    found = decided_of_text(model(), surprising)
    unlike: Decided = replace(found, depths=replace(found.depths, layers=np.full_like(found.depths.layers, 9)))
    assert "None of the tokens that came" in decided_words.finding(run, tokens, unlike, "came")
    decided_heat(run, tokens, unlike, "came", selected=None, door="")

"""A figure says in words what it shows."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    from explorer.figures.figure import figure
    from explorer.views.plotted import plotted
    from explorer.words.sentences import chip

    plotted(figure([], height=200), key="it", alt=f"most of it is {chip('·the')}")


def test_what_is_read_aloud_has_the_words_of_a_chip_and_none_of_its_marks() -> None:
    app = AppTest.from_function(page).run()
    assert not app.exception
    (chart,) = app.get("plotly_chart")
    assert chart.proto.alt == "most of it is ·the"

"""Names beside points lie on nothing else and within the plot; where there is no room, there is no name."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from explorer.figures.names_apart import SIDES, Named, _box, _point, sides

WIDTH, HEIGHT, SIZE = 600, 300, 24

points = st.lists(
    st.builds(
        Named,
        st.floats(0, WIDTH),
        st.floats(0, HEIGHT),
        st.text("abc 東京", min_size=1, max_size=20),
        st.sampled_from(SIDES),
    ),
    max_size=12,
)


def test_a_name_stands_where_it_is_asked_to_if_there_is_room() -> None:
    assert sides([Named(300, 150, "alone", "middle left")], SIZE, (WIDTH, HEIGHT)) == ["middle left"]


def test_two_on_one_spot_have_different_sides_and_of_many_some_have_none() -> None:
    one, other = sides([Named(300, 150, "one"), Named(300, 150, "two")], SIZE, (WIDTH, HEIGHT))
    assert one == "top center"
    assert other not in (None, one)
    assert None in sides([Named(300, 150, "a name that is long")] * 9, SIZE, (WIDTH, HEIGHT))


def test_at_an_edge_it_turns_inwards() -> None:
    (side,) = sides([Named(WIDTH - 6, 150, "at the right edge")], SIZE, (WIDTH, HEIGHT))
    assert side is not None
    assert side.endswith("left")


@given(points)
def test_none_lies_on_another_or_on_another_s_point_or_leaves_the_plot(named: list[Named]) -> None:
    found = sides(named, SIZE, (WIDTH, HEIGHT))
    boxes = [_box(one, side, SIZE) for one, side in zip(named, found, strict=True) if side]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for box in boxes:
        assert min(box.left, box.top, WIDTH - box.right, HEIGHT - box.bottom) >= 0
    for one, side in zip(named, found, strict=True):
        if side:
            others = [_point(other) for other in named if other is not one]
            assert not any(_box(one, side, SIZE).meets(point) for point in others)


@given(points)
def test_who_comes_first_is_not_moved_by_who_comes_later(named: list[Named]) -> None:
    if named:
        whole = sides(named, SIZE, (WIDTH, HEIGHT))
        alone = sides([*named[:1], *(Named(one.x, one.y, "") for one in named[1:])], SIZE, (WIDTH, HEIGHT))
        assert whole[0] == alone[0]

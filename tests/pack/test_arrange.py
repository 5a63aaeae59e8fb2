"""Which exhibit goes into which file: bounds on any sizes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from appealdocs.pack.arrange import Arrangement, Piece, Rules, arrange


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    made = []
    for n in range(draw(st.integers(1, 9))):
        pages = tuple(draw(st.lists(st.integers(500, 60_000), min_size=0, max_size=6)))
        alone = draw(st.booleans()) if pages else False
        own = () if pages and draw(st.booleans()) and not alone else (draw(st.integers(500, 90_000)),)
        made.append(Piece(n, n + 1, draw(st.sampled_from("abc")), draw(st.sampled_from("xy")), draw(st.sampled_from("12")), own, pages, 0, alone))
    return made


def rules_strategy() -> st.SearchStrategy[Rules]:
    return st.builds(Rules, st.integers(20_000, 200_000), st.none() | st.integers(60_000, 400_000), st.none() | st.integers(1, 8))


def covered(made: Arrangement, given: list[Piece]) -> None:
    """Every page of every piece is in exactly one file, in order; a piece that has no pages is a file of its own."""
    for piece in given:
        cuts = [c for b in made.bins if not b.own for c in b.cuts if c.piece.index == piece.index]
        own = [b for b in made.bins if b.own and b.cuts[0].piece.index == piece.index]
        pages = [n for c in cuts for n in range(c.first, c.last)]
        if own:
            assert not cuts
            assert [b.part for b in own] == list(range(len(piece.own)))
        else:
            assert pages == list(range(len(piece.pages)))


@settings(max_examples=150, deadline=None)
@given(pieces(), rules_strategy())
def test_no_page_is_lost_and_what_is_said_to_fit_fits(given: list[Piece], rules: Rules) -> None:
    made = arrange(given, rules)
    covered(made, given)
    if made.fits:
        assert all(b.size <= rules.file for b in made.bins)
        assert rules.files is None or len(made.bins) <= rules.files
        assert rules.total is None or made.size <= rules.total
    else:
        assert made.heavy or made.least > (rules.files or 0)


def piece(index: int, own: int, group: str = "", family: str = "x", pages: int = 1, alone: bool = False) -> Piece:
    return Piece(index, index + 1, group or str(index), family, "1", (own,), (own // pages,) * pages, 0, alone)


def test_files_stay_apart_where_the_count_allows() -> None:
    made = arrange([piece(0, 1000), piece(1, 1000), piece(2, 1000)], Rules(10_000, None, 3))
    assert [b.own for b in made.bins] == [True, True, True]


def test_the_most_alike_are_merged_first() -> None:
    made = arrange(
        [piece(0, 1000, family="shipment"), piece(1, 1000, family="delivery"), piece(2, 1000, family="shipment")], Rules(50_000, None, 2)
    )
    assert [sorted(p.exhibit for p in b.pieces) for b in made.bins] == [[1, 3], [2]]


def test_a_signed_file_is_merged_only_when_nothing_else_helps() -> None:
    signed = piece(2, 5000, alone=True)
    apart = arrange([piece(0, 1000), piece(1, 1000), signed], Rules(50_000, None, 2))
    assert [b.own for b in apart.bins] == [False, True]
    merged = arrange([piece(0, 1000), piece(1, 1000), signed], Rules(50_000, None, 1))
    assert len(merged.bins) == 1
    assert merged.images == (2,)


def test_a_file_that_is_too_large_is_divided_between_pages() -> None:
    made = arrange([piece(0, 40_000, pages=8)], Rules(18_000, None, None))
    assert made.fits
    assert len(made.bins) == 4
    covered(made, [piece(0, 40_000, pages=8)])


def test_videos_beyond_the_count_cannot_be_helped() -> None:
    videos = [Piece(n, n + 1, str(n), "x", "1", (1000,), (), 0, True) for n in range(4)]
    assert arrange([*videos, piece(4, 1000)], Rules(50_000, None, 3)).least == 5

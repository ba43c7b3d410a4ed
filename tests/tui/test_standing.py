"""Which texts stand in columns: pure choices, each the same every time it is asked for."""

from __future__ import annotations

from dataclasses import replace

from index import Article, Cell, Column, Comparison, Row, Voice, Wording, WordingUse
from index.article import Dates, Span
from index.comparison.table import Chosen, Selection
from index.comparison.wording import Label, LabelUse, MarkingWord
from tui.standing import (
    Standing,
    chosen,
    copies,
    differs,
    folded,
    load,
    most_apart,
    narrowed,
    usual,
)


def article(number: int, family: int | None = None) -> Article:
    """An article of a text family."""
    return Article(number, "Text.", family=family or number)


def column(number: int, words: int = 100) -> Column:
    """What heads it."""
    return Column(number, f"Paper {number}", None, None, Dates(), words, 0)


def compared(
    numbers: tuple[int, ...],
    rows: tuple[Row, ...] = (),
    wording: tuple[Wording, ...] = (),
    voices: tuple[Voice, ...] = (),
    selection: Selection | None = None,
    families: tuple[int, ...] = (),
) -> Comparison:
    """A comparison of a few articles."""
    return Comparison(
        None, "x", numbers, tuple(column(number) for number in numbers), rows, wording, voices,
        (), (), (), (), (), len(numbers), families=families or numbers, selection=selection,
    )  # fmt: skip


def row(*filled: bool, lit: bool = False) -> Row:
    """A row with a passage where ``filled`` says so."""
    only = (Span(0, 1),) if lit else ()
    return Row(tuple(Cell(0, 4, only) if one else None for one in filled), 0.5)


def test_the_next_text_comes_into_a_column_until_the_first_is_back() -> None:
    standing = Standing((1, 2), (3, 4))
    seen = []
    for _ in range(3):
        found = standing.next_into(1, range(2))
        assert found is not None
        standing = found
        seen.append(standing.shown)
    assert seen == [(1, 3), (1, 4), (1, 2)]


def test_there_is_no_next_text_where_all_are_on_the_glass() -> None:
    assert Standing((1, 2)).next_into(0, range(2)) is None


def test_texts_to_the_left_of_the_glass_come_in_as_well() -> None:
    found = Standing((1, 2, 3)).next_into(2, range(1, 3))
    assert found is not None and set(found.shown) == {1, 2, 3} and found.shown[-1] == 3


def test_copies_are_folded_into_the_longest_and_counted() -> None:
    articles = [article(1), article(2, 1), article(3)]
    assert folded(articles, {1: 90, 2: 100, 3: 80}) == (2, 3)
    comparison = compared((1, 2, 3), families=(1, 1, 3))
    assert copies(comparison, (2, 3)) == {2: 2, 3: 1}
    assert copies(comparison, (1, 2)) == {1: 1, 2: 1}


def test_copies_that_were_not_compared_count_as_well() -> None:
    selection = Selection(5, 2, (Chosen(1, "all", (7, 8, 9)), Chosen(2, "all")))
    comparison = compared((1, 2), selection=selection)
    assert copies(comparison, (1, 2)) == {1: 4, 2: 1}


def test_texts_not_chosen_follow_and_copies_of_those_shown_come_last() -> None:
    standing = chosen((3, 99), [article(1), article(2, 3), article(3), article(4)])
    assert (standing.shown, standing.rest) == ((3,), (1, 4, 2))


def test_a_choice_is_remembered_and_nonsense_is_no_choice() -> None:
    assert load(Standing((5, 2)).dump()) == (5, 2)
    for kept in (None, "", "nonsense", "{}", '["a", null, true]'):
        assert load(kept) == ()


def test_few_texts_all_stand_of_many_those_closest_to_the_others() -> None:
    few = compared((1, 2, 3))
    assert usual(few, [article(number) for number in (1, 2, 3)]).shown == (1, 2, 3)
    many = tuple(range(1, 12))
    rows = (row(*(at in (2, 5, 7, 9) for at in many)), row(*(at in (1, 3) for at in many)))
    standing = usual(compared(many, rows), [article(number) for number in many])
    assert standing.shown == (2, 5, 7, 9)
    assert standing.why == "of 11 texts those 4 with most passages close to others"


def test_the_farthest_texts_come_with_the_counts_that_say_so() -> None:
    rows = (row(True, True, False), row(True, True, False), row(False, False, True))
    wording = (
        Wording("w", "war", (
            WordingUse(1, "war", (Span(0, 1),)), WordingUse(3, "conflict", (Span(0, 1),)),
        )),
    )  # fmt: skip
    voices = (Voice("Ann", 1, "direct", False, 3, ()), Voice("Ben", 3, "direct", False, 3, ()))
    comparison = compared((1, 2, 3), rows, wording, voices)
    standing = most_apart(comparison, [article(number) for number in (1, 2, 3)], 2)
    assert standing is not None
    assert standing.shown == (1, 3)
    assert standing.why == (
        "farthest apart: Paper 1 and Paper 3: 0 of 3 passages close, other words in 1 of 1 set,"
        " 0 of 2 voices in both"
    )


def test_copies_of_one_text_are_never_farthest_apart() -> None:
    articles = [article(1), article(2, 1)]
    assert most_apart(compared((1, 2), families=(1, 1)), articles, 2) is None


def test_a_narrowed_comparison_keeps_every_count_and_leaves_out_what_has_no_text_left() -> None:
    rows = (row(True, False, False), row(False, True, True), row(False, False, True))
    wording = (
        Wording("w", "war", (WordingUse(1, "war", (Span(0, 1),)),)),
        Wording("c", "city", (WordingUse(3, "Kyiv", (Span(0, 1), Span(2, 3))),)),
    )
    found = narrowed(compared((1, 2, 3), rows, wording), (3, 2))
    assert found.articles == (3, 2)
    assert [[cell is not None for cell in one.cells] for one in found.rows] == [
        [True, True], [True, False],
    ]  # fmt: skip
    assert [one.title for one in found.wording] == ["city"]
    assert len(found.wording[0].uses[0].spans) == 2


def test_words_and_names_of_texts_that_are_not_shown_are_left_out() -> None:
    whole = replace(
        compared((1, 2, 3), ()),
        marking=tuple(
            MarkingWord(number, word, 4, 0, 2.0, True, ())
            for number, word in ((1, "pier"), (3, "quay"))
        ),
        labels=(
            Label("NATO", "ORG", (LabelUse(1, "alliance", "description", ()),)),
            Label("Kyiv", "LOC", tuple(
                LabelUse(number, form, "name", ()) for number, form in ((2, "Kiev"), (1, "Kyiv"))
            )),
        ),
    )  # fmt: skip
    found = narrowed(whole, (3, 2))
    assert [one.word for one in found.marking] == ["quay"]
    assert [[use.form for use in one.uses] for one in found.labels] == [["Kiev"]]


def test_a_row_differs_where_something_is_lit_or_one_text_is_alone() -> None:
    assert differs(row(True, False))
    assert differs(row(True, True, lit=True))
    assert not differs(row(True, True))

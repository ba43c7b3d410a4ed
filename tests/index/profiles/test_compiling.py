"""What is told of an outlet beside others: counted in the same events, and only where it holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from index.profile import OutletLine, Profile, ProfileLine
from index.profiles import Ingredients, Text, compile_profile
from index.profiles.ingredients import Spoken

OWN, OTHER, THIRD = "Harbor Times", "Morning Star", "Evening Post"
EVENTS = 30


def text(
    number: int, outlet: str | None, event: int, terms: Iterable[str] = (), *, family: int = 0,
    day: int | None = None, words: int = 100, quoted: int = 10, spoken: tuple[Spoken, ...] = (),
    sources: tuple[str, ...] = (), wording: Mapping[tuple[str, str], int] | None = None,
) -> Text:  # fmt: skip
    """A text with these counts; common words stand in every one."""
    common = [f"common{at}" for at in range(30)]
    counts = dict.fromkeys([*common, *terms], 1)
    found = Ingredients(words, quoted, spoken, sources, wording or {}, counts)
    return Text(number, outlet, event, family or number, day, found)


def profile(texts: list[Text], beside: str | None = None, **times: datetime.datetime) -> Profile:
    """The profile of the outlet under test."""

    def line(name: str) -> OutletLine:
        return OutletLine(name, {name: 1}, 1, 1, 1)

    moments = {int(number[1:]): when for number, when in times.items()}
    other = line(beside) if beside else None
    return compile_profile(line(OWN), other, texts, moments, lambda name: name, lambda name: name)


def pairs(own: Iterable[str] = (), other: Iterable[str] = ()) -> list[Text]:
    """Two texts, one of each side, of every event; each event has a topic of its own."""
    found = []
    for event in range(EVENTS):
        topic = [f"topic{event}"]
        found.append(text(2 * event + 1, OWN, event, [*own, *topic]))
        found.append(text(2 * event + 2, OTHER, event, [*other, *topic]))
    return found


def lines(found: Profile, part: str) -> list[ProfileLine]:
    """The lines of one part."""
    return [line for line in found.lines if line.part == part]


def test_a_word_used_over_many_events_marks_the_side_that_uses_it() -> None:
    found = profile(pairs(own=["quay"], other=["pier"]))
    marked = {line.label: line for line in lines(found, "words")}
    assert set(marked) == {"quay", "pier"}
    assert (marked["quay"].z or 0) > 0 > (marked["pier"].z or 0)
    assert marked["quay"].here.number == EVENTS and not marked["quay"].there.texts


def test_what_events_are_about_marks_nobody_even_where_one_side_has_more_texts() -> None:
    texts = pairs()
    for event in range(5):
        texts += [text(100 + 10 * event + at, OTHER, event, ["strike"]) for at in range(6)]
        texts.append(text(200 + event, OWN, event, ["strike"]))
    assert lines(profile(texts), "words") == []


def test_a_word_that_one_event_alone_has_marks_nobody() -> None:
    texts = pairs()
    texts += [text(100 + at, OWN, 0, ["quay"]) for at in range(20)]
    texts += [text(200 + at, OTHER, 0) for at in range(20)]
    assert lines(profile(texts), "words") == []


def test_a_text_that_repeats_a_word_counts_it_once() -> None:
    texts = pairs()
    for at in (0, 2, 4):
        counts = {**texts[at].counts.terms, "quay": 500}
        told = texts[at].counts
        again = Ingredients(told.words, told.quoted, (), (), {}, counts)
        texts[at] = Text(texts[at].id, OWN, texts[at].event, texts[at].family, None, again)
    assert lines(profile(texts), "words") == []


def test_its_own_name_is_no_word_that_marks_it() -> None:
    assert lines(profile(pairs(own=["harbor", "times"])), "words") == []


def test_few_texts_are_too_few_to_tell() -> None:
    found = profile(pairs(own=["quay"])[:8])
    assert found.too_few is not None and not lines(found, "words")
    assert found.measures[0].here is None


def test_events_that_only_it_tells_and_texts_of_unknown_outlets_are_left_aside() -> None:
    texts = [*pairs(), text(500, OWN, 900), text(501, None, 901), text(502, OWN, 901)]
    found = profile(texts)
    assert len(found.shared) == EVENTS and 500 not in found.here and 502 not in found.here


def test_a_text_that_another_outlet_prints_too_is_left_out_and_counted() -> None:
    texts = [*pairs(), text(500, OWN, 0, family=500), text(501, OTHER, 0, family=500)]
    texts += [text(502, OWN, 1, family=502), text(503, OWN, 1, family=502)]
    found = profile(texts)
    assert found.copies == (500, 501, 503)
    assert 502 in found.here


def test_beside_one_outlet_only_its_texts_of_events_both_tell_count() -> None:
    texts = [*pairs(), *(text(300 + event, THIRD, event) for event in range(12))]
    found = profile(texts, beside=THIRD)
    assert len(found.shared) == 12
    assert set(found.there) == set(range(300, 312))


def test_measures_are_of_the_texts_they_name() -> None:
    texts = [
        text(2 * event + side, outlet, event, words=100 * side, quoted=10)
        for event in range(EVENTS)
        for side, outlet in ((1, OWN), (2, OTHER))
    ]
    length, quoted, unnamed = profile(texts).measures
    assert (length.here, length.there) == (100, 200)
    assert (quoted.here, quoted.there) == (0.1, 0.05)
    assert (unnamed.here, unnamed.there) == (None, None)
    assert len(length.here_texts) == EVENTS


def test_voices_are_named_speakers_of_two_texts_or_more() -> None:
    ada, once = Spoken("Ada Poe", False, 12), Spoken("Once Only", False, 90)
    official, group = Spoken("officials", True, 20), Spoken("campaign", False, 5)
    texts = pairs()
    for event in range(4):
        heard = (ada, official, group, *((once,) if event == 0 else ()))
        texts.append(text(100 + event, OWN, event, spoken=heard))
    (line,) = lines(profile(texts), "voices")
    assert (line.label, line.here.number, len(line.here.texts)) == ("Ada Poe", 48, 4)


def test_sources_do_not_count_the_outlet_itself() -> None:
    texts = pairs()
    texts += [text(100 + at, OWN, at, sources=("Reuters", OWN)) for at in range(3)]
    assert [line.label for line in lines(profile(texts), "sources")] == ["Reuters"]


def test_a_choice_of_words_is_told_where_both_sides_made_it() -> None:
    texts = []
    for event in range(12):
        both = event < 9
        texts.append(text(2 * event + 1, OWN, event, wording={("capital-of-ukraine", "x"): 1}))
        uses = {("war", "war"): 2} if both else {}
        texts[-1] = text(2 * event + 1, OWN, event, wording=uses or {("war", "invasion"): 9})
        texts.append(
            text(2 * event + 2, OTHER, event, wording={("war", "invasion"): 1} if both else {})
        )
    found = {line.label: line for line in lines(profile(texts), "wording")}
    if found:
        assert found["war"].here.number == 18 and not found["war"].there.texts
        assert not found["invasion"].here.texts and (found["war"].z or 0) > 1.96


def test_who_was_first_is_counted_by_days_that_are_believed() -> None:
    texts = []
    for event, (ours, theirs) in enumerate([(5, 6), (5, 5), (7, 5), (None, 5), (5, None)]):
        texts.append(text(2 * event + 1, OWN, event, day=ours))
        texts.append(text(2 * event + 2, OTHER, event, day=theirs))
    told = {line.label: line.here.number for line in lines(profile(texts), "timing")}
    assert list(told.values()) == [1, 1, 1]


def test_hours_are_told_where_enough_texts_have_a_time() -> None:
    noon = datetime.datetime(2019, 3, 1, 12, tzinfo=datetime.UTC)
    later = noon + datetime.timedelta(hours=3)
    times = {f"n{2 * at + 1}": later for at in range(6)} | {
        f"n{2 * at + 2}": noon for at in range(6)
    }
    (delay,) = [one for one in profile(pairs(), **times).measures if one.key == "delay"]
    assert delay.here == 3 and len(delay.here_texts) == 6

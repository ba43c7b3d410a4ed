"""Quick dataclasses answer as the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys

import pytest

from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Two numbers, and words about them."""

    across: int
    down: int = 2
    words: tuple[str, ...] = ()
    more: dict[str, int] = dataclasses.field(default_factory=dict, repr=True)

    @property
    def sum(self) -> int:
        """Both together."""
        return self.across + self.down


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """The same, by the standard library."""

    across: int
    down: int = 2
    words: tuple[str, ...] = ()
    more: dict[str, int] = dataclasses.field(default_factory=dict, repr=True)


@dataclass(frozen=True, slots=True)
class One:
    """A field alone."""

    name: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Looks at what it was given."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError("below nothing")


def test_it_is_made_shown_and_compared_as_the_standard_one() -> None:
    for arguments in ((1,), (1, 3), (1, 3, ("a",), {"b": 1})):
        quick, standard = Point(*arguments), Standard(*arguments)  # type: ignore[arg-type]
        assert repr(quick) == repr(standard).replace("Standard", "Point")
        assert quick == Point(*arguments)  # type: ignore[arg-type]
        assert quick != standard
    assert Point(1, 2) != Point(1, 3)
    assert Point(1).sum == 3
    assert Point(1).more is not Point(1).more


def test_wrong_arguments_are_told_apart() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'across'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'up'"):
        Point(1, up=2)  # type: ignore[call-arg]


def test_it_cannot_be_changed_and_has_no_room_for_more() -> None:
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.across = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.across  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.other = 2  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")


def test_equal_ones_have_one_hash() -> None:
    assert len({One("a"), One("a"), One("b")}) == 2


def test_the_tools_of_the_standard_library_work() -> None:
    point = Point(1, words=("a",))
    assert dataclasses.is_dataclass(point)
    assert [each.name for each in dataclasses.fields(Point)] == ["across", "down", "words", "more"]
    assert dataclasses.replace(point, down=5) == Point(1, 5, ("a",))
    assert dataclasses.asdict(point) == {"across": 1, "down": 2, "words": ("a",), "more": {}}
    match point:
        case Point(across, down):
            assert (across, down) == (1, 2)


def test_copies_and_pickles_are_equal() -> None:
    point = Point(1, 2, ("a",), {"b": 3})
    assert copy.deepcopy(point) == copy.copy(point) == pickle.loads(pickle.dumps(point)) == point


def test_what_is_checked_when_made_is_checked_here() -> None:
    assert Checked(1).number == 1
    with pytest.raises(ValueError, match="below nothing"):
        Checked(-1)


def test_a_class_that_asks_for_more_is_the_standard_librarys() -> None:
    @dataclass(order=True)
    class Ordered:
        number: int

    assert Ordered(1) < Ordered(2)
    with pytest.raises(ValueError, match="mutable default"):

        @dataclass(frozen=True, slots=True)
        class Wrong:
            numbers: list[int] = []  # noqa: RUF012


def test_declaring_compiles_nothing() -> None:
    """Else a hundred classes would cost every command a tenth of a second."""
    program = (
        "import builtins, dataclasses, re, unicodedata\n"
        "compiled = []\n"
        "real = builtins.exec\n"
        "builtins.exec = lambda *given: (compiled.append(given[0]), real(*given))[1]\n"
        "import index.article, index.comparison.table\n"
        "print([source for source in compiled if isinstance(source, str)])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert told.stdout == "[]\n", told.stderr

"""Frozen, slotted dataclasses that cost little to declare.

The standard library writes and compiles six methods when it meets a class, the better part of
a millisecond, and a command meets a hundred classes to make things of ten. Here methods are
shared, and ``__init__`` is compiled when the first instance is made. Type checkers see the
standard decorator; ``dataclasses.fields``, ``replace`` and ``asdict``, copying and pickling
work as with it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """As ``dataclasses.dataclass``; quick where the class is frozen, slotted and plain."""
        if cls is None:
            return lambda cls: dataclass(cls, **options)
        if options == {"frozen": True, "slots": True} and _plain(cls):
            return _Declared(cls).made
        return dataclasses.dataclass(**options)(cls)


__all__ = ["dataclass"]

_OWN = {"__init__", "__eq__", "__repr__", "__hash__", "__setattr__", "__slots__", "__getstate__"}
_NO_FIELDS = ("ClassVar", "typing.ClassVar", "InitVar", "dataclasses.InitVar", "KW_ONLY")
_ABSENT = object()


def _plain(cls: type) -> bool:
    """Whether a class has fields, perhaps with defaults, and nothing that asks for more."""
    kinds = cls.__annotations__
    return (
        bool(kinds)
        and cls.__bases__ == (object,)
        and _OWN.isdisjoint(cls.__dict__)
        and all(_plain_kind(kind) for kind in kinds.values())
        and all(_plain_default(cls.__dict__.get(name)) for name in kinds)
    )


def _plain_kind(kind: object) -> bool:
    """Whether an annotation, kept as words, makes a field."""
    return isinstance(kind, str) and not kind.startswith(_NO_FIELDS)


def _plain_default(default: object) -> bool:
    if isinstance(default, dataclasses.Field):
        told = default.init, default.repr, default.compare, default.hash, default.kw_only
        return told == (True, True, True, None, dataclasses.MISSING)
    return type(default).__hash__ is not None


class _Declared:
    """One class, ``made`` anew with slots for its fields, and what it still may have to make."""

    def __init__(self, cls: type) -> None:
        body = dict(cls.__dict__)
        self._kinds: Mapping[str, str] = body["__annotations__"]
        self._defaults = {name: body.pop(name) for name in self._kinds if name in body}
        for name in ("__dict__", "__weakref__"):
            body.pop(name, None)
        names = tuple(self._kinds)
        body |= {"__slots__": names, "__match_args__": names, "__dataclass_fields__": self}
        self.made = type(cls.__name__, (), body | _methods(names))
        self._give("__init__", self._first())

    def _give(self, name: str, value: object) -> None:
        setattr(self.made, name, value)

    def __get__(self, instance: object, owner: type) -> dict[str, dataclasses.Field[Any]]:
        """The fields as the standard library describes them, made when it asks."""
        told = [
            (name, kind, self._defaults.get(name, dataclasses.field()))
            for name, kind in self._kinds.items()
        ]
        twin = dataclasses.make_dataclass("Twin", told, init=False, repr=False, eq=False)
        fields: dict[str, dataclasses.Field[Any]] = twin.__dict__["__dataclass_fields__"]
        self._give("__dataclass_fields__", fields)
        return fields

    def _first(self) -> Callable[..., None]:
        """An ``__init__`` that puts the compiled one in its own place."""

        def first(instance: Any, *given: Any, **named: Any) -> None:
            compiled = self._compiled()
            self._give("__init__", compiled)
            compiled(instance, *given, **named)

        return first

    def _compiled(self) -> Callable[..., None]:
        """``__init__`` with a parameter for each field."""
        scope: dict[str, Any] = {"_absent": _ABSENT}
        parameters, lines = [], []
        for name in self._kinds:
            scope[f"_set_{name}"] = self.made.__dict__[name].__set__
            given, value = _parameter(name, self._defaults, scope)
            parameters.append(given)
            lines.append(f"    _set_{name}(self, {value})\n")
        if hasattr(self.made, "__post_init__"):
            lines.append("    self.__post_init__()\n")
        exec(f"def __init__(self, {', '.join(parameters)}):\n{''.join(lines)}", scope)
        made: Callable[..., None] = scope["__init__"]
        made.__qualname__ = f"{self.made.__qualname__}.__init__"
        return made


def _parameter(name: str, defaults: Mapping[str, Any], scope: dict[str, Any]) -> tuple[str, str]:
    """How ``__init__`` takes a field, and its value there; puts what it needs into ``scope``."""
    default = defaults.get(name, dataclasses.MISSING)
    if isinstance(default, dataclasses.Field):
        if default.default_factory is not dataclasses.MISSING:
            scope[f"_make_{name}"] = default.default_factory
            return f"{name}=_absent", f"_make_{name}() if {name} is _absent else {name}"
        default = default.default
    if default is dataclasses.MISSING:
        return name, name
    scope[f"_default_{name}"] = default
    return f"{name}=_default_{name}", name


def _methods(names: tuple[str, ...]) -> dict[str, Any]:
    """What every such class has besides, over its fields."""
    get = attrgetter(*names)

    def equal(self: Any, other: Any) -> Any:
        return get(self) == get(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(get(self))

    def shown(self: Any) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({told})"

    def refused(_: Any, name: str, *value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")

    def packed(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def unpacked(self: Any, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {
        "__eq__": equal,
        "__hash__": hashed,
        "__repr__": shown,
        "__setattr__": refused,
        "__delattr__": refused,
        "__getstate__": packed,
        "__setstate__": unpacked,
    }

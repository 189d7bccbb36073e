"""Real records with some values changed."""

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import Any


def altered(record: Any, changes: Mapping[str, Any]) -> Any:
    """A copy of a record with other values, or with what functions make of the values there.

    Parameters
    ----------
    record : dataclass
    changes : by path: names of fields, keys of dictionaries and places in tuples, with dots
        between them; "*" is every place of a tuple, and "" the record itself
    """
    for path, value in changes.items():
        record = _altered(record, path.split(".") if path else [], value)
    return record


def _altered(record: Any, path: list[str], value: Any) -> Any:
    if not path:
        return value(record) if callable(value) else value
    name, *rest = path
    if isinstance(record, tuple):
        return tuple(
            _altered(item, rest, value) if name in ("*", str(place)) else item
            for place, item in enumerate(record)
        )
    if isinstance(record, dict):
        return {**record, name: _altered(record[name], rest, value)}
    assert is_dataclass(record)
    assert not isinstance(record, type)
    return replace(record, **{name: _altered(getattr(record, name), rest, value)})

"""Kinds of brief. A room registers, in its briefs.py, a template and who may read it."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from briefs.models import Brief


@dataclass(frozen=True)
class Kind:
    name: str
    label: str
    """On screen: 'Panel brief'."""
    template: str
    audience: str
    may_read: Callable[[User, Brief], bool]
    """Asked whenever it is shown and downloaded: a right lost is lost for old files too."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kind_of(brief: Brief) -> Kind:
    return _kinds[brief.kind]


def get(name: str) -> Kind:
    return _kinds[name]

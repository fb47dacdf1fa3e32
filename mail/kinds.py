"""Kinds of mail. A room registers, in its emails.py, what a kind says and from which record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mail.models import Mail


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    mimetype: str


@dataclass(frozen=True)
class Letter:
    """What a mail says. Subject and attachment names use aliases, never a candidate's name."""

    subject: str
    template: str
    context: dict[str, Any]
    attachments: list[Attachment] = field(default_factory=list)


LetterOf = Callable[[Mail], Letter | None]
_kinds: dict[str, LetterOf] = {}


def register(kind: str, letter_of: LetterOf) -> None:
    """`letter_of` reads the record afresh and answers None where the mail is no longer needed."""
    _kinds[kind] = letter_of


def letter_of(mail: Mail) -> Letter | None:
    return _kinds[mail.kind](mail)

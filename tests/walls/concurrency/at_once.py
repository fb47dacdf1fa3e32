"""Many people at once, on PostgreSQL: one of them acts, the others are told, nothing is lost.

Each call runs in a thread and a connection of its own, and all begin together.
"""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from accounts.models import User
from candidates.models import Candidacy
from interviews import actions as interviews
from interviews.models import Interview
from searches.errors import NotAllowed, Refused
from searches.models import Event, Search

PATIENCE = 60


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call answered or raised."""
    answers: list[Any] = [None] * len(calls)
    barrier = Barrier(len(calls))

    def run(index: int, call: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(PATIENCE)
            answers[index] = call()
        except Exception as error:
            answers[index] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "Two of them wait for each other"
    return answers


def done(answers: list[Any]) -> list[Any]:
    """Those that went through. Every other one was told so in a sentence, and nothing broke."""
    told = [answer for answer in answers if isinstance(answer, Exception)]
    for error in told:
        assert isinstance(error, Refused | NotAllowed), repr(error)
    return [answer for answer in answers if not isinstance(answer, Exception)]


def events(search: Search, verb: str) -> int:
    return Event.objects.filter(search=search, verb=verb).count()


def plan(candidacy: Candidacy, part, starts_at, by: User) -> Interview:
    return interviews.plan_interview(
        candidacy=Candidacy.objects.get(pk=candidacy.pk),
        part=part,
        starts_at=starts_at,
        zone="Europe/Berlin",
        minutes=60,
        place="Room 3",
        by=User.objects.get(pk=by.pk),
    )

"""`visible_to`: the one place that says whose a record is. Nobody has a way round it."""

import inspect
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.test import TestCase
from django.utils import timezone

from accounts.models import User
from candidates.models import NAMED, Access, Submission
from offers.models import RunnerUp
from onboarding.models import WatchPoint
from searches.models import Membership, Role
from tests import factories
from tests.factories import offers as make_offers
from tests.factories import outcomes as make_outcomes
from tests.factories import partners as make_partners
from tests.factories import scoping as make_scoping
from tests.factories import scorecards as make_cards
from tests.walls.matrix import World, world

MODELS: list[Any] = [
    model for model in apps.get_models() if hasattr(getattr(model, "objects", None), "visible_to")
]


def seen_by(model: Any, user: User) -> set[int]:
    return set(model.objects.visible_to(user).values_list("pk", flat=True))


class VisibleTo(TestCase):
    """A search with a record of every kind in it, walked to the plan."""

    here: World

    @classmethod
    def setUpTestData(cls) -> None:
        cls.here = world()
        make_cards.practice_shown(cls.here.search)
        hired = make_offers.chosen(cls.here.search)
        hired.decisions.update(doubts="Does she hand work over?")
        make_outcomes.recorded(make_outcomes.hired(hired))
        RunnerUp.objects.create(
            passage=hired.offers.get().passage,
            candidacy=make_offers.second(cls.here.search),
            because="As strong in production.",
            named_by=cls.here.manager,
        )
        make_scoping.approved_jd(cls.here.search)
        make_cards.asked(make_cards.candidacy(cls.here.search))
        make_partners.submission(cls.here.search, cls.here[Role.PARTNER])

    def each(self) -> Iterator[type[Model]]:
        for model in MODELS:
            with self.subTest(model=model.__name__):
                yield model

    def members(self) -> list[User]:
        rows = Membership.objects.current().filter(search=self.here.search)
        return list(User.objects.filter(pk__in=rows.values("user")))

    def test_the_models_of_the_stage_rooms_say_whose_they_are(self):
        names = {model.__name__ for model in MODELS}
        assert {"Search", "Scope", "JobDescription", "Candidacy", "Loop", "Interview"} <= names
        assert {"Card", "SecondVote", "PracticeRating", "Offer"} <= names
        assert {"Plan", "WatchPoint", "Outcome", "Passage", "RunnerUp"} <= names

    def test_some_member_sees_some(self):
        people = self.members()
        for model in self.each():
            assert any(seen_by(model, user) for user in people)

    def test_outsiders_see_nothing_of_the_search(self):
        for model in self.each():
            for who in ("administrator", "stranger", "removed"):
                rows = model.objects.visible_to(self.here[who])
                assert [row for row in rows if row.search == self.here.search] == [], who

    def test_a_superuser_sees_what_anybody_would(self):
        people = self.members()
        before = {(m, user.pk): seen_by(m, user) for m in MODELS for user in people}
        User.objects.update(is_superuser=True, is_staff=True)
        people = self.members()
        for model in self.each():
            assert {user.pk: seen_by(model, user) for user in people} == {
                user.pk: before[model, user.pk] for user in people
            }

    def test_who_left_sees_nothing_any_more(self):
        people = self.members()
        Membership.objects.filter(search=self.here.search).update(ended_at=timezone.now())
        for model in self.each():
            assert [user for user in people if seen_by(model, user)] == []

    def test_access_without_membership_opens_nothing(self):
        somebody = factories.user()
        for candidacy in self.here.search.candidacies.all():
            Access.objects.create(candidacy=candidacy, user=somebody, role=Role.PANELIST)
        for model in self.each():
            assert seen_by(model, somebody) == set()

    def test_a_search_partner_sees_what_they_sent_and_nothing_else(self):
        """Whoever they were before: what let them in to a candidacy still stands."""
        somebody = factories.member(self.here.search, Role.PARTNER)
        for candidacy in self.here.search.candidacies.all():
            for role in (Role.PANELIST, Role.APPROVER, NAMED):
                Access.objects.create(candidacy=candidacy, user=somebody, role=role)
        own = make_partners.submission(self.here.search, somebody)
        for model in self.each():
            expected = {own.pk} if model is Submission else set()
            assert seen_by(model, somebody) == expected

    def test_a_watch_point_is_for_the_hiring_manager_alone(self):
        managers = {self.here.manager}
        assert {user for user in self.members() if seen_by(WatchPoint, user)} == managers

    def test_it_takes_the_viewer_and_nothing_else(self):
        """No argument lets a caller ask for more."""
        for model in self.each():
            parameters = inspect.signature(type(model.objects.all()).visible_to).parameters
            assert list(parameters) == ["self", "viewer"]

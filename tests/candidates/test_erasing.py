"""Erasing a person: what goes, what stays, who may, and when it is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Field, FileField, JSONField, Model

from accounts.models import Link, User
from briefs.models import Brief
from candidates.actions import (
    add_claim,
    add_document,
    erase,
    keep_quiet,
    merge,
    send_own_page,
)
from candidates.erasing import delete_files
from candidates.log import way_to_candidacy
from candidates.models import Candidacy, Candidate, Document, Erasure, Submission
from candidates.queries import counts_of, erased_in
from candidates.tasks import sweep
from mail.models import Mail
from onboarding.models import Closed
from onboarding.states import ClosingStep
from scorecards.actions import amend_card
from searches.actions import turn
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role, Search
from searches.wording import lines_for, unbroken
from tests import factories
from tests.factories import candidates as make
from tests.factories import lives, offers, onboarding, partners
from tests.factories import scorecards as cards
from tests.walls.test_erasing_reaches import KEPT, may_hold_words, models

pytestmark = pytest.mark.django_db
MARK = "Zyxmarker"


def by(candidacy: Candidacy) -> User:
    return factories.hiring_manager_of(candidacy.search)


def erased(candidacy: Candidacy) -> Erasure:
    return erase(candidacy=candidacy, ground=Erasure.Ground.ASKED, by=by(candidacy))


def reached() -> list[type[Model]]:
    """The models whose rows lead to a candidacy."""
    return [m for m in models() if way_to_candidacy(m._meta.label_lower) and m is not Erasure]


def rows_on(model: type[Model], candidacy: Candidacy):
    way = way_to_candidacy(model._meta.label_lower)
    return model._base_manager.filter(**{way: candidacy.pk})


def write_everywhere(candidacy: Candidacy) -> None:
    """The marker stands in every field that may hold a word or a file of theirs, wherever the
    state of the row allows one there."""
    for model in reached():
        fields = [f for f in model._meta.concrete_fields if may_hold_words(f)]
        for field in fields:
            if f"{model._meta.label}.{field.name}" not in KEPT:
                written = [write(row, field) for row in rows_on(model, candidacy)]
                assert any(written), f"a whole life says nothing in {model._meta.label} {field}"


def write(row: Model, field: Field) -> bool:
    says: Any = f"{MARK}{row.pk}"
    if isinstance(field, FileField):
        says = field.storage.save(f"{says}.pdf", ContentFile(MARK.encode()))
    elif isinstance(field, JSONField):
        says = {"said": says}
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field.name: says})
    except IntegrityError:
        return False
    return True


def everything_in_the_database() -> str:
    """Every value of every row of every table."""
    rows = (model._base_manager.values_list() for model in apps.get_models())
    return json.dumps([list(map(list, row)) for row in rows], default=str).lower()


def everything_in_the_store() -> str:
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return " ".join(f"{path} {path.read_bytes()!r}" for path in files).lower()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def run(action):
        with django_capture_on_commit_callbacks(execute=True):
            return action()

    return run


def test_nothing_of_a_whole_life_is_left_anywhere(committed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    candidacy = lives.whole()
    person = candidacy.candidate
    Candidate.objects.filter(pk=person.pk).update(
        name=MARK, email=f"{MARK}@example.com".lower(), phone=MARK, employer=MARK, title=MARK
    )
    write_everywhere(candidacy)
    Link.objects.filter(kind__in=["offer", "plan", "reference"]).update(
        email=f"{MARK}@example.com".lower()
    )
    Mail.objects.exclude(address="").update(address=f"{MARK}@example.com".lower())
    for brief in Brief.objects.filter(search=candidacy.search_id):
        brief.snapshot, brief.title = {"said": MARK}, MARK
        brief.file.save(f"{MARK}.pdf", ContentFile(MARK.encode()))
    assert MARK.lower() in everything_in_the_database()
    assert MARK.lower() in everything_in_the_store()
    committed(lambda: erased(candidacy))
    assert MARK.lower() not in everything_in_the_database()
    assert MARK.lower() not in everything_in_the_store()


# ---- What stays ----


def left(search: Search, name: str = "Leila Haddad") -> Candidacy:
    return make.gone(make.candidacy(search, name))


@pytest.fixture
def search() -> Search:
    return factories.search()


def test_the_row_the_log_and_that_it_happened_stay(search):
    candidacy = left(search)
    lines = Event.objects.filter(search=search).count()
    erasure = erased(candidacy)
    assert Candidacy.objects.get(pk=candidacy.pk).alias == candidacy.alias
    assert (erasure.by, erasure.ground) == (by(candidacy), "asked")
    assert Event.objects.filter(search=search).count() == lines + 1
    assert Event.objects.filter(search=search, verb="candidate.erased").count() == 1
    assert unbroken(search)


def test_ratings_stay_as_numbers_without_their_words(search):
    candidacy = cards.candidacy(search)
    card = cards.judged(candidacy)[0]
    make.gone(candidacy)
    values = list(card.ratings.order_by("pk").values_list("value", flat=True))
    erased(candidacy)
    assert list(card.ratings.order_by("pk").values_list("value", flat=True)) == values
    assert set(card.ratings.values_list("evidence", flat=True)) == {"Erased"}


def test_what_was_empty_stays_empty(search):
    candidacy = left(search)
    claim = make.claim(candidacy)
    erased(candidacy)
    claim.refresh_from_db()
    assert claim.text == "Erased"
    assert claim.how_checked == ""


def test_another_candidate_of_the_search_keeps_every_word(search):
    other = make.candidacy(search, "Jonas Wolff")
    claim = make.claim(other)
    erased(left(search))
    claim.refresh_from_db()
    other.refresh_from_db()
    assert other.candidate.name == "Jonas Wolff"
    assert claim.text == "Cut fraud losses by 19%"


def test_in_another_search_they_stay_who_they_are(search):
    manager = factories.hiring_manager_of(search)
    here = left(search)
    there = make.candidacy(factories.search(by=manager), email=here.candidate.email)
    assert there.candidate_id == here.candidate_id
    erased(here)
    there.refresh_from_db()
    here.refresh_from_db()
    assert there.candidate.name == "Leila Haddad"
    assert here.candidate.name == "Erased person"


def test_erased_in_the_last_search_the_person_is_gone(search):
    manager = factories.hiring_manager_of(search)
    here = left(search)
    elsewhere = factories.search(by=manager)
    there = make.gone(make.candidacy(elsewhere, email=here.candidate.email))
    erased(here)
    erased(there)
    assert set(Candidate.objects.values_list("name", "email")) == {("Erased person", "")}


def test_their_private_links_close_and_forget_their_address(search):
    candidacy = make.candidacy(search)
    link = send_own_page(candidacy=candidacy, by=by(candidacy))
    make.gone(candidacy)
    erased(candidacy)
    link.refresh_from_db()
    assert not link.is_live
    assert link.email == ""


def test_the_page_of_a_row_that_was_put_together_with_theirs_forgets_them_too(search):
    kept, gone = make.candidacy(search), make.candidacy(search, "L. Haddad")
    link = send_own_page(candidacy=gone, by=by(gone))
    merge(kept=kept, gone=gone, by=by(kept))
    make.gone(kept)
    erased(kept)
    link.refresh_from_db()
    assert link.email == ""


def test_a_name_on_the_off_limits_list_goes_and_a_company_stays(search):
    candidacy = left(search)
    partners.off_limits(search, "Haddad, Leila", kind="person")
    partners.off_limits(search, "Leila Haddad", kind="person")
    partners.off_limits(search, "Norrland Payments")
    partners.off_limits(search, "Jonas Wolff", kind="person")
    erased(candidacy)
    names = set(search.off_limits.values_list("name", flat=True))
    assert names == {"Norrland Payments", "Jonas Wolff"}


def test_what_a_partner_sent_and_nobody_took_goes_as_well(search):
    candidacy = left(search)
    sent = partners.submission(
        search, partners.partner(search), "Leila Haddad", email=candidacy.candidate.email
    )
    other = partners.submission(search, partners.partner(search), "Sunniva Berg")
    erased(candidacy)
    sent.refresh_from_db()
    other.refresh_from_db()
    assert sent.name == "Erased"
    assert other.name == "Sunniva Berg"


def test_without_an_address_no_stranger_is_taken_for_them(search):
    candidacy = make.candidacy(search, email="")
    make.gone(candidacy)
    sent = partners.submission(search, partners.partner(search), "Sunniva Berg")
    erased(candidacy)
    sent.refresh_from_db()
    assert sent.name == "Sunniva Berg"


# ---- When it is refused ----


def test_how_those_in_it_were_told_at_the_closing_is_gone_with_one_of_them(search):
    row = make.gone(make.candidacy(search, "Ola Nordmann"))
    told = Closed.objects.create(
        search=search, step=ClosingStep.TOLD, words="I called Ola Nordmann.", done_by=by(row)
    )
    erased(row)
    told.refresh_from_db()
    assert "Ola" not in told.words


def test_while_they_are_in_play_nothing_is_erased(search):
    candidacy = make.candidacy(search)
    with pytest.raises(Refused, match="still in play"):
        erased(candidacy)
    candidacy.refresh_from_db()
    assert (candidacy.erased, candidacy.candidate.name) == (False, "Leila Haddad")


def test_while_the_plan_of_a_hire_runs_nothing_is_erased(search):
    plan = onboarding.running(offers.chosen(search))
    with pytest.raises(Refused, match="first 90 days are not over"):
        erased(plan.candidacy)
    assert not Erasure.objects.exists()


def test_twice_is_refused(search):
    candidacy = left(search)
    erased(candidacy)
    with pytest.raises(Refused, match="was erased"):
        erased(candidacy)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_nobody_but_who_runs_the_search_erases(search, role):
    candidacy = left(search)
    with pytest.raises(NotAllowed):
        erase(candidacy=candidacy, ground="asked", by=factories.member(search, role))


def test_in_a_closed_search_too(search):
    candidacy = left(search)
    turn(search=search, name="close", because="There is no budget for it.", by=by(candidacy))
    assert erased(candidacy).pk


def test_whoever_had_the_page_open_writes_nothing_afterwards(search):
    candidacy = left(search)
    erased(candidacy)
    with pytest.raises(Refused, match="was erased"):
        add_claim(candidacy=candidacy, text="Late", source="CV", by=by(candidacy))
    assert not candidacy.claims.exists()


def test_the_author_of_a_card_amends_it_no_more(search):
    candidacy = cards.candidacy(search)
    card = cards.judged(candidacy)[0]
    make.gone(candidacy)
    erased(candidacy)
    with pytest.raises(NotAllowed):
        amend_card(
            card=card, after=card.pk, content=cards.content(card.interview), because="So.",
            by=card.author,
        )  # fmt: skip


# ---- Files ----


def with_a_paper(search: Search) -> tuple[Candidacy, Document]:
    candidacy = make.candidacy(search)
    paper = ContentFile(b"%PDF-1.4", "cv.pdf")
    row = add_document(candidacy=candidacy, file=paper, name="cv.pdf", kind="pdf", by=by(candidacy))
    return make.gone(candidacy), row


def test_files_are_deleted_once_it_stands(search, committed):
    candidacy, document = with_a_paper(search)
    storage, name = document.file.storage, document.file.name
    erasure = committed(lambda: erased(candidacy))
    erasure.refresh_from_db()
    assert not storage.exists(name)
    assert erasure.files == []


def test_what_a_lost_process_left_is_deleted_later(search):
    candidacy, document = with_a_paper(search)
    storage, name = document.file.storage, document.file.name
    erasure = erased(candidacy)  # its commit never comes
    assert storage.exists(name)
    sweep()
    sweep()
    erasure.refresh_from_db()
    assert not storage.exists(name)
    assert erasure.files == []


def test_deleting_for_an_erasure_that_is_not_there_is_harmless():
    delete_files(4711)


# ---- In nobody's sight ----


def test_nobody_finds_who_was_erased_but_counts_and_log_know(search):
    candidacy = left(search)
    erased(candidacy)
    manager = by(candidacy)
    assert not Candidacy.objects.visible_to(manager).exists()
    assert Candidacy.objects.known_to(manager).get() == candidacy
    assert counts_of(search, manager)["left"] == 0


def test_of_an_internal_candidate_who_was_not_named_learns_nothing(search):
    candidacy = left(search)
    manager, recruiter = by(candidacy), factories.member(search, Role.RECRUITER)
    keep_quiet(candidacy=candidacy, who=[manager], by=manager)
    erased(candidacy)
    assert erased_in(search, recruiter) == []
    assert [row.candidacy for row in erased_in(search, manager)] == [candidacy]
    lines = lines_for(search, recruiter).filter(verb="candidate.erased")
    assert not lines.exists()
    assert lines_for(search, manager).filter(verb="candidate.erased").exists()


def test_a_partner_no_longer_finds_who_was_erased(search):
    nadia = partners.partner(search)
    candidacy = make.gone(partners.taken(partners.submission(search, nadia)))
    assert Submission.objects.visible_to(nadia).exists()
    erased(candidacy)
    assert not Submission.objects.visible_to(nadia).exists()

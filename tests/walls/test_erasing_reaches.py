"""No field is forgotten when somebody is erased.

Every field of every room that may hold words or files is in a table of what is taken out, or in one
here that says why it stays. A new field fails until somebody has decided.
"""

import importlib

from django.apps import apps
from django.db.models import CharField, Field, FileField, JSONField, Model, TextField

from briefs.kinds import _kinds as kinds_of_brief
from candidates.erasing import Kinds, Words
from candidates.log import way_to_candidacy
from candidates.models import Candidacy, Candidate
from mail.kinds import _kinds as kinds_of_mail
from searches.models import Search
from tests.walls.test_tables import ROOMS

OF_PLAYBOOK = "a key or title out of the playbook, the same for every candidate"
DIGEST = "a digest: nothing can be read from it"
ZONE = "the time zone of who plans"
KEPT = {
    "candidates.Candidacy.alias": "neutral, and what the log's readers know them by",
    "candidates.Erasure.files": "the stored names, until the files are deleted; then empty",
    "interviews.Interview.zone": ZONE,
    "interviews.Interview.candidate_zone": "emptied where the room hears of it",
    "interviews.Meeting.zone": ZONE,
    "interviews.Proposal.zone": ZONE,
    "interviews.Seat.key": OF_PLAYBOOK,
    "interviews.Seat.title": OF_PLAYBOOK,
    "scorecards.Rating.competency": OF_PLAYBOOK,
    "scorecards.RedFlag.key": OF_PLAYBOOK,
    "scorecards.DebriefNote.competency": OF_PLAYBOOK,
    "offers.Offer.currency": "of the band",
    "offers.Offer.digest": DIGEST,
    "offers.Agreement.digest": DIGEST,
    "offers.Agreement.kind": "pdf or docx",
    "offers.ApprovalStep.currency": "of the rule",
    "offers.Resolution.digest": DIGEST,
    "offers.Resolution.file_kind": "pdf or docx",
    "offers.Touchpoint.key": "of the table of touchpoints",
    "offers.Variant.currency": "of the band",
    "offers.Approval.digest": DIGEST,
    "onboarding.Plan.calendar": "the holidays of the search",
    "onboarding.Phase.key": OF_PLAYBOOK,
    "onboarding.Phase.title": OF_PLAYBOOK,
    "onboarding.Guard.key": OF_PLAYBOOK,
    "onboarding.Deliverable.key": OF_PLAYBOOK,
    "onboarding.Deliverable.file_kind": "pdf or docx",
    "onboarding.Hire.key": OF_PLAYBOOK,
    "onboarding.Indicator.key": OF_PLAYBOOK,
    "onboarding.CheckIn.key": OF_PLAYBOOK,
    "onboarding.OutcomeRating.competency": OF_PLAYBOOK,
}
ELSEWHERE = {
    "candidates.Candidate": "their row is emptied by hand, or left to another search",
    "candidates.VoluntaryAnswer": "the row is deleted",
    "candidates.OffLimits": "the row with their name is deleted",
    "candidates.ColumnMap": "the headings of a file",
    "candidates.QuestionnaireWay": "one choice a search",
    "accounts.User": "people with an account are no candidates",
    "accounts.Link": "by kind: the address is forgotten",
    "mail.Mail": "by kind: the row is deleted",
    "briefs.Brief": "by kind: the row is deleted, with its file",
    "playbooks.PlaybookVersion": "knows of no search",
    "searches.Search": "is about no candidate",
    "searches.LifeChange": "is about no candidate",
    "searches.Membership": "is about no candidate",
    "searches.Event": "holds ids and verbs alone",
    "searches.LogHead": DIGEST,
    "scoping.Scope": "is about no candidate",
    "scoping.JobDescription": "is about no candidate",
    "interviews.Loop": "is about no candidate",
    "interviews.Part": "is about no candidate",
    "interviews.LoopSeat": "is about no candidate",
    "scorecards.Practice": "on a made-up case",
    "scorecards.PracticeSheet": "on a made-up case",
    "scorecards.PracticeRating": "on a made-up case",
    "offers.ApprovalRule": "is about no candidate",
    "offers.CompanyBand": "is about no candidate",
    "offers.Deputy": "is about no candidate",
    "onboarding.Closed": "is of the search: the receiver takes out who was told how",
    "offers.LetterTemplate": "is about no candidate",
}
"""Models of which no row leads to a candidacy, or that go in another way."""
KINDS_KEPT = {"invitation", "named", "job_description"}
"""About somebody with an account, or about no candidate."""


def tables(name: str) -> list[Words | Kinds]:
    rooms = ("candidates.actions", "interviews", "scorecards", "offers", "onboarding")
    return [getattr(importlib.import_module(f"{room}.erasing"), name) for room in rooms]


def taken_out() -> set[str]:
    return {
        f"{model._meta.label}.{field}"
        for words in tables("WORDS")
        for model, fields in words.items()
        for field in fields.split()
    }


def may_hold_words(field: Field) -> bool:
    kinds = (CharField, TextField, JSONField, FileField)
    return isinstance(field, kinds) and not field.choices


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in ROOMS]


def test_every_field_that_may_hold_words_is_taken_out_or_kept_for_a_reason():
    fields = {
        f"{model._meta.label}.{field.name}"
        for model in models()
        if model._meta.label not in ELSEWHERE
        for field in model._meta.concrete_fields
        if may_hold_words(field)
    }
    assert fields - taken_out() - set(KEPT) == set()
    assert (taken_out() | set(KEPT)) - fields == set()


def test_a_field_is_not_both_taken_out_and_kept():
    assert taken_out() & set(KEPT) == set()


def test_every_model_leads_to_a_candidacy_or_goes_in_another_way():
    unreached = {m._meta.label for m in models() if not way_to_candidacy(m._meta.label_lower)}
    assert unreached - set(ELSEWHERE) == set()
    assert set(ELSEWHERE) - unreached == {"candidates.VoluntaryAnswer"}


def test_every_field_of_a_person_is_emptied():
    from candidates.actions.people import OF_CANDIDATE

    held = {field.name for field in Candidate._meta.concrete_fields if may_hold_words(field)}
    assert held == set(OF_CANDIDATE)


def test_every_kind_of_mail_and_pdf_goes_with_them():
    known = {*kinds_of_mail, *kinds_of_brief} - KINDS_KEPT
    named = {kind for table in tables("KINDS") for kinds in table.values() for kind in kinds}
    assert known - named == set()


def test_what_a_kind_is_about_leads_to_the_candidacy():
    for table in tables("KINDS"):
        for model in table:
            assert model in (Candidacy, Search) or way_to_candidacy(model._meta.label_lower)

"""A copy to hand to a candidate, and the pages on which they are erased and ask for it."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from candidates.actions import (
    ask_to_be_erased,
    change_candidate,
    erase,
    merge,
    noted_on,
    send_own_page,
    tell_partner,
)
from candidates.copies import held_on
from candidates.models import Candidacy, Document, Message
from candidates.register import to_erase
from searches.errors import NotAllowed
from searches.models import Event, Role, Search
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make
from tests.factories import lives, offers, onboarding, partners
from tests.factories import scorecards as cards

SAID = "Quillfeather"


def held(candidacy: Candidacy) -> str:
    return json.dumps([[part.title, list(part.lines)] for part in held_on(candidacy)])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def data(candidacy: Candidacy) -> str:
    return reverse("candidates:data", args=[candidacy.pk])


def copy_of(candidacy: Candidacy, client: Client) -> ZipFile:
    answer = client.post(reverse("candidates:copy", args=[candidacy.pk]))
    assert answer.status_code == 200
    return ZipFile(BytesIO(answer.content))


def own_page(candidacy: Candidacy) -> Link:
    return send_own_page(candidacy=candidacy, by=factories.hiring_manager_of(candidacy.search))


def ask(link: Link) -> str:
    return reverse("candidates:ask_erased", args=[link.token])


# ---- The copy ----


def test_the_copy_is_a_page_the_same_for_a_program_and_their_papers(search, recruiter):
    candidacy = make.candidacy(search)
    paper = Document(candidacy=candidacy, name="Leila Haddad.pdf", kind="pdf", size=4)
    paper.file.save("x.pdf", ContentFile(b"%PDF"))
    copy = copy_of(candidacy, signed_in(recruiter))
    papers = f"papers/candidate-a-{paper.pk}.pdf"
    assert copy.namelist() == ["read-this.html", "everything.json", papers]
    assert b"Norrland Payments" in copy.read("read-this.html")
    assert "Norrland Payments" in json.dumps(json.loads(copy.read("everything.json")))
    assert copy.read(papers) == b"%PDF"


def test_a_paper_that_is_lost_does_not_stop_the_copy(search, recruiter):
    candidacy = make.candidacy(search)
    Document.objects.create(candidacy=candidacy, name="a", kind="pdf", size=4, file="gone.pdf")
    copy = copy_of(candidacy, signed_in(recruiter))
    assert copy.namelist() == ["read-this.html", "everything.json"]


def test_that_it_was_taken_is_in_the_log(search, recruiter):
    candidacy = make.candidacy(search)
    copy_of(candidacy, signed_in(recruiter))
    assert Event.objects.get(verb="candidate.copied").record_id == candidacy.pk


def test_the_files_name_is_the_alias(search, recruiter):
    url = reverse("candidates:copy", args=[make.candidacy(search).pk])
    answer = signed_in(recruiter).post(url)
    assert answer["Content-Disposition"] == 'attachment; filename="candidate-a-copy.zip"'


def test_markup_in_what_they_gave_stays_text(search, recruiter):
    candidacy = make.candidacy(search, "<b>Leila</b>")
    assert b"&lt;b&gt;Leila" in copy_of(candidacy, signed_in(recruiter)).read("read-this.html")


def test_it_holds_what_they_gave_and_what_was_written_to_them(search, manager):
    candidacy = partners.taken(partners.submission(search, partners.partner(search), "Ada Lind"))
    tell_partner(submission=candidacy.submissions.get(), words="Liked her.", by=manager)
    make.answered(candidacy)
    make.claim(candidacy, "Cut losses", "verified")
    make.system(candidacy, "Fraud scoring")
    Message.objects.create(candidacy=candidacy, occasion="before", text="Thanks.", sent_by=manager)
    said = held(candidacy)
    for word in ("Ada Lind", "What I did about", "Cut losses", "Holdout of 11 weeks", "Nulls for"):
        assert word in said
    for word in ("Thanks.", "Liked her.", "Ran credit scoring"):
        assert word in said


def test_it_holds_the_offers_that_were_sent_and_the_first_days(search):
    plan = onboarding.running(offers.chosen(search))
    onboarding.updated(plan)
    onboarding.handed_in(plan)
    said = held(plan.candidacy)
    assert "Offer 1" in said
    assert "accepted Leila Haddad" in said
    assert "23 systems" in said
    assert "The inventory." in said


def test_an_offer_that_was_not_sent_is_not_in_it(search):
    assert "Offer 1" not in held(offers.draft(offers.chosen(search)).candidacy)


def test_of_a_review_their_side_is_in_it_once_both_have_answered(search):
    plan = onboarding.running(offers.chosen(search))
    review = onboarding.reviewed(plan)
    assert "Your side of the review" in held(plan.candidacy)
    type(review).objects.filter(pk=review.pk).update(manager_at=None)
    assert "Your side of the review" not in held(plan.candidacy)


def test_nothing_that_anybody_judged_is_in_it(search):
    candidacy = cards.candidacy(search)
    cards.judged(candidacy, says=SAID, flags=[cards.flag(quote=SAID)])
    cards.open_debrief(candidacy)
    cards.noted(candidacy, text=SAID)
    cards.decided(candidacy, reasons=SAID)
    assert SAID not in held(candidacy)


def test_what_referees_said_and_who_knows_them_is_not_in_it(search):
    candidacy = make.candidacy(search)
    make.reference(candidacy, notes=SAID)
    make.declared(candidacy, factories.member(search, Role.OBSERVER), "knows", how=SAID)
    assert SAID not in held(candidacy)


def test_of_a_whole_life_the_copy_is_one_file(search, manager):
    candidacy = lives.whole()
    manager = factories.hiring_manager_of(candidacy.search)
    assert b"Leila Haddad" in copy_of(candidacy, signed_in(manager)).read("read-this.html")


# ---- Erasing, on the page ----


def test_who_runs_the_search_erases_with_a_ground_and_a_tick(search, recruiter):
    candidacy = make.gone(make.candidacy(search))
    client = signed_in(recruiter)
    answer = client.post(data(candidacy), {"ground": "no_longer", "sure": "on"}, follow=True)
    assert answer.redirect_chain == [(reverse("candidates:erased", args=[search.pk]), 302)]
    assert "It has been kept as long as it is needed" in page_of(answer)
    assert client.get(data(candidacy)).status_code == 404
    assert client.get(candidacy.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"ground": "asked"}, {"sure": "on"}, {"ground": "x"}])
def test_without_a_ground_and_a_tick_nothing_is_erased(search, recruiter, sent):
    candidacy = make.gone(make.candidacy(search))
    answer = signed_in(recruiter).post(data(candidacy), sent)
    assert answer.status_code == 200
    assert not Candidacy.objects.get(pk=candidacy.pk).erased


def test_in_play_there_is_no_button_and_a_form_sent_all_the_same_is_told_why(search, recruiter):
    candidacy = make.candidacy(search)
    client = signed_in(recruiter)
    assert "Erase Candidate A" not in page_of(client.get(data(candidacy)))
    answer = client.post(data(candidacy), {"ground": "asked", "sure": "on"})
    assert "still in play" in page_of(answer)


def test_the_page_names_their_other_searches_that_the_viewer_runs(search, manager):
    candidacy = make.gone(make.candidacy(search))
    elsewhere = factories.search(by=manager, title="Head of AI")
    make.candidacy(elsewhere, email=candidacy.candidate.email)
    assert "Head of AI" in page_of(signed_in(manager).get(data(candidacy)))


def test_of_a_search_the_viewer_does_not_run_the_page_says_nothing(search, manager, recruiter):
    candidacy = make.gone(make.candidacy(search))
    elsewhere = factories.search(by=manager, title="Head of AI")
    make.candidacy(elsewhere, email=candidacy.candidate.email)
    assert "Head of AI" not in page_of(signed_in(recruiter).get(data(candidacy)))


# ---- Asking for it ----


def test_a_candidate_asks_on_their_own_page_and_home_says_so(search, recruiter):
    candidacy = make.candidacy(search)
    link = own_page(candidacy)
    answer = Client().post(ask(link), follow=True)
    assert "You asked for it to be erased" in page_of(answer)
    assert "asks for their data to be erased" in page_of(signed_in(recruiter).get("/"))


def test_asking_twice_is_one_request(search):
    link = own_page(make.candidacy(search))
    for _ in range(2):
        Client().post(ask(link))
    assert Event.objects.filter(verb="erasure.asked").count() == 1
    assert "You asked on" in page_of(Client().get(ask(link)))


def test_it_is_asked_in_every_search_where_they_are_one_row(search, manager):
    here = make.candidacy(search)
    there = make.candidacy(factories.search(by=manager), email=here.candidate.email)
    ask_to_be_erased(candidacy=here, by=own_page(here))
    there.refresh_from_db()
    assert there.erasure_asked_at is not None


def test_a_closed_address_asks_for_nothing(search):
    candidacy = make.candidacy(search)
    link = own_page(candidacy)
    link.revoke()
    with pytest.raises(NotAllowed):
        ask_to_be_erased(candidacy=candidacy, by=link)


def asked(candidacy: Candidacy) -> Candidacy:
    Candidacy.objects.filter(pk=candidacy.pk).update(erasure_asked_at=timezone.now())
    return Candidacy.objects.get(pk=candidacy.pk)


def test_in_a_search_that_is_closed_it_still_waits_for_who_runs_it(search, manager):
    asked(make.gone(make.candidacy(search)))
    Search.objects.filter(pk=search.pk).update(life="closed")
    assert [line.action for line in to_erase(manager)] == ["See what is held"]


def test_once_erased_nothing_waits(search, manager):
    candidacy = asked(make.gone(make.candidacy(search)))
    erase(candidacy=candidacy, ground="asked", by=manager)
    assert list(to_erase(manager)) == []


def test_who_observes_is_not_asked_to_erase(search):
    asked(make.candidacy(search))
    assert list(to_erase(factories.member(search, Role.OBSERVER))) == []


def test_of_two_rows_put_together_the_request_stays(search, manager):
    kept, gone = make.candidacy(search), asked(make.candidacy(search, "L. Haddad"))
    merge(kept=kept, gone=gone, by=manager)
    kept.refresh_from_db()
    assert kept.erasure_asked_at == gone.erasure_asked_at


def test_of_two_rows_nobody_asked_for_nothing_is_asked(search, manager):
    kept, gone = make.candidacy(search), make.candidacy(search, "L. Haddad")
    merge(kept=kept, gone=gone, by=manager)
    kept.refresh_from_db()
    assert kept.erasure_asked_at is None


def test_noting_something_after_the_request_keeps_it(search, manager):
    candidacy = asked(make.candidacy(search))
    change_candidate(candidacy=candidacy, person=noted_on(candidacy), by=manager)
    assert Candidacy.objects.get(pk=candidacy.pk).erasure_asked_at is not None

"""Offers: pay is seen by who builds it and by who approves it."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from offers.models import Offer
from searches.models import Role
from tests import factories
from tests.candidates import files
from tests.factories import offers as make
from tests.factories.onboarding import PDF, paper
from tests.walls.matrix import MANAGES, MEMBERS, PLANTED, RUNS, Url, World, of_search
from tests.walls.urls_house import ADMINISTRATOR

BUILDS = RUNS
A_FILE = {"text": make.band_file(maximum="")}


def a_band(world: World) -> tuple[int]:
    from offers.actions import add_bands

    administrator = factories.administrator()
    return (add_bands(text=make.band_file(), by=administrator)[0].pk,)


def a_letter(world: World) -> tuple[int]:
    from offers.actions import keep_template
    from offers.wording import HOUSE

    return (keep_template(name="Ours", text=HOUSE, by=factories.administrator()).pk,)


def its_letter(world: World, pk: int) -> dict:
    offer = Offer.objects.get(pk=pk)
    return {"text": f"{PLANTED}\n\n{{terms}}", "revision": offer.revision}


SEES = RUNS | {Role.APPROVER}
NOT_SEEN = MEMBERS - SEES


def chosen(world: World) -> tuple[int]:
    return (make.chosen(world.search, f"{PLANTED} Haddad").pk,)


def candidacy(world: World):
    return make.chosen(world.search, f"{PLANTED} Haddad")


def draft(world: World) -> tuple[int]:
    return (make.draft(candidacy(world), sign_on_terms=PLANTED).pk,)


def asked(world: World) -> Offer:
    from offers.actions import submit_offer

    offer = make.draft(candidacy(world), sign_on_terms=PLANTED)
    offer = submit_offer(offer=offer, by=world.recruiter)
    make.declare(offer)
    return offer


def in_approval(world: World) -> tuple[int]:
    return (asked(world).pk,)


def with_rule(world: World) -> tuple[int, int]:
    return world.search.pk, make.rule(world.search).pk


def with_two_approvers(world: World) -> tuple[int]:
    factories.member(world.search, Role.APPROVER, "Second")
    return (world.search.pk,)


def two_approvers(world: World, pk: int) -> dict:
    other = world.search.memberships.get(user__name="Second", ended_at=None)
    return {"user": world[Role.APPROVER].pk, "deputy": other.user_id}


def with_deputy(world: World) -> tuple[int, int]:
    from offers.actions import name_deputy

    other = factories.member(world.search, Role.APPROVER)
    row = name_deputy(
        search=world.search, user=world[Role.APPROVER], deputy=other, by=world.recruiter
    )
    return world.search.pk, row.pk


def for_a_board(world: World) -> tuple[int, int]:
    make.rule(world.search)
    make.rule(world.search, committee=True)
    offer = asked(world)
    return offer.pk, offer.steps.get(committee=True).pk


def a_resolution(world: World, pk: int, step: int) -> dict:
    paper = SimpleUploadedFile("resolution.pdf", files.pdf())
    of = {"resolved_on": world.search.today, "body": "The board", "paper": paper}
    return of | {"digest": Offer.objects.get(pk=pk).digest}


def resolved(world: World) -> tuple[int, int]:
    pk, step = for_a_board(world)
    make.resolved(Offer.objects.get(pk=pk))
    return pk, step


def approved(world: World) -> tuple[int]:
    from offers.actions import approve_offer

    offer = asked(world)
    row = offer.approvals.get()
    approve_offer(approval=row, digest=offer.digest, by=row.approver)
    return (offer.pk,)


def sent_token(world: World) -> tuple[str]:
    from offers.actions import send_offer

    offer = Offer.objects.get(pk=approved(world)[0])
    return (send_offer(offer=offer, by=world.recruiter).link.token,)


def letter_token(world: World) -> tuple[str]:
    from briefs.actions import make as render
    from briefs.models import Brief

    token = sent_token(world)
    render(Brief.objects.get(kind="offer_letter").pk)
    return token


def accepted_offer(world: World) -> Offer:
    from offers.actions import answer_offer, send_offer

    offer = send_offer(offer=Offer.objects.get(pk=approved(world)[0]), by=world.recruiter)
    return answer_offer(by=offer.link, accepts=True, name=PLANTED)


def accepted(world: World) -> tuple[int]:
    return (accepted_offer(world).pk,)


def accepted_token(world: World) -> tuple[str]:
    return (accepted_offer(world).link.token,)


def _paper(offer: Offer) -> int:
    from offers.actions import hand_in_agreement

    return hand_in_agreement(offer=offer, file=paper(), by=offer.link).pk


def signed(world: World) -> tuple[int, int]:
    offer = accepted_offer(world)
    return offer.pk, _paper(offer)


def signed_token(world: World) -> tuple[str, int]:
    offer = accepted_offer(world)
    return offer.link.token, _paper(offer)


def a_paper(world: World, *args: object) -> dict:
    return {"file": SimpleUploadedFile("signed.pdf", PDF)}


def question(world: World) -> tuple[int, int]:
    from offers.actions import ask, send_offer

    offer = send_offer(offer=Offer.objects.get(pk=approved(world)[0]), by=world.recruiter)
    ask(by=offer.link, text=PLANTED)
    return offer.pk, 1


def with_variant(world: World) -> tuple[int, int]:
    from offers.actions import keep_variant

    offer = make.draft(candidacy(world), sign_on_terms=PLANTED)
    return offer.pk, keep_variant(offer=offer, name=PLANTED, by=world.recruiter).pk


def its_terms(world: World, pk: int) -> dict:
    offer = Offer.objects.get(pk=pk)
    shown = make.terms(offer) | {"revision": offer.revision}
    return {key: str(value) for key, value in shown.items()}


def its_digest(world: World, pk: int) -> dict:
    return {
        "answer": "refuse",
        "digest": Offer.objects.get(pk=pk).digest,
        "because": "A lower sign-on.",
    }


def on_the_way(world: World) -> tuple[int]:
    from offers.actions import answer_offer

    sent_token(world)
    offer = Offer.objects.latest("pk")
    answer_offer(by=offer.link, accepts=True, name="Leila Haddad")
    return (offer.pk,)


def with_another(world: World) -> tuple[int]:
    args = on_the_way(world)
    make.second(world.search)
    return args


def warm(world: World) -> tuple[int, int]:
    passage = Offer.objects.get(pk=with_another(world)[0]).passage
    other = world.search.candidacies.exclude(pk=passage.candidacy.pk).latest("pk")
    return passage.offer_id, make.kept_warm(passage, other).pk


def words_due(world: World) -> tuple[int, int]:
    passage = Offer.objects.get(pk=on_the_way(world)[0]).passage
    return passage.offer_id, passage.touchpoints.get(key="welcome").pk


def another(world: World, pk: int) -> dict:
    return {"candidacy": world.search.candidacies.latest("pk").pk, "because": "As strong as she."}


def a_notice(world: World, pk: int) -> dict:
    today = world.search.today
    return {"resigned_on": today, "notice_ends_on": today + timedelta(days=30)}


def taken_back(world: World, pk: int) -> dict:
    return {"reneged_on": world.search.today, "because": "Stays where they are"}


def another_day(world: World, pk: int) -> dict:
    was = Offer.objects.get(pk=pk).passage.first_day
    return {"was": was, "now": was + timedelta(days=9), "because": f"{PLANTED} asks for more."}


A_COUNTER = {"counter": "made", "words": f"{PLANTED} and more pay."}
NOT_APPROVERS = MEMBERS - SEES
URLS = [
    Url("offers:bands", get=ADMINISTRATOR, post=ADMINISTRATOR, only=ADMINISTRATOR, data=A_FILE),
    Url("offers:bands_csv", get=ADMINISTRATOR, only=ADMINISTRATOR),
    Url("offers:end_band", a_band, post=ADMINISTRATOR, only=ADMINISTRATOR),
    Url(
        "offers:letters",
        get=ADMINISTRATOR,
        post=ADMINISTRATOR,
        only=ADMINISTRATOR,
        data={"name": "Ours", "text": "{terms}"},
    ),
    Url("offers:end_letter", a_letter, post=ADMINISTRATOR, only=ADMINISTRATOR),
    Url(
        "offers:wording",
        draft,
        get=RUNS,
        post=RUNS,
        data=its_letter,
        hidden=MEMBERS - RUNS,
    ),
    Url("offers:preview", draft, post=RUNS, hidden=MEMBERS - RUNS),
    Url("offers:note", in_approval, post=RUNS, data={"asked": "More."}, hidden=NOT_APPROVERS),
    Url("offers:reply", question, post=RUNS, data={"answer": "Yes."}, hidden=NOT_APPROVERS),
    Url("offers:hand_in", accepted, post=RUNS, data=a_paper, hidden=NOT_APPROVERS),
    Url("offers:agreement", signed, get=RUNS, hidden=NOT_APPROVERS),
    Url("offers:list", of_search, get=MEMBERS),
    Url("offers:begin", chosen, post=BUILDS, hidden=frozenset({Role.PANELIST, Role.APPROVER})),
    Url(
        "offers:detail",
        draft,
        get=RUNS,
        post=RUNS,
        data=its_terms,
        hidden=MEMBERS - RUNS,
    ),
    Url("offers:picture", draft, post=RUNS, data=its_terms, hidden=MEMBERS - RUNS, writes=False),
    Url(
        "offers:variants",
        draft,
        get=RUNS,
        post=RUNS,
        data={"name": "More equity"},
        hidden=MEMBERS - RUNS,
    ),
    Url("offers:variants_paper", draft, post=RUNS, hidden=MEMBERS - RUNS),
    Url(
        "offers:take_variant",
        with_variant,
        post=RUNS,
        data=lambda world, pk, variant: {"revision": Offer.objects.get(pk=pk).revision},
        hidden=MEMBERS - RUNS,
    ),
    Url("offers:drop_variant", with_variant, post=RUNS, hidden=MEMBERS - RUNS),
    Url(
        "offers:submit",
        draft,
        post=RUNS,
        hidden=MEMBERS - RUNS,
    ),
    Url(
        "offers:approval",
        in_approval,
        get=frozenset({Role.APPROVER}),
        post=frozenset({Role.APPROVER}),
        data=its_digest,
        hidden=NOT_APPROVERS,
    ),
    Url("offers:sheet", in_approval, post=SEES, hidden=NOT_APPROVERS),
    Url("offers:resolution", for_a_board, post=RUNS, data=a_resolution, hidden=NOT_APPROVERS),
    Url("offers:resolution_file", resolved, get=SEES, hidden=NOT_APPROVERS),
    Url(
        "offers:rules",
        of_search,
        get=RUNS,
        post=RUNS,
        data={"when": "always", "needed": 1, "position": 1},
    ),
    Url("offers:deputies", with_two_approvers, post=RUNS, data=two_approvers),
    Url("offers:drop_rule", with_rule, post=RUNS),
    Url("offers:end_deputy", with_deputy, post=RUNS),
    Url("offers:send", approved, post=RUNS, hidden=NOT_APPROVERS),
    Url(
        "offers:revise",
        in_approval,
        post=RUNS,
        data={"because": "A lower sign-on."},
        hidden=NOT_APPROVERS,
    ),
    Url(
        "offers:answer",
        sent_token,
        public=True,
        get=MEMBERS,
        post=MEMBERS,
        data={"accepts": "yes", "name": "Leila Haddad"},
    ),
    Url("offers:letter", letter_token, public=True, get=MEMBERS),
    Url("offers:ask", sent_token, public=True, post=MEMBERS, data={"asked": "When?"}),
    Url("offers:sign", accepted_token, public=True, post=MEMBERS, data=a_paper),
    Url("offers:signed", signed_token, public=True, get=MEMBERS),
    Url("offers:passage", on_the_way, get=RUNS, hidden=NOT_APPROVERS),
    Url("offers:resigned", on_the_way, post=RUNS, data=a_notice, hidden=NOT_APPROVERS),
    Url("offers:move", on_the_way, post=RUNS, data=another_day, hidden=NOT_APPROVERS),
    Url("offers:counter", on_the_way, post=RUNS, data=A_COUNTER, hidden=NOT_APPROVERS),
    Url("offers:renege", on_the_way, post=RUNS, data=taken_back, hidden=NOT_APPROVERS),
    Url("offers:keep_warm", with_another, post=MANAGES, data=another, hidden=NOT_APPROVERS),
    Url("offers:let_go", warm, post=MANAGES, hidden=NOT_APPROVERS),
    Url(
        "offers:touch",
        words_due,
        post=RUNS,
        data={"words": "They are glad of it."},
        hidden=NOT_APPROVERS,
    ),
]

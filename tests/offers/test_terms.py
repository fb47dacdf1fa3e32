"""The table of terms: typed, kept, said; and the form that reads it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from offers import actions
from offers.forms import OfferForm, initial_of
from offers.kinds import plain
from offers.models import Offer
from offers.queries import differing, side_by_side, sums
from offers.terms import (
    GROUPS,
    TERMS,
    differences,
    filled,
    in_brief,
    kept,
    terms_of,
)
from searches.errors import Refused
from tests import factories
from tests.factories import offers as make
from tests.factories.days import search_day

SOON = search_day() + timedelta(days=30)
SATURDAY = SOON + timedelta(days=5 - SOON.weekday())

# ---- The table ----

VALUES = {
    "engagement": "interim",
    "days_a_week": Decimal("2.5"),
    "base": Decimal("20000.50"),
    "strike": Decimal("0.0375"),
    "instrument": "nso",
    "units": 329_600,
    "background_check": True,
    "rate_on": search_day(),
    "benefits": "Thirty days of leave\nA car",
}


def test_every_term_has_a_name_of_its_own():
    assert len({term.name for term in TERMS.values()}) == len(TERMS)


def test_terms_come_back_as_they_were_typed():
    offer = Offer(currency="EUR", terms=kept(VALUES))
    assert terms_of(offer) == VALUES


def test_what_is_empty_or_says_nothing_is_not_kept():
    empty = {"base": None, "benefits": "", "background_check": False, "instrument": "none"}
    assert kept(empty) == {}


@pytest.mark.parametrize("spelt", ["250000", "250000.00", "250000.0"])
def test_one_pay_has_one_spelling(spelt):
    assert plain(Decimal(spelt)) == "250000"


def test_only_filled_terms_are_said():
    offer = Offer(currency="EUR", terms=kept({"base": Decimal(250_000)}))
    groups = filled(offer)
    assert [group.title for group in groups] == ["Pay"]
    assert groups[0].lines == (("Base", "EUR\u00a0250,000 a year"),)


def test_what_is_assumed_is_never_among_what_is_offered():
    offer = Offer(currency="EUR", terms={"price_base": "5", "hopes_from": "250000", "rate": "1"})
    assert filled(offer) == []
    assert filled(offer, assumed=True) != []


def test_a_price_of_a_share_is_said_in_its_own_currency_to_the_last_digit():
    terms = kept({"strike": Decimal("0.0375"), "equity_currency": "USD"})
    offer = Offer(currency="EUR", terms=terms)
    assert ("Strike or purchase price", "USD 0.0375") in filled(offer)[0].lines


def test_a_day_a_week_is_one_day():
    assert TERMS["days_a_week"].kind.say(Decimal("1.0"), "") == "1 day a week"
    assert TERMS["days_a_week"].kind.say(Decimal("2.5"), "") == "2.5 days a week"


def test_a_month_is_one_month():
    offer = Offer(currency="EUR", terms={"cliff_months": "1"})
    assert filled(offer)[0].lines == (("Cliff", "1 month"),)


def test_differences_are_said_clause_by_clause():
    day = search_day()
    before = Offer(currency="EUR", terms={"base": "240000", "exercise_days": "90"}, starts_on=day)
    after = Offer(currency="EUR", terms={"base": "252000", "severance_months": "6"}, starts_on=day)
    assert differences(before, after) == [
        ("Base", "EUR\u00a0240,000 a year", "EUR\u00a0252,000 a year"),
        ("Severance, months of base", "", "6 months"),
        ("Exercise window after leaving", "90 days", ""),
    ]


def test_a_changed_assumption_is_a_difference_too():
    before, after = (Offer(currency="EUR", terms={"price_base": price}) for price in ("5", "6"))
    assert [name for name, _, _ in differences(before, after)] == ["Share price: base"]


def test_an_offer_in_brief_is_a_sentence():
    terms = {"bonus_target": "30", "sign_on": "40000", "instrument": "nso", "equity_percent": "0.8"}
    assert in_brief(Offer(currency="EUR", terms=terms)) == (
        "With a 30% target bonus, EUR\u00a040,000 on signing and options (NSO) on 0.8% of the "
        "company."
    )
    assert in_brief(Offer(currency="EUR", terms={"base": "1"})) == ""


# ---- The form ----


def errors(**typed: object) -> dict[str, list[str]]:
    data = {"currency": "EUR", "revision": 0} | typed
    return dict(OfferForm({key: str(value) for key, value in data.items()}).errors)


@pytest.mark.parametrize("key", [t.key for g in GROUPS for t in g.terms if t.kind.read is Decimal])
@pytest.mark.parametrize("figure", ["NaN", "1e9", "１２３", "1_000", "-5", "Infinity"])
def test_no_figure_takes_what_is_none(key, figure):
    assert key in errors(**{key: figure})


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ({"vesting_months": 36, "cliff_months": 48}, "cliff_months"),
        ({"vesting_months": 0}, "vesting_months"),
        ({"units": 10}, "instrument"),
        ({"instrument": "nso", "equity_percent": 1}, "fully_diluted"),
        (
            {"instrument": "nso", "equity_percent": 1, "fully_diluted": 1_000, "units": 11},
            "units",
        ),
        ({"instrument": "rsu", "units": 10, "strike": 2}, "strike"),
        ({"instrument": "rsu", "cliff_months": 60}, "cliff_months"),
        ({"acceleration": "double"}, "acceleration_percent"),
        ({"acceleration_percent": 50}, "acceleration"),
        ({"bonus_maximum": 40}, "bonus_target"),
        ({"lti_year": 2}, "lti_year"),
        ({"lti_terms": "By revenue"}, "lti_terms"),
        ({"sign_on_later": 5_000}, "sign_on"),
        ({"sign_on": 1, "sign_on_later": 1, "term_months": 12}, "sign_on_later"),
        ({"lti": 1, "lti_year": 3, "term_months": 24}, "lti"),
        ({"bonus_target": 40, "bonus_maximum": 30}, "bonus_maximum"),
        ({"lti": 100_000}, "lti_year"),
        ({"clawback_months": 12}, "clawback_months"),
        ({"engagement": "fractional"}, "days_a_week"),
        ({"engagement": "interim"}, "days_a_week"),
        ({"days_a_week": 8}, "days_a_week"),
        ({"engagement": "full_time", "days_a_week": 2}, "days_a_week"),
        ({"term_months": 0}, "term_months"),
        ({"price_low": 5, "price_base": 4}, "price_high"),
        ({"payout_base": 100, "payout_high": 50}, "payout_high"),
        ({"rate": "0.9"}, "rate_currency"),
        ({"rate": "0.9", "rate_currency": "EUR"}, "rate_currency"),
        ({"rate_on": search_day() + timedelta(days=9)}, "rate_on"),
        ({"hopes_from": 260_000, "hopes_to": 250_000}, "hopes_to"),
        ({"starts_on": "2020-01-01"}, "starts_on"),
        ({"starts_on": "9999-12-31"}, "starts_on"),
        ({"expires_on": "9999-12-31"}, "expires_on"),
        (
            {
                "starts_on": search_day() + timedelta(days=3),
                "expires_on": search_day() + timedelta(days=4),
            },
            "expires_on",
        ),
        ({"units": 0}, "units"),
        ({"units": 10**10 + 1}, "units"),
        ({"rate": 1_000_001}, "rate"),
        ({"days_a_week": 0}, "days_a_week"),
        ({"dilution_base": 101}, "dilution_base"),
        ({"exercise_days": 4_000}, "exercise_days"),
        ({"benefits": "x" * 50_000}, "benefits"),
    ],
)
def test_what_contradicts_itself_gets_a_sentence_at_its_field(typed, at):
    assert at in errors(**typed)


def test_an_offer_may_be_open_until_its_first_day():
    day = search_day() + timedelta(days=3)
    assert errors(starts_on=day, expires_on=day) == {}


@pytest.mark.parametrize("name", ["currency", "equity_currency", "rate_currency"])
def test_currencies_are_listed_in_the_order_of_their_letters(name):
    codes = [code for code, _ in OfferForm().fields[name].choices]
    assert codes == sorted(codes)


def test_an_empty_currency_says_what_it_means():
    names = {key: dict(OfferForm().fields[key].choices)[""] for key in NO_CURRENCY}
    assert names == NO_CURRENCY


NO_CURRENCY = {"equity_currency": "The same", "rate_currency": "None"}


def test_a_percentage_and_units_that_agree_are_right():
    agreed = {"instrument": "nso", "equity_percent": 1, "fully_diluted": 1_000, "units": 10}
    assert errors(**agreed) == {}


@pytest.mark.parametrize(
    ("typed", "vesting", "cliff"),
    [
        ({"instrument": "rsu"}, "48", "12"),
        ({"instrument": "rsu", "vesting_months": 6}, "6", "6"),
        ({"instrument": "rsu", "cliff_months": 0}, "48", "0"),
        ({"base": 1}, None, None),
    ],
)
def test_vesting_and_cliff_left_empty_are_written_down_with_an_instrument(typed, vesting, cliff):
    form = OfferForm({"currency": "EUR", "revision": 0} | typed)
    assert form.is_valid(), form.errors
    terms = kept(form.cleaned_data)
    assert (terms.get("vesting_months"), terms.get("cliff_months")) == (vesting, cliff)


def test_what_promises_nothing_is_not_kept():
    nothing = dict.fromkeys(("sign_on", "severance_months", "relocation_amount"), Decimal(0))
    assert kept(nothing | {"strike": Decimal(0)}) == {"strike": "0"}


def test_what_is_paid_back_is_said_in_proportion():
    says = TERMS["clawback_months"].kind.say(24, "")
    assert says == "24 months of each payment, in proportion to what is left of them"


@pytest.mark.django_db
def test_a_draft_is_shown_as_it_was_typed():
    offer = make.draft(make.chosen(factories.search()))
    form = OfferForm({key: value for key, value in initial_of(offer).items() if value is not None})
    assert form.is_valid(), form.errors
    assert kept(form.cleaned_data) == offer.terms


@pytest.mark.django_db
def test_a_day_too_far_ahead_that_was_saved_leaves_its_pages_readable(offer, client):
    terms = make.terms(offer, starts_on=date(9999, 12, 31))
    actions.save_offer(
        offer=offer, revision=offer.revision, terms=terms, by=make.recruiter_of(offer.search)
    )
    for page in ("detail", "variants"):
        assert client.get(reverse(f"offers:{page}", args=[offer.pk])).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "says"), [(SATURDAY, True), (SATURDAY + timedelta(2), False)])
def test_a_start_on_a_day_off_is_said_beside_it_and_not_refused(offer, client, start, says):
    client.post(offer.get_absolute_url(), typed(offer, starts_on=start))
    offer.refresh_from_db()
    assert offer.starts_on == start
    page = client.get(offer.get_absolute_url())
    assert ("A day off by this search’s calendar" in page.text) is says


# ---- The live picture ----


@pytest.fixture
def offer(client):
    candidacy = make.chosen(factories.search())
    client.force_login(make.recruiter_of(candidacy.search))
    return make.draft(candidacy)


def typed(offer: Offer, **more: object) -> dict[str, str]:
    shown = make.terms(offer) | {"revision": offer.revision} | more
    return {key: str(value) for key, value in shown.items()}


@pytest.mark.django_db
def test_the_picture_follows_what_is_typed_and_saves_nothing(offer, client):
    before = offer.terms
    url = reverse("offers:picture", args=[offer.pk])
    page = client.post(url, typed(offer, base=Decimal(251_000)))
    offer.refresh_from_db()
    assert "251,000" in page.text
    assert offer.terms == before


@pytest.mark.django_db
def test_the_picture_says_what_is_wrong_instead_of_drawing_it(offer, client):
    page = client.post(reverse("offers:picture", args=[offer.pk]), typed(offer, base="1e9"))
    assert page.status_code == 200
    assert "plain number" in page.text
    assert 'class="draw"' not in page.text


# ---- Variants ----


@pytest.mark.django_db
def test_variants_stand_side_by_side_in_what_differs(offer, client):
    by = make.recruiter_of(offer.search)
    actions.keep_variant(offer=offer, name="More equity", by=by)
    changed = make.terms(offer, base=Decimal(260_000))
    actions.save_offer(offer=offer, revision=offer.revision, terms=changed, by=by)
    page = client.get(reverse("offers:variants", args=[offer.pk]))
    *_, differing = page.context["tables"][1]
    assert [name for name, _ in differing] == ["Base"]
    assert [column for column, _ in differing[0][1]] == ["The draft", "More equity"]


@pytest.mark.django_db
def test_what_variants_assume_stands_beside_them_where_it_differs(offer):
    by = make.recruiter_of(offer.search)
    actions.keep_variant(offer=offer, name="As it was", by=by)
    changed = make.terms(offer, payout_low=Decimal(50))
    row = actions.save_offer(offer=offer, revision=offer.revision, terms=changed, by=by)
    assert [name for name, _ in differing(side_by_side(row))] == ["Bonus paid, % of target: low"]


@pytest.mark.django_db
def test_variants_say_where_the_equity_is_left_out(offer):
    by = make.recruiter_of(offer.search)
    share = {"instrument": "nso", "units": 10, "strike": Decimal(1), "equity_currency": "CHF"}
    changed = make.terms(offer, **share)
    row = actions.save_offer(offer=offer, revision=offer.revision, terms=changed, by=by)
    said = {name: says for name, (says,) in sums(side_by_side(row))}
    assert said["Four years: base"].endswith(", without its equity")
    assert "without" not in said["Cash alone over four years, base case"]


@pytest.mark.django_db
def test_what_was_typed_into_a_draft_that_was_sent_meanwhile_stands_on_the_page(offer, client):
    make.approvers(offer.search)
    make.submitted(offer)
    page = client.post(offer.get_absolute_url(), typed(offer, other="A dog may come along"))
    assert page.status_code == 200
    assert "A dog may come along" in page.text


@pytest.mark.django_db
def test_a_variant_becomes_the_draft(offer):
    by = make.recruiter_of(offer.search)
    variant = actions.keep_variant(offer=offer, name="First", by=by)
    changed = make.terms(offer, base=Decimal(260_000))
    row = actions.save_offer(offer=offer, revision=offer.revision, terms=changed, by=by)
    row = actions.take_variant(offer=row, variant=variant, revision=row.revision, by=by)
    assert row.terms == variant.terms


@pytest.mark.django_db
def test_a_variant_is_not_taken_over_what_somebody_saved_meanwhile(offer):
    by = make.recruiter_of(offer.search)
    variant = actions.keep_variant(offer=offer, name="First", by=by)
    seen = offer.revision
    terms = make.terms(offer, base=offer.base + 1)
    row = actions.save_offer(offer=offer, revision=seen, terms=terms, by=by)
    with pytest.raises(Refused, match="Read it again"):
        actions.take_variant(offer=row, variant=variant, revision=seen, by=by)


@pytest.mark.django_db
def test_a_name_given_twice_is_refused_at_its_field_and_nothing_is_lost(offer, client):
    by = make.recruiter_of(offer.search)
    first = actions.keep_variant(offer=offer, name="First", by=by)
    changed = make.terms(offer, base=Decimal(260_000))
    actions.save_offer(offer=offer, revision=offer.revision, terms=changed, by=by)
    page = client.post(reverse("offers:variants", args=[offer.pk]), {"name": "First"})
    assert page.context["form"].errors["name"] == [
        "A variant has this name. Choose another, or drop that one."
    ]
    assert offer.candidacy.variants.get().terms == first.terms


@pytest.mark.django_db
@pytest.mark.parametrize("seen", ["", "9" * 5_000, "-1", "x"])
def test_a_revision_that_is_no_number_takes_no_variant(offer, client, seen):
    variant = actions.keep_variant(offer=offer, name="First", by=make.recruiter_of(offer.search))
    url = reverse("offers:take_variant", args=[offer.pk, variant.pk])
    assert "Read it again" in client.post(url, {"revision": seen}, follow=True).text


@pytest.mark.django_db
def test_the_last_comparison_is_the_readers_own(offer, client):
    by = make.recruiter_of(offer.search)
    actions.keep_variant(offer=offer, name="First", by=by)
    actions.request_comparison(offer=offer, by=factories.hiring_manager_of(offer.search))
    url = reverse("offers:variants", args=[offer.pk])
    assert "The last one" not in client.get(url).text
    own = actions.request_comparison(offer=offer, by=by)
    assert client.get(url).context["paper"] == own


@pytest.mark.django_db
def test_the_fifth_variant_is_refused(offer):
    by = make.recruiter_of(offer.search)
    for name in "abcd":
        actions.keep_variant(offer=offer, name=name, by=by)
    with pytest.raises(Refused, match="Drop one first"):
        actions.keep_variant(offer=offer, name="e", by=by)


@pytest.mark.django_db
def test_an_offer_in_approval_takes_no_variant():
    offer = make.in_approval(make.chosen(factories.search()))
    with pytest.raises(Refused, match="Change its terms to make a new version"):
        actions.keep_variant(offer=offer, name="x", by=make.recruiter_of(offer.search))


@pytest.mark.django_db
def test_an_approver_does_not_see_the_variants(client):
    offer = make.in_approval(make.chosen(factories.search()))
    make.declare(offer)
    client.force_login(offer.approvals.get().approver)
    assert client.get(reverse("offers:variants", args=[offer.pk])).status_code == 403

"""Which band an offer is held against, and what lies outside it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.templatetags.face import money
from offers import actions
from offers.band_file import Unreadable, as_csv, bands_in
from offers.bands import band_for, band_of_offer, exceptions, hoped, place_on, posted_for, posted_of
from offers.drawings import on_a_range
from offers.models import CompanyBand, Offer
from offers.terms import digest_of, kept
from playbooks.schema import Basis
from searches.errors import Refused
from tests import factories
from tests.factories import offers as make
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


@pytest.fixture
def administrator():
    return factories.administrator()


def read(administrator, **columns: str) -> CompanyBand:
    return actions.add_bands(text=make.band_file(**columns), by=administrator)[0]


# ---- Which band ----


def test_without_a_band_of_ones_own_the_playbooks_applies(candidacy):
    band = band_for(candidacy.search)
    assert (band["printed"], band["currency"]) == ("200-280k", "EUR")


def test_the_companys_own_band_stands_in_place_of_the_playbooks(candidacy, administrator):
    read(administrator)
    offer = make.draft(candidacy)
    assert offer.band["minimum"] == "230000.00"
    assert "company's own band" in offer.band["says"]


@pytest.mark.parametrize(
    "other",
    [
        {"market": "us"},
        {"level": "enterprise"},
        {"engagement": "fractional"},
        {"as_of": f"{search_day() + timedelta(days=2)}"},
    ],
)
def test_a_band_for_something_else_does_not_apply(candidacy, administrator, other):
    read(administrator, **other)
    assert not band_for(candidacy.search).get("own")


def test_a_band_of_another_role_does_not_apply(candidacy, administrator):
    read(administrator)
    CompanyBand.objects.update(playbook="head-of-ai")
    assert not band_for(candidacy.search).get("own")


def test_a_band_of_every_level_applies_where_none_of_the_level_is(candidacy, administrator):
    read(administrator, level="", minimum="100000")
    assert band_for(candidacy.search)["minimum"] == "100000.00"
    read(administrator, minimum="230000")
    assert band_for(candidacy.search)["minimum"] == "230000.00"


def test_of_two_days_the_latest_applies(candidacy, administrator):
    read(administrator, as_of="2026-10-01", minimum="230000")
    read(administrator, as_of="2025-10-01", minimum="210000")
    assert band_for(candidacy.search)["minimum"] == "230000.00"


def test_a_band_in_the_scopes_currency_goes_before_a_newer_one_in_another(candidacy, administrator):
    read(administrator, as_of="2026-10-01")
    read(administrator, as_of="2026-10-02", currency="CHF", minimum="210000")
    assert band_for(candidacy.search)["currency"] == "EUR"


def test_level_and_market_are_called_as_in_the_playbook(candidacy, administrator):
    proposed = band_for(candidacy.search)
    read(administrator)
    own = band_for(candidacy.search)
    assert own["own"]
    assert [own[k] for k in NAMES] == [proposed[k] for k in NAMES]


def test_a_band_of_every_level_keeps_the_name_it_was_given(candidacy, administrator):
    read(administrator, level="", level_name="Officers")
    assert band_for(candidacy.search)["level_name"] == "Officers"


NAMES = ("level_name", "market_name")


def test_the_line_of_a_band_goes_on_in_small_letters(candidacy, administrator, client):
    read(administrator, basis="not_stated")
    offer = make.draft(candidacy)
    client.force_login(make.recruiter_of(candidacy.search))
    assert "2026; basis not stated." in client.get(offer.get_absolute_url()).text


def test_an_offer_keeps_the_band_it_was_held_against(candidacy, administrator):
    band = read(administrator)
    offer = make.draft(candidacy)
    actions.end_band(band=band, by=administrator)
    offer.refresh_from_db()
    assert offer.band["own"]
    assert not band_for(candidacy.search).get("own")


# ---- Held against it ----


def held(offer: Offer, **band: object):
    offer.band = offer.band | band
    place = place_on(offer, band_of_offer(offer))
    assert place is not None
    return place


def outside(offer: Offer) -> list[str]:
    return exceptions(offer, posted_of(offer))


def test_a_band_of_total_cash_is_held_against_base_and_target_bonus(candidacy):
    offer = make.draft(candidacy, base=Decimal(200_000), bonus_target=Decimal(30))
    assert held(offer).pay.amount == 200_000
    place = held(offer, basis=Basis.TOTAL_CASH)
    assert (place.pay.amount, place.of_what) == (260_000, "base with its target bonus")


def test_a_months_band_is_held_against_a_months_pay(candidacy):
    monthly = {"engagement": "fractional", "days_a_week": Decimal(2), "base": Decimal(20_000)}
    offer = make.draft(candidacy, **monthly)
    place = held(offer, period="month", minimum="15000", maximum="40000")
    assert (place.pay.amount, place.in_range) == (20_000, 20)


def test_a_years_pay_on_a_months_band_is_a_twelfth(candidacy):
    offer = make.draft(candidacy, base=Decimal(240_000))
    assert held(offer, period="month").pay.amount == 20_000


@pytest.mark.parametrize(
    ("engagement", "period", "hopes"),
    [
        ("interim", "year", (252_000, 276_000)),
        ("interim", "month", (21_000, 23_000)),
        ("full_time", "year", (21_000, 23_000)),
        ("full_time", "month", (1_750, Decimal("1916.67"))),
    ],
)
def test_hopes_are_drawn_by_the_period_of_the_band(candidacy, engagement, period, hopes):
    said = {"hopes_from": Decimal(21_000), "hopes_to": Decimal(23_000)}
    offer = make.draft(candidacy, engagement=engagement, base=Decimal(20_000), **said)
    drawing = on_a_range(offer, held(offer, period=period))
    assert hoped(offer, period) == hopes
    assert f"hopes for {money(hopes[0], 'EUR')} to {money(hopes[1])}" in drawing


def test_a_band_in_another_currency_is_read_at_the_dated_rate(candidacy):
    rate = {"rate": Decimal("0.9"), "rate_currency": "USD", "rate_on": date(2026, 11, 2)}
    offer = make.draft(candidacy, base=Decimal(225_000), **rate)
    place = held(offer, currency="USD", minimum="200000", maximum="300000")
    assert (place.range.minimum, place.in_range) == (180_000, 50)


def test_a_band_in_another_currency_without_a_rate_is_an_exception(candidacy):
    offer = make.draft(candidacy)
    offer.band = offer.band | {"currency": "USD"}
    assert "with no dated rate between them" in outside(offer)[0]


def a_month(**terms: object) -> Offer:
    band = {"minimum": "15000", "maximum": "40000", "currency": "EUR", "period": "month"}
    said = {"engagement": "fractional", "days_a_week": Decimal("2.5"), "base": Decimal(25_000)}
    return Offer(currency="EUR", band=band, terms=kept(said | terms))


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({}, []),
        ({"days_a_week": Decimal(1)}, ["Its band is for 2 or 3 days a week"]),
        ({"days_a_week": Decimal(5)}, ["Its band is for 2 or 3 days a week"]),
        ({"engagement": "interim"}, []),
        (
            {"engagement": "interim", "days_a_week": Decimal(5)},
            ["Its band is for 2 or 3 days a week"],
        ),
        ({"engagement": "full_time", "base": Decimal(300_000)}, ["The offer is paid by the year"]),
    ],
)
def test_a_band_for_other_work_makes_an_exception_whatever_the_figure(terms, says):
    found = exceptions(a_month(**terms), None)
    assert len(found) == len(says)
    assert all(one.startswith(start) for one, start in zip(found, says, strict=True))


def test_an_open_band_cannot_be_exceeded(candidacy):
    offer = make.draft(candidacy, base=Decimal(900_000))
    offer.band = offer.band | {"maximum": None}
    assert [says for says in outside(offer) if "its band" in says] == []


def test_what_is_outside_the_posted_range_is_an_exception_too(candidacy):
    posted = posted_for(candidacy.search)
    offer = make.draft(candidacy, base=Decimal(posted["maximum"]) + 1)
    assert "over the maximum of the range posted for the job" in " ".join(outside(offer))


def test_the_posted_range_that_counts_is_the_one_at_the_time_of_approval(candidacy):
    offer = make.approved(candidacy)
    offer.held["posted"] |= {"minimum": "1", "maximum": "2"}
    assert "the range posted for the job" in " ".join(outside(offer))
    assert digest_of(offer) != offer.digest


def test_an_exception_without_a_reason_is_not_sent_for_approval(candidacy):
    offer = make.draft(candidacy, base=Decimal(10))
    with pytest.raises(Refused, match="under the minimum of its band"):
        make.submitted(offer)


# ---- Reading them in ----


def test_a_file_goes_out_as_it_came_in(candidacy, administrator):
    read(administrator, maximum="")
    text = as_csv(list(CompanyBand.objects.in_force()))
    again = bands_in(text)[0]
    assert (again.minimum, again.maximum, again.basis) == (230_000, None, Basis.BASE)


def test_no_cell_of_the_file_is_a_formula(candidacy, administrator):
    read(administrator, level_name="=HYPERLINK(1)")
    text = as_csv(list(CompanyBand.objects.in_force()))
    assert ",'=HYPERLINK(1)," in text
    assert bands_in(text)[0].level_name == "=HYPERLINK(1)"


def test_commas_at_the_end_of_a_line_hold_nothing(candidacy):
    assert bands_in(make.band_file() + ",,")[0].source == "Our pay survey"


def test_a_band_of_a_day_to_come_says_that_it_is_not_in_force(administrator, client, candidacy):
    read(administrator)
    client.force_login(administrator)
    assert "not yet in force" not in client.get(reverse("offers:bands")).text
    read(administrator, as_of=f"{search_day() + timedelta(days=2)}")
    assert "not yet in force" in client.get(reverse("offers:bands")).text


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ({"minimum": "NaN"}, "plain number"),
        ({"minimum": "1e9"}, "plain number"),
        ({"minimum": "1_000"}, "plain number"),
        ({"minimum": "１２３"}, "plain number"),
        ({"minimum": "-5"}, "too low"),
        ({"minimum": ""}, "is empty"),
        ({"maximum": "230000"}, "not above the minimum"),
        ({"currency": "XXZ"}, "not one of the choices"),
        ({"basis": "gross"}, "not one of the choices"),
        ({"engagement": "interim"}, "not one of the choices"),
        ({"playbook": "nobody"}, "not one of the choices"),
        ({"as_of": "01.10.2026"}, "not a day of the calendar"),
        ({"as_of": "0001-01-01"}, "a day of the last ten years"),
        ({"as_of": "9999-12-31"}, "a day of the last ten years"),
        ({"market": "mars"}, "us, western_europe, remote_global, other"),
        ({"level": "mars"}, "enterprise, fractional, scale_up, step_up, or leave it empty"),
        ({"level_name": "x" * 121}, "Use at most 120"),
    ],
)
def test_a_wrong_line_gets_its_number_and_a_sentence(candidacy, column, says):
    with pytest.raises(Unreadable) as caught:
        bands_in(make.band_file(**column))
    assert len(caught.value.says) == 1
    assert caught.value.says[0].startswith("Line 2: ")
    assert says in caught.value.says[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "does not name playbook"),
        (
            make.band_file().replace('"Our pay survey"', "Our survey, Oct 2026"),
            "Line 2: more cells",
        ),
        ("playbook,market\ncaio,us", "does not name engagement"),
        (make.band_file().splitlines()[0], "no line under the names"),
        (make.band_file() + '\n"caio', "quotation mark"),
        (make.band_file() + "\n" + make.band_file().splitlines()[1], "twice, of the same day"),
        (make.band_file() + ("\n" + make.band_file().splitlines()[1]) * 500, "at most 500 bands"),
    ],
)
def test_a_wrong_file_gets_a_sentence(candidacy, text, says):
    with pytest.raises(Unreadable, match=says):
        bands_in(text)


def test_one_wrong_line_and_none_is_taken(candidacy, administrator, client):
    text = make.band_file() + "\n" + make.band_file(minimum="NaN").splitlines()[1]
    client.force_login(administrator)
    page = client.post(reverse("offers:bands"), {"text": text})
    assert "Line 3:" in page.text
    assert "NaN" in page.text  # nothing typed is lost
    assert not CompanyBand.objects.exists()


def test_a_semicolon_stands_between_as_well_as_a_comma(candidacy):
    assert bands_in(make.band_file().replace(",", ";"))[0].market == "western_europe"


def test_a_band_of_the_same_day_takes_the_earlier_ones_place(candidacy, administrator):
    earlier = read(administrator)
    later = read(administrator, minimum="240000")
    earlier.refresh_from_db()
    assert earlier.ended_at is not None
    assert list(CompanyBand.objects.in_force()) == [later]


def test_who_runs_a_search_keeps_no_bands(candidacy):
    with pytest.raises(PermissionDenied):
        actions.add_bands(text=make.band_file(), by=make.recruiter_of(candidacy.search))

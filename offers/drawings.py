"""An offer as pictures: on a range, and over four years in three cases."""

from django.utils.safestring import SafeString

from briefs.drawing import PAY_KEY, PayYear, band_line, key, pay_cases
from offers.bands import Place, hoped
from offers.models import Offer
from offers.package import Picture
from offers.pay import Year
from offers.terms import CASES


def on_a_range(offer: Offer, place: Place | None) -> str | SafeString:
    """The pay on its band or on the posted range, with what the candidate hopes for."""
    if place is None:
        return ""
    band = place.range
    middle = None if band.maximum is None else (band.minimum + band.maximum) / 2
    wishes = hoped(offer, place.period) if place.of_what == "base" else None
    amount, currency = place.pay.amount, place.pay.currency
    return band_line(band.minimum, band.maximum, amount, currency, midpoint=middle, hoped=wishes)


def over_the_years(picture: Picture | None, currency: str) -> str | SafeString:
    if picture is None:
        return ""
    years = [
        (
            f"Year {year.number}",
            [_bar(case, picture.by_case[case][year.number - 1]) for case in CASES],
        )
        for year in picture.years
    ]
    return key(PAY_KEY) + pay_cases(years, currency)


def _bar(case: str, year: Year) -> PayYear:
    return PayYear(
        label=case,
        base=year.base.amount,
        bonus=year.bonus.amount + year.lti.amount,
        sign_on=year.sign_on.amount,
        equity=year.equity.amount,
    )

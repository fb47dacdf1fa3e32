"""An offer as pictures: on its band, and over four years."""

from briefs.drawing import PAY_KEY, PayYear, band_line, key, pay_years
from offers.models import Offer
from offers.pay import Totals, Year
from offers.terms import range_of


def on_its_band(offer: Offer) -> str:
    band = range_of(offer)
    if band is None or offer.base is None or band.currency != offer.currency:
        return ""
    middle = None if band.maximum is None else (band.minimum + band.maximum) / 2
    return band_line(band.minimum, band.maximum, offer.base, offer.currency, midpoint=middle)


def over_the_years(years: tuple[list[Year], Totals] | None, currency: str) -> str:
    if years is None:
        return ""
    rows = [
        PayYear(
            label=f"Year {year.number}",
            base=year.base.amount,
            bonus=year.bonus.amount,
            sign_on=year.sign_on.amount,
            equity=year.equity.amount,
        )
        for year in years[0]
    ]
    return key(PAY_KEY) + pay_years(rows, currency)

"""Packages as somebody types them, for their arithmetic: in no database."""

from datetime import date
from decimal import Decimal as D

from offers.models import Offer
from offers.package import Picture, deal_of, picture_of
from offers.terms import kept

RSU = {"instrument": "rsu", "units": 48_000, "price_base": D(10)}  # 480,000 in all
KESTREL = {
    "base": D(252_000),
    "bonus_target": D(30),
    "sign_on": D(40_000),
    "instrument": "nso",
    "equity_percent": D("0.8"),
    "fully_diluted": 41_200_000,
    "strike": D("2.10"),
    "payout_low": D(50),
    "payout_base": D(100),
    "payout_high": D(130),
    "price_low": D("2.10"),
    "price_base": D(5),
    "price_high": D(11),
    "dilution_base": D(20),
    "dilution_high": D(15),
    "probability_base": D(50),
    "probability_high": D(60),
    "illiquidity_base": D(25),
    "illiquidity_high": D(20),
}
IN_DOLLARS = {"equity_currency": "USD"}
RATE = {"rate": D("0.92"), "rate_currency": "USD", "rate_on": date(2026, 11, 2)}


def picture(starts_on: date | None = None, **terms: object) -> Picture:
    deal = deal_of(Offer(currency="EUR", terms=kept(terms), starts_on=starts_on))
    assert deal is not None
    return picture_of(deal)

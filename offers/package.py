"""From the terms of an offer to its arithmetic: the package, its cases, and each figure explained.

Nothing here is kept: it is worked out anew from the terms whenever somebody looks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.templatetags.face import day, money
from offers.kinds import MONTHS, plain
from offers.models import Offer
from offers.pay import (
    Case,
    CurrencyMismatch,
    Grant,
    Money,
    Package,
    Rate,
    Totals,
    Vesting,
    Year,
    bonus_share,
    convert,
    months_worked,
    paid_back,
    pay_by_year,
    shares_of,
    totals,
    vested_share,
)
from offers.terms import CASES, CLIFF, FULL_TIME, OPTIONS, VESTING, terms_of
from searches.business_days import month_after

NOTHING, ALL, PER_CENT = Decimal(0), Decimal(1), Decimal(100)
YEARS = 4
SURE = {"payout": PER_CENT, "price": NOTHING, "dilution": NOTHING, "probability": PER_CENT}
"""What stands for an assumption nobody made: the bonus at target, no share price, nothing lost."""


@dataclass(frozen=True)
class Deal:
    """The terms of an offer as its arithmetic needs them."""

    currency: str
    package: Package
    grant: Grant | None
    cases: Mapping[str, Case]
    """low, base and high; the price in the currency of the share."""
    rate: Rate | None
    starts_on: date | None
    clawback_months: int
    without_equity: str = ""
    """Why its equity is no part of the arithmetic, if it has some."""

    @property
    def share_currency(self) -> str:
        return self.grant.strike.currency if self.grant else self.currency

    def equity(self, case: str) -> Money:
        """The whole grant in a case, in the currency of the offer. CurrencyMismatch without a
        dated rate between the two."""
        if self.grant is None:
            return Money(NOTHING, self.currency)
        return self.in_own(self.grant.value(self.cases[case]))

    def in_own(self, amount: Money) -> Money:
        """An amount in the currency of the offer, by the rate it names."""
        if amount.currency == self.currency:
            return amount
        if self.rate is None:
            raise CurrencyMismatch(
                f"{amount.currency} and {self.currency} are not added without a dated exchange "
                "rate. Give one under “What the picture assumes”."
            )
        if self.rate.source != amount.currency:
            raise CurrencyMismatch(
                f"{amount.currency} and {self.currency} are not added: the exchange rate given "
                f"is of {self.rate.source}, and an offer holds one rate."
            )
        return convert(amount, self.rate)


def deal_of(offer: Offer) -> Deal | None:
    """None while there is no base."""
    if offer.base is None:
        return None
    terms = terms_of(offer)
    currency = offer.currency
    share_currency = terms.get("equity_currency", currency)
    return Deal(
        currency=currency,
        package=_package(terms, currency),
        grant=_grant(terms, share_currency),
        cases={case: _case(terms, case, share_currency) for case in CASES},
        rate=_rate(terms, currency),
        starts_on=offer.starts_on,
        clawback_months=terms.get("clawback_months", 0),
        without_equity=NO_STRIKE if needs_strike(terms) else "",
    )


def yearly(terms: Mapping[str, Any], key: str = "base") -> Decimal:
    """The base of a year, or what is said like it: twelve months' of what is paid by the month."""
    amount: Decimal = terms[key]
    return amount if terms.get("engagement", FULL_TIME) == FULL_TIME else amount * 12


def _package(terms: Mapping[str, Any], currency: str) -> Package:
    def paid(by_year: Mapping[int, str]) -> dict[int, Money]:
        return {year: Money(terms[k], currency) for year, k in by_year.items() if k in terms}

    most = terms.get("bonus_maximum")
    vesting = terms.get("vesting_months", VESTING)
    return Package(
        base=Money(yearly(terms), currency),
        target_bonus=terms.get("bonus_target", NOTHING) / PER_CENT,
        maximum_bonus=None if most is None else most / PER_CENT,
        sign_on=paid({1: "sign_on", 2: "sign_on_later"}),
        lti=paid({terms.get("lti_year", 1): "lti"}),
        vesting=Vesting(vesting, min(terms.get("cliff_months", CLIFF), vesting)),
        months=terms.get("term_months"),
    )


def units_of(terms: Mapping[str, Any]) -> int:
    """The units named, or the percentage as whole shares of the fully diluted count."""
    if units := terms.get("units"):
        return units
    percent, count = terms.get("equity_percent"), terms.get("fully_diluted")
    return shares_of(percent, count) if percent and count else 0


NO_STRIKE = "Options have a strike, the price at which they are bought. Say it under “Equity”."


def needs_strike(terms: Mapping[str, Any]) -> bool:
    """Options without a strike would look as if they were free."""
    return terms.get("instrument") in OPTIONS and "strike" not in terms


def _grant(terms: Mapping[str, Any], currency: str) -> Grant | None:
    kind, units = terms.get("instrument"), units_of(terms)
    if not kind or not units or needs_strike(terms):
        return None
    strike = terms.get("strike", NOTHING) if kind != "rsu" else NOTHING
    return Grant(units, Money(strike, currency), options=kind in OPTIONS)


def _case(terms: Mapping[str, Any], case: str, currency: str) -> Case:
    def assumed(what: str) -> Decimal:
        """What is said of this case; else of the base case; else what SURE says."""
        said = terms.get(f"{what}_{case}", terms.get(f"{what}_base"))
        return SURE.get(what, NOTHING) if said is None else said

    return Case(
        price=Money(assumed("price"), currency),
        dilution=assumed("dilution") / PER_CENT,
        probability=assumed("probability") / PER_CENT,
        illiquidity=assumed("illiquidity") / PER_CENT,
        payout=assumed("payout") / PER_CENT,
    )


def _rate(terms: Mapping[str, Any], currency: str) -> Rate | None:
    asked = ("rate", "rate_currency", "rate_on")
    if not all(terms.get(key) for key in asked) or terms["rate_currency"] == currency:
        return None
    return Rate(terms["rate_currency"], currency, terms["rate"], terms["rate_on"])


# ---- The picture ----


@dataclass(frozen=True)
class Line:
    """One component of a year in each case, and how it comes about."""

    name: str
    amounts: tuple[Money, ...]
    how: tuple[str, ...]


@dataclass(frozen=True)
class ShownYear:
    number: int
    totals: tuple[Money, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Picture:
    """Four years in three cases. `without_equity` says why the equity is left out, if it is."""

    years: tuple[ShownYear, ...]
    by_case: Mapping[str, list[Year]]
    sums: Mapping[str, Totals]
    without_equity: str = ""


def picture_of(deal: Deal) -> Picture:
    without = deal.without_equity
    equity: dict[str, Money | None] = dict.fromkeys(CASES)
    try:
        equity |= {case: deal.equity(case) for case in CASES}
    except CurrencyMismatch as mismatch:
        without = str(mismatch)
    by_case = {
        case: pay_by_year(
            deal.package, equity=equity[case], payout=deal.cases[case].payout, years=YEARS
        )
        for case in CASES
    }
    months = min(deal.package.months or 12 * YEARS, 12 * YEARS)
    worked = range(1, YEARS + 1)[: -(-months // 12)]
    years = tuple(_shown(deal, by_case, number) for number in worked)
    sums = {case: totals(by_case[case], months) for case in CASES}
    return Picture(years, by_case, sums, without)


def first_year_cash(deal: Deal) -> Money:
    """Base, bonus, sign-on and incentive of the first year, all at target, whatever is assumed."""
    return pay_by_year(deal.package, years=1)[0].cash


def assumptions(deal: Deal) -> list[tuple[str, str]]:
    """What low, base and high stand on, a line each; of equity only where there is some."""
    cases = [deal.cases[case] for case in CASES]

    def row(name: str, shares: list[Decimal]) -> tuple[str, str]:
        return name, ", ".join(plain(share * PER_CENT) for share in shares) + "%"

    lines = [row("Bonus paid", [case.payout for case in cases])]
    if deal.grant is None:
        return lines
    prices = ", ".join(money(case.price.amount) for case in cases)
    lines.append(("Share price", f"{deal.share_currency} {prices}"))
    if deal.grant.options:
        lines += [
            row("Dilution", [case.dilution for case in cases]),
            row("Probability", [case.probability for case in cases]),
            row("Illiquidity", [case.illiquidity for case in cases]),
        ]
    lines.append(("Shares or units", f"{deal.grant.units:,}"))
    if deal.rate:
        lines.append(("Rate", deal.rate.says()))
    return lines


NAMES = {
    "base": "Base",
    "bonus": "Bonus",
    "sign_on": "Sign-on",
    "lti": "Long-term incentive",
    "equity": "Equity",
}


def _shown(deal: Deal, by_case: Mapping[str, list[Year]], number: int) -> ShownYear:
    rows = [by_case[case][number - 1] for case in CASES]
    lines = [
        Line(
            NAMES[part],
            tuple(getattr(row, part) for row in rows),
            tuple(dict.fromkeys(HOW[part](deal, case, number) for case in CASES)),
        )
        for part in NAMES
        if any(getattr(row, part).amount for row in rows)
    ]
    return ShownYear(number, tuple(row.total for row in rows), tuple(lines))


def _share(share: Decimal) -> str:
    return f"{plain(share * PER_CENT)}%"


def _in_part(deal: Deal, number: int) -> str:
    worked = months_worked(deal.package, number)
    return "" if worked == 12 else f", for {worked} of 12 months"


def _how_base(deal: Deal, case: str, number: int) -> str:
    return f"{money(deal.package.base.amount)} a year{_in_part(deal, number)}"


def _how_bonus(deal: Deal, case: str, number: int) -> str:
    package, payout = deal.package, deal.cases[case].payout
    said = f"{money(package.base.amount)} × {_share(package.target_bonus)} × {_share(payout)} paid"
    if bonus_share(package, payout) < package.target_bonus * payout:
        said = (
            f"{money(package.base.amount)} × {_share(package.maximum_bonus or NOTHING)}, its most"
        )
    return f"{case}: {said}{_in_part(deal, number)}"


def _how_sign_on(deal: Deal, case: str, number: int) -> str:
    """The months of the clawback run from when a part is paid."""
    said, months = f"paid in year {number}", deal.clawback_months
    left = (deal.package.months or 12 * YEARS) - 12 * (number - 1)
    if half := min(months // 2, left - 1):
        back = paid_back(deal.package.sign_on[number], months, half)
        after = MONTHS.say(half, "")
        when = f"after {after}" if number == 1 else f"{after} after that"
        said += f"; on leaving {when}, {money(back.amount)} goes back"
    return said


def _how_lti(deal: Deal, case: str, number: int) -> str:
    target = deal.package.lti[number].amount
    return f"{case}: {money(target)} × {_share(deal.cases[case].payout)} paid"


def _how_equity(deal: Deal, case: str, number: int) -> str:
    assert deal.grant is not None
    grant, assumed = deal.grant, deal.cases[case]
    unit = money(assumed.price.amount)
    if grant.strike.amount:
        unit = f"({unit} − {money(grant.strike.amount)})"
    off = ""
    if grant.options:
        off = f" × {_share(1 - assumed.dilution)} after dilution × {_share(assumed.probability)}"
        off += f" probable × {_share(1 - assumed.illiquidity)} after illiquidity"
    if assumed.price.amount <= grant.strike.amount and grant.strike.amount:
        return f"{case}: under water: {unit} is nothing"
    rate = f", at {deal.rate.says()}" if deal.rate and deal.share_currency != deal.currency else ""
    return f"{case}: {grant.units:,} × {unit}{off}{rate}; {_vests(deal, number)}"


def _vests(deal: Deal, number: int) -> str:
    vesting, term = deal.package.vesting, deal.package.months or 12 * YEARS
    month = min(12 * number, term)
    before = vested_share(min(12 * (number - 1), term), vesting)
    now = vested_share(month, vesting)
    part = "all" if now - before == 1 else _fraction(now - before)
    said = f"{part} of it vests in year {number}"
    if deal.starts_on and before == 0 and now:
        first = month_after(deal.starts_on, max(vesting.cliff_months, 1))
        said += f", the first on {day(first)}"
    return said


def _fraction(share: Any) -> str:
    return f"{share.numerator}/{share.denominator}" if share.denominator > 1 else f"{share}"


HOW = {
    "base": _how_base,
    "bonus": _how_bonus,
    "sign_on": _how_sign_on,
    "lti": _how_lti,
    "equity": _how_equity,
}

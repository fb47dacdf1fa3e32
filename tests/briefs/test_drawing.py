"""Drawings: what they show, what they say, and that page and paper take the same one."""

import logging
import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from weasyprint import HTML

from briefs import drawing
from briefs.drawing import Mark, PayYear

HOSTILE = "<script>alert('Eve')</script>\"&"
START, END = date(2026, 10, 1), date(2026, 12, 29)
FOUR = [("Ines", 4), ("Priya", 4), ("Jonas", 5), ("Mei", 2)]


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  our own markup


def said(svg: str) -> str:
    """What a screen reader says, with plain blanks."""
    return tree(svg).findtext("title").replace("\u00a0", " ")


def shapes(svg: str, kind: str) -> list[dict[str, str]]:
    return [node.attrib for node in tree(svg).iter() if node.get("class") == kind]


def x(shape: dict[str, str], name: str = "cx") -> float:
    return float(shape[name].removesuffix("%"))


EVERY = {
    "ratings": drawing.ratings_line(HOSTILE, [(HOSTILE, 4), ("Ines", 5)], 4.5),
    "outcome": drawing.ratings_line(HOSTILE, [(HOSTILE, 4)], 4, outcome=(HOSTILE, 2)),
    "score": drawing.score_line(HOSTILE, 3.9, 3.1, 4.7, bar=3.5),
    "band": drawing.band_line(200_000, 280_000, 252_000, HOSTILE, 240_000, words=HOSTILE),
    "pay": drawing.pay_cases([(HOSTILE, [PayYear(HOSTILE, base=252_000)])], HOSTILE),
    "plan": drawing.plan_line(
        START, END, START, [Mark(START, "done", HOSTILE)], [(HOSTILE, START)]
    ),
}


@pytest.mark.parametrize("svg", EVERY.values(), ids=EVERY)
def test_a_drawing_escapes_what_people_wrote(svg):
    assert "<script" not in svg
    assert HOSTILE in said(svg)


@pytest.mark.parametrize("svg", EVERY.values(), ids=EVERY)
def test_a_drawing_is_an_image_with_a_name(svg):
    assert tree(svg).get("role") == "img"
    assert said(svg)


@pytest.mark.parametrize("svg", EVERY.values(), ids=EVERY)
def test_a_drawing_carries_no_style_that_the_policy_forbids(svg):
    assert "style=" not in svg
    assert "currentColor" not in svg
    assert "var(" not in svg


@pytest.mark.parametrize("svg", EVERY.values(), ids=EVERY)
def test_every_shape_is_painted_by_an_attribute_and_by_a_class(svg):
    for node in tree(svg).iter():
        if node.tag in ("line", "circle", "rect", "text"):
            assert node.get("class")
            assert node.get("fill") or node.get("stroke")


@pytest.mark.parametrize("svg", EVERY.values(), ids=EVERY)
def test_a_drawing_prints_without_a_warning(svg, caplog):
    page = f'<html lang="en"><title>Drawing</title><body><figure>{svg}</figure></body></html>'
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert pdf.startswith(b"%PDF")
    assert caplog.messages == []


# ---- Ratings ----


def test_ratings_say_each_number_the_mean_and_the_interval():
    svg = drawing.ratings_line("Production", FOUR, 3.75, 1.75, 5.75)
    assert said(svg) == (
        "Production: Ines 4, Priya 4, Jonas 5, Mei 2 on a scale of 1 to 5; mean 3.8;"
        " 95% interval 1.8 to 5.0."
    )


def test_equal_ratings_stand_above_each_other():
    dots = shapes(drawing.ratings_line("Production", FOUR), "rating")
    fours = [dot for dot in dots if dot["cx"] == dots[0]["cx"]]
    assert len(dots) == 4
    assert len({dot["cy"] for dot in fours}) == 2


def test_an_interval_is_cut_at_the_ends_of_the_scale():
    (interval,) = shapes(drawing.ratings_line("Production", FOUR, 3.75, 0.2, 7), "range")
    assert (interval["x1"], interval["x2"]) == ("3.00%", "97.00%")


def test_without_an_interval_the_range_is_drawn_thin_and_none_is_claimed():
    svg = drawing.ratings_line("Production", FOUR[:3], 4.33)
    assert shapes(svg, "range") == []
    assert len(shapes(svg, "range-thin")) == 1
    assert "interval" not in said(svg)


def test_the_rater_who_differs_is_filled():
    svg = drawing.ratings_line("Production", FOUR, 3.75, far={"Mei"})
    assert len(shapes(svg, "rating rating-far")) == 1
    assert len(shapes(svg, "rating")) == 3


def test_ratings_without_names_name_nobody():
    svg = drawing.ratings_line("Leading people", [("", 4), ("", 5)])
    assert said(svg) == "Leading people: 4, 5 on a scale of 1 to 5."


def test_a_competency_nobody_rated_says_so():
    assert said(drawing.ratings_line("Finance", [])) == "Finance: not rated."


def test_an_outcome_stands_on_the_scale_as_a_mark_of_its_own_and_is_said():
    svg = drawing.ratings_line("People", FOUR, 3.75, outcome=("day 90", 2))
    (mark,) = shapes(svg, "outcome")
    (mei,) = [dot for dot in shapes(svg, "rating") if x(dot) == x(mark, "x1")]
    assert x(mei) == min(x(dot) for dot in shapes(svg, "rating"))
    assert float(mark["y1"]) < float(shapes(svg, "mean")[0]["cy"]) < float(mark["y2"])
    assert said(svg).endswith("; mean 3.8; day 90: 2.")


def test_an_outcome_nobody_foretold_is_drawn_alone():
    svg = drawing.ratings_line("People", [], outcome=("day 90", 2))
    assert said(svg) == "People: not rated; day 90: 2."
    assert len(shapes(svg, "outcome")) == 1


def test_without_an_outcome_there_is_no_such_mark():
    assert shapes(drawing.ratings_line("People", FOUR, 3.75), "outcome") == []


def test_the_score_says_what_the_rule_asks_for():
    svg = drawing.score_line("Over all", 3.9, 3.1, 4.7, bar=3.5)
    assert said(svg) == (
        "Over all: on a scale of 1 to 5; mean 3.9; 95% interval 3.1 to 4.7; the rule asks for 3.5."
    )


# ---- Pay ----


def band(amount: int, **more) -> str:
    return drawing.band_line(200_000, 280_000, amount, "EUR", 240_000, **more)


def test_a_band_says_its_ends_the_midpoint_and_the_amount():
    assert said(band(252_000)) == (
        "The band runs from EUR 200,000 to 280,000 with its midpoint at 240,000."
        " This offer is EUR 252,000, inside the band."
    )


@pytest.mark.parametrize(
    ("amount", "words"), [(300_000, "20,000 over the band"), (190_000, "10,000 under the band")]
)
def test_an_amount_outside_its_band_is_drawn_outside_and_said_to_be(amount, words):
    svg = band(amount)
    (interval,), (dot,) = shapes(svg, "range"), shapes(svg, "mean")
    assert words in said(svg)
    assert not x(interval, "x1") <= x(dot) <= x(interval, "x2")


def test_a_band_squeezed_by_a_far_amount_keeps_its_figures_apart():
    svg = band(900_000)
    words = [node.text for node in tree(svg).iter() if node.tag == "text"]
    assert "200,000 to 280,000" in words


def test_an_open_band_has_no_midpoint_and_no_upper_end():
    svg = drawing.band_line(300_000, None, 900_000, "USD")
    assert said(svg) == (
        "The band begins at USD 300,000 and has no upper end."
        " This offer is USD 900,000, inside the band."
    )
    assert x(shapes(svg, "mean")[0]) < 97


def test_what_a_candidate_hopes_for_is_said_and_drawn():
    svg = band(252_000, hoped=(245_000, 260_000))
    assert "The candidate hopes for EUR 245,000 to 260,000." in said(svg)
    assert len(shapes(svg, "range-thin")) == 3


LOW = PayYear("low", base=Decimal("252000"), sign_on=40_000)
BASE = PayYear("base", base=Decimal("252000"), bonus=Decimal("75600"), equity=Decimal("71688.50"))


def test_the_cases_of_all_years_share_one_scale():
    svg = drawing.pay_cases([("Year 1", [LOW]), ("Year 2", [BASE])], "EUR")
    first, second = shapes(svg, "seg-1")
    assert first["width"] == second["width"]


def test_each_case_says_its_total_to_the_cent():
    svg = drawing.pay_cases([("Year 1", [LOW, BASE])], "EUR")
    assert said(svg) == "Year 1: low EUR 292,000, base EUR 399,288.50."


def test_equity_is_outlined_and_cash_is_filled():
    svg = drawing.pay_cases([("Year 1", [BASE])], "EUR")
    assert [len(shapes(svg, kind)) for kind in ("seg-1", "seg-2", "seg-3", "seg-4")] == [1, 1, 0, 1]


def test_no_pay_at_all_is_still_a_drawing():
    assert said(drawing.pay_cases([("Year 1", [PayYear("low")])], "EUR")) == "Year 1: low EUR 0."


# ---- The 90 days ----


def test_the_plan_says_the_day_and_how_each_milestone_stands():
    marks = [
        Mark(date(2026, 10, 14), "done", "Inventory"),
        Mark(date(2026, 10, 30), "late", "Audit"),
    ]
    svg = drawing.plan_line(START, END, date(2026, 11, 4), marks)
    assert said(svg) == (
        "The plan from Thu 1 Oct 2026 to Tue 29 Dec 2026. Today is day 35."
        " Inventory, Wed 14 Oct 2026, signed off; Audit, Fri 30 Oct 2026, late."
    )


def test_a_late_milestone_has_another_shape_and_not_only_another_colour():
    svg = drawing.plan_line(START, END, START, [Mark(START, "late", "Audit")])
    assert re.search(r'<rect class="late"', svg)


@pytest.mark.parametrize(
    ("today", "words"),
    [(date(2026, 9, 1), "It has not begun."), (date(2027, 2, 1), "It has ended.")],
)
def test_before_and_after_the_plan_no_today_is_drawn(today, words):
    svg = drawing.plan_line(START, END, today, [])
    assert words in said(svg)
    assert shapes(svg, "mean-bar") == []


def test_the_phase_of_today_is_strong():
    phases = [("1", START), ("2", date(2026, 10, 15))]
    svg = drawing.plan_line(START, END, date(2026, 10, 20), [], phases)
    assert 't-strong t-mid">2<' in re.sub(r'" [^>]*>', '">', svg)


def test_a_key_draws_each_mark_beside_its_words():
    rows = list(tree(drawing.key(drawing.PAY_KEY)))
    assert [row[0].tail for row in rows] == [
        "base",
        "bonus and incentive",
        "sign-on",
        "equity, not cash",
    ]


@pytest.mark.parametrize("svg", [drawing.axis(), drawing.key(drawing.PLAN_KEY)])
def test_decoration_is_hidden_on_screen_and_named_on_paper(svg):
    pictures = [node for node in tree(svg).iter() if node.tag == "svg"]
    assert all(node.get("aria-hidden") == "true" for node in pictures)
    assert all(node.findtext("title") for node in pictures)

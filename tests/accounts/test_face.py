"""How pages say times, days, money and what is wrong in a form."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils import timezone

from accounts.templatetags import face

MOMENT = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 14, 15, tzinfo=UTC)
HOSTILE = "<script>alert('Eve')</script>"


def loose(text: str) -> str:
    """With plain blanks, as one reads it."""
    return text.replace(face.TIE, " ")


def render(source: str, **context) -> str:
    return Template("{% load face %}" + source).render(Context(context))


# ---- Days and times ----


def test_a_moment_is_written_with_its_day_and_city():
    assert loose(face.when(MOMENT, "Europe/Berlin")) == "Tue 3 Mar 2026, 14:00 Berlin"


def test_a_moment_is_shown_in_the_zone_of_the_viewer():
    with timezone.override("America/New_York"):
        assert loose(face.when(MOMENT)) == "Tue 3 Mar 2026, 08:00 New York"


def test_a_day_keeps_together_at_the_end_of_a_line():
    assert " " not in face.day(date(2026, 3, 3))


def test_a_moment_is_on_the_day_of_the_viewer():
    late = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    assert loose(face.day(late, "Europe/Berlin")) == "Wed 4 Mar 2026"


def test_a_meeting_says_both_times():
    said = face.meeting(MOMENT, "Europe/Berlin", "America/New_York", LATER)
    assert loose(said) == ("Tue 3 Mar 2026, 14:00 to 15:15 Berlin (08:00 to 09:15 your time)")


def test_a_meeting_says_one_time_where_the_clocks_agree():
    said = face.meeting(MOMENT, "Europe/Berlin", "Europe/Paris")
    assert loose(said) == "Tue 3 Mar 2026, 14:00 Berlin"


def test_a_meeting_says_the_day_of_the_viewer_where_it_differs():
    said = face.meeting(MOMENT, "Europe/Berlin", "Pacific/Auckland")
    assert loose(said).endswith("(Wed 4 Mar, 02:00 your time)")


@pytest.mark.parametrize("say", [face.when, face.day, face.money])
def test_nothing_is_said_of_nothing(say):
    assert say(None) == ""


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "Times are in UTC."),
        ("Asia/Kolkata", "Times are in Kolkata time (UTC+5:30)."),
        ("America/Caracas", "Times are in Caracas time (UTC\u22124)."),
    ],
)
def test_the_foot_of_the_page_says_the_zone(zone, words):
    assert loose(face.zone_sentence(zone)) == words


# ---- Money ----


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (320000, "USD 320,000"),
        (Decimal("320000.00"), "USD 320,000"),
        ("1200.5", "USD 1,200.50"),
        (Decimal("-40000"), "USD \u221240,000"),
        (0, "USD 0"),
    ],
)
def test_money_is_written_out(amount, words):
    assert loose(face.money(amount, "USD")) == words


def test_money_keeps_together_at_the_end_of_a_line():
    assert " " not in face.money(320000, "USD")


# ---- States ----


def test_a_state_has_a_word_an_icon_and_a_colour():
    html = face.state("good", "Submitted")
    assert "state-good" in html
    assert "#i-check" in html
    assert "<span>Submitted</span>" in html


def test_a_state_escapes_its_words():
    assert HOSTILE not in face.state("good", HOSTILE)


# ---- Fields ----


class Booking(forms.Form):
    title = forms.CharField(label="Title", max_length=5, help_text="As on the door")
    note = forms.CharField(label="Note", required=False)
    on = forms.DateField(label="Day")
    email = forms.EmailField(label="Mail")
    sure = forms.BooleanField(label="I am sure")
    who = forms.ChoiceField(
        label="Who", choices=[("", "-"), ("a", "Ada"), ("b", "Ben")], widget=forms.RadioSelect
    )
    room = forms.CharField(label="Room", error_messages={"required": "Name the room."})
    revision = forms.IntegerField(widget=forms.HiddenInput)


def booking(**data) -> Booking:
    form = Booking(data)
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("title", "", "“Title” is empty. Fill it in."),
        ("title", "sixsix", "“Title” has 6 characters. Use at most 5."),
        ("on", "30 Feb", "“Day” is not a day of the calendar. Write it like 2026-03-30."),
        ("email", "ada", "“Mail” is not a mail address. Write it like ada@example.com."),
        ("sure", "", "“I am sure” is not ticked. Tick it to go on."),
        ("who", "", "“Who” has no answer. Choose one."),
        ("who", "z", "“Who” is not one of the choices. Choose one from the list."),
        ("room", "", "Name the room."),
    ],
)
def test_an_error_says_what_would_be_right(name, value, words):
    assert face.sentences(booking(**{name: value})[name]) == [words]


def test_a_field_ties_its_error_and_help_to_the_control():
    html = render("{% field form.title %}", form=booking())
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html


def test_a_group_ties_its_error_to_the_fieldset():
    html = render("{% field form.who %}", form=booking())
    assert '<fieldset class="field is-wrong" id="id_who" aria-describedby="id_who_error">' in html


def test_a_group_leaves_out_the_empty_choice():
    assert [option["value"] for option in face.options(Booking()["who"])] == ["a", "b"]


def test_a_group_keeps_what_was_chosen():
    html = render("{% field form.who %}", form=booking(who="b"))
    assert 'value="b" id="id_who_2" checked' in html


def test_an_optional_field_says_so():
    assert "optional" in render("{% field form.note %}", form=Booking())
    assert "optional" not in render("{% field form.title %}", form=Booking())


def test_a_draft_marks_nothing_as_optional():
    form = Booking()
    form.mark_optional = False
    assert "optional" not in render("{% field form.note %}", form=form)


def test_a_field_escapes_what_was_typed_and_its_label():
    form = booking(title=HOSTILE, note=HOSTILE)
    form.fields["title"].label = HOSTILE
    html = render("{% form_errors form %}{% field form.title %}{% field form.note %}", form=form)
    assert HOSTILE not in html


def test_a_hidden_field_is_the_control_alone():
    html = render("{% field form.revision %}", form=Booking(initial={"revision": 3}))
    assert html.strip() == '<input type="hidden" name="revision" value="3" id="id_revision">'


def test_the_summary_links_to_each_field():
    html = render("{% form_errors form %}", form=booking())
    assert 'href="#id_title"' in html
    assert 'href="#id_who_1"' in html, "a group is reached at its first choice"


def test_the_links_of_the_summary_lead_somewhere():
    form = booking()
    page = render("{% for part in form %}{% field part %}{% endfor %}", form=form)
    targets = [problem["at"] for problem in face.problems(form) if problem["at"]]
    assert len(targets) == 6
    assert all(f'id="{target}"' in page for target in targets)


def test_without_errors_there_is_no_summary():
    assert render("{% form_errors form %}", form=Booking()).strip() == ""


def test_the_errors_of_a_formset_stand_in_one_summary():
    several = forms.formset_factory(Booking, extra=2)(
        {
            "form-TOTAL_FORMS": "2",
            "form-INITIAL_FORMS": "0",
            "form-0-title": "a",
            "form-1-note": "b",
        }
    )
    several.is_valid()
    html = render("{% form_errors forms %}", forms=several)
    assert 'href="#id_form-0-on"' in html
    assert 'href="#id_form-1-title"' in html


def test_crispy_draws_the_same_fields():
    html = Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(
        Context({"form": booking()})
    )
    assert "“Title” is empty. Fill it in." in html
    assert 'class="choices"' in html
    assert "asteriskField" not in html


def test_the_same_sentence_twice_says_which_field_each_is_of():
    class Both(forms.Form):
        base = forms.IntegerField(label="Base", error_messages={"invalid": "Write a number."})
        strike = forms.IntegerField(label="Strike", error_messages={"invalid": "Write a number."})

    found = face.form_errors(Context(), Both({"base": "x", "strike": "y"}))["problems"]
    assert [problem["says"][:8] for problem in found] == ["Base: Wr", "Strike: "]


class Kept(forms.Form):
    words = forms.CharField(required=False)
    password = forms.CharField(widget=forms.PasswordInput, required=False)
    paper = forms.FileField(required=False)

    def clean(self):
        raise forms.ValidationError("Not like that.")


@pytest.mark.parametrize(
    ("typed", "said"), [({"words": "So."}, True), ({"password": "secret"}, False), ({}, False)]
)
def test_only_where_something_is_kept_it_is_said_so(typed, said):
    page = render("{% form_errors form %}", form=Kept(typed))
    assert ("What you typed is kept." in page) is said


def test_of_a_file_it_is_said_that_it_is_to_be_chosen_again():
    files = {"paper": SimpleUploadedFile("a.pdf", b"%PDF")}
    page = render("{% form_errors form %}", form=Kept({"x": "1"}, files))
    assert "Choose the file again." in page
    assert "is kept" not in page


@pytest.mark.parametrize(("drawn", "below"), [("{% field form.words %}", False), ("", True)])
def test_words_of_a_form_that_the_page_shows_no_more_stand_below(rf, drawn, below):
    request = rf.post("/", {"words": "What I heard."})
    request.resolver_match = object()
    source = "{% form_errors form %}" + drawn + "{% typed_into_no_form %}"
    page = render(source, form=Kept(request.POST), request=request)
    assert ("What you typed, and was not saved" in page) is below
    assert page.count("What I heard.") == 1

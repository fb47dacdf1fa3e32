from decimal import Decimal

from django import forms
from django.utils import timezone

from accounts.models import User
from accounts.numbers import AmountField, PercentField, WholeNumberField
from accounts.text import CleanCharField, WordsField
from offers.models import Offer
from offers.terms import WORDED
from playbooks.currencies import CURRENCIES

DAY = {"type": "date", "class": "w-short"}


def day_field(label: str) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs=DAY)
    return forms.DateField(label=label, required=False, widget=widget)


class OfferForm(forms.Form):
    """The terms of a draft. Everything may be left for later; approval asks for the rest."""

    mark_optional = False

    currency = forms.ChoiceField(label="Currency", choices=[(c, c) for c in sorted(CURRENCIES)])
    base = AmountField(label="Base", required=False)
    bonus_percent = PercentField(label="Target bonus, % of base", required=False)
    bonus_payout = PercentField(
        label="Bonus paid out, % of target",
        required=False,
        help_text="An assumption for the four years of pay, not a term.",
    )
    sign_on = AmountField(label="Sign-on", required=False)
    sign_on_terms = CleanCharField(
        label="When the sign-on is paid back",
        max_length=300,
        required=False,
        help_text="It may make up for what the candidate forfeits by leaving.",
    )
    equity = forms.ChoiceField(
        label="Equity",
        choices=Offer.Equity.choices,
        widget=forms.RadioSelect(attrs={"class": "pick"}),
    )
    units = WholeNumberField(
        label="Shares or units",
        min_value=0,
        max_value=10**12,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}),
    )
    unit_price = AmountField(label="Value of one today", required=False)
    strike = AmountField(label="Strike price", required=False)
    vesting_months = WholeNumberField(label="Vesting, months", min_value=1, max_value=120)
    cliff_months = WholeNumberField(label="Cliff, months", min_value=0, max_value=120)
    starts_on = day_field("Start")
    expires_on = day_field("Open until")
    exception_because = WordsField(
        label="Why an exception",
        rows=2,
        required=False,
        help_text="Needed where the base lies outside its band; approvers read it.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, label in WORDED.items():
            self.fields[key] = WordsField(label=label, rows=2, max_length=2000, required=False)

    @property
    def worded(self) -> list[forms.BoundField]:
        return [self[key] for key in WORDED]

    def clean(self) -> dict:
        data = super().clean()
        for key in ("bonus_percent", "bonus_payout", "sign_on", "unit_price", "strike", "units"):
            if key not in self.errors and data.get(key) is None:
                data[key] = Decimal(0) if key != "units" else 0
        if data.get("cliff_months", 0) > data.get("vesting_months", 120):
            self.add_error("cliff_months", "The cliff is longer than the vesting. Make it shorter.")
        if data.get("equity") == Offer.Equity.NONE and data.get("units"):
            self.add_error("equity", "There are shares below but no kind of equity. Choose one.")
        for key in ("starts_on", "expires_on"):
            if data.get(key) and data[key] < timezone.localdate():
                self.add_error(key, "This day has passed. Choose a later one.")
        return data


class SubmitForm(forms.Form):
    """Who approves, in which order."""

    mark_optional = False

    def __init__(self, *args, approvers: list[User], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "Nobody"), *((str(a.pk), str(a)) for a in approvers)]
        self.known = {str(a.pk): a for a in approvers}
        for place in range(1, len(approvers) + 1):
            self.fields[f"approver_{place}"] = forms.ChoiceField(
                label=f"Approver {place}", choices=choices, required=False
            )

    def ordered(self) -> list[User]:
        chosen = [self.cleaned_data[name] for name in self.fields]
        return [self.known[pk] for pk in chosen if pk]


class ReasonForm(forms.Form):
    because = WordsField(label="What should change, and why", rows=2, max_length=2000)


class AnswerForm(forms.Form):
    """The candidate's answer."""

    accepts = forms.ChoiceField(
        label="Your answer",
        choices=[("yes", "I accept these terms"), ("no", "I decline")],
        widget=forms.RadioSelect,
    )
    name = CleanCharField(
        label="Your full name",
        max_length=120,
        help_text="Typing it, with the time, is your signature on these terms.",
    )
    because = WordsField(label="Why, if you decline", rows=3, max_length=2000, required=False)

"""Who sits where, why a loop changes, and what is put in a kit."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.text import CleanCharField, WordsField


class PersonForm(forms.Form):
    """Somebody by name and mail address, or one of the people who are here already."""

    person = forms.ModelChoiceField(
        label="Somebody already on this search",
        queryset=User.objects.none(),
        required=False,
        empty_label="Somebody new",
    )
    name = CleanCharField(label="Name", max_length=120, required=False)
    email = forms.EmailField(
        label="Mail address",
        max_length=254,
        required=False,
        help_text="Who has no account yet is invited by mail.",
    )
    mark_optional = False

    def __init__(self, *args: Any, people: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = people
        if not people:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = data.get("person")
        if chosen and (data.get("name") or data.get("email")):
            raise ValidationError("Choose somebody or write a name and address, not both.")
        if chosen:
            data["name"], data["email"] = chosen.name, chosen.email
            return data
        for field, missing in (("name", "The name"), ("email", "The mail address")):
            if not data.get(field) and field not in self.errors:
                self.add_error(field, f"{missing} is empty. Write it, or choose somebody above.")
        return data

    def person_named(self) -> dict[str, str]:
        return {"name": self.cleaned_data["name"], "email": self.cleaned_data["email"]}


class SeatForm(PersonForm):
    only_here = forms.BooleanField(label="In this part only", required=False)

    def __init__(self, *args: Any, elsewhere: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if elsewhere:
            parts = " and ".join(f"“{title}”" for title in elsewhere)
            self.fields["only_here"].help_text = f"Left open, they sit in {parts} too."
        else:
            del self.fields["only_here"]


class OpenLoopForm(forms.Form):
    short_because = WordsField(
        label="Why it opens with this missing",
        rows=2,
        max_length=1_000,
        required=False,
        help_text="The debrief shows this reason and your name.",
    )
    mark_optional = False


class ChangeLoopForm(forms.Form):
    because = WordsField(
        label="Why the loop changes",
        rows=2,
        max_length=1_000,
        error_messages={"required": "The reason is empty. A sentence is enough."},
    )


class ProbeForm(forms.Form):
    text = WordsField(
        label="The question, as it is to be asked",
        rows=3,
        max_length=600,
        help_text="Neutral and open, about what the candidate did. Nothing on where it comes from, "
        "and nothing on what anybody thought.",
        error_messages={"required": "The question is empty. Write it as you want it asked."},
    )

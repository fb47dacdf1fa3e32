from typing import Any

from django import forms
from django.db.models import Q

from accounts.forms import LongSelect, ZoneField
from accounts.text import CleanCharField, WordsField
from playbooks.models import PlaybookVersion
from playbooks.reader import CAIO
from searches.business_days import calendars
from searches.models import Role


class SearchForm(forms.Form):
    title = CleanCharField(label="Role", max_length=120)
    company = CleanCharField(label="Company", max_length=120)
    zone = ZoneField(label="Where the interviews are planned")
    alias = CleanCharField(
        label="Alias",
        max_length=60,
        required=False,
        help_text="Stands in mail subjects, calendar files and file names in place of the names.",
    )


class EditSearchForm(SearchForm):
    calendar = forms.ChoiceField(
        label="Calendar",
        widget=LongSelect,
        choices=lambda: calendars().items(),
        required=False,
        help_text="Whose weekends and public holidays count where business days are counted: the "
        "approvals of an offer, the dates of the 90 days.",
    )


class OpenSearchForm(SearchForm):
    playbook_version = forms.ModelChoiceField(
        label="Playbook",
        queryset=PlaybookVersion.objects.none(),
        empty_label=None,
        help_text="What is known about hiring for this role. The search keeps this version.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["playbook_version"]
        in_use = PlaybookVersion.objects.in_use()
        begun = Q(pk=self.initial.get("playbook_version"))  # the next search may keep an older one
        offered = PlaybookVersion.objects.filter(Q(pk__in=in_use.values("pk")) | begun)
        field.queryset = offered.order_by("title", "-loaded_at")
        field.initial = in_use.filter(slug=CAIO.name).values_list("pk", flat=True).first()
        self.fields["title"].required = False
        self.fields["title"].help_text = "Left empty, as the playbook calls it."

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("title") and data.get("playbook_version"):
            data["title"] = data["playbook_version"].title
        return data


class LifeForm(forms.Form):
    because = WordsField(
        label="Why",
        rows=2,
        max_length=1_000,
        help_text="A sentence. Everybody on the search reads it.",
        error_messages={"required": "The reason is empty. A sentence is enough."},
    )


class NamePersonForm(forms.Form):
    name = CleanCharField(label="Name", max_length=120)
    email = forms.EmailField(label="Mail address", max_length=254)
    role = forms.ChoiceField(
        label="Role",
        help_text="Panelists join by taking a seat in the loop.",
    )

    def __init__(self, *args, names_managers: bool, **kwargs):
        super().__init__(*args, **kwargs)
        left_out = {Role.PANELIST} if names_managers else {Role.PANELIST, Role.HIRING_MANAGER}
        self.fields["role"].choices = [
            (role.value, role.label.capitalize()) for role in Role if role not in left_out
        ]

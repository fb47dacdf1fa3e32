from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from accounts.text import CleanCharField
from accounts.zones import ZONES

ZONE_CHOICES = [(zone, zone.replace("_", " ")) for zone in ZONES]


class LongSelect(forms.Select):
    """A menu of hundreds of choices. Django renders a template for each; this writes them out."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = "".join(
            f'<option value="{escape(key)}"{" selected" * (key == chosen)}>{escape(label)}</option>'
            for key, label in self.choices
        )
        attributes = flatatt(self.build_attrs(self.attrs, {"name": name} | (attrs or {})))
        return format_html("<select{}>{}</select>", attributes, mark_safe(options))


class ZoneField(forms.ChoiceField):
    widget = LongSelect

    def __init__(self, **kwargs: Any):
        super().__init__(choices=ZONE_CHOICES, **kwargs)


class ProfileForm(forms.Form):
    name = CleanCharField(label="Your name", max_length=120)
    zone = ZoneField(label="Your time zone", help_text="Times are shown in this zone.")


class JoinForm(ProfileForm):
    password = forms.CharField(
        label="Choose a password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="12 characters or more. A sentence works well.",
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password


class InviteForm(forms.Form):
    name = CleanCharField(label="Name", max_length=120)
    email = forms.EmailField(label="Mail address", max_length=254)
    can_open_searches = forms.BooleanField(label="May open searches", required=False)

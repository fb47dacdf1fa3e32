from django import forms
from django.contrib.auth import password_validation

from accounts.models import User
from accounts.text import CleanCharField
from accounts.zones import ZONES

ZONE_CHOICES = [(zone, zone.replace("_", " ")) for zone in ZONES]


class ProfileForm(forms.Form):
    name = CleanCharField(label="Your name", max_length=120)
    zone = forms.ChoiceField(
        label="Your time zone", choices=ZONE_CHOICES, help_text="Times are shown in this zone."
    )


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

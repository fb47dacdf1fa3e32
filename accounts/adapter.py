from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import normal_email


class ClosedSignup(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        return normal_email(email)

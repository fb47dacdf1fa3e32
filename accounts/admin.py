"""The Django admin is for users and for looking at playbooks, nothing else."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group

from accounts.models import User

admin.site.unregister([Group, EmailAddress, Authenticator])
admin.site.site_header = admin.site.site_title = "CAIO Hiring"


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ("name", "email", "can_open_searches", "is_staff", "is_active")
    search_fields = ("name", "email")
    fields = ("name", "email", "zone", "can_open_searches", "is_staff", "is_active", "last_login")
    # Who could change an address could sign in by a code sent to it, and read.
    readonly_fields = ("email", "last_login")

    def save_model(self, request, obj: User, form, change) -> None:
        obj.is_superuser = obj.is_staff  # to the Django admin they are one; the house asks neither
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request) -> bool:
        return False  # people are invited, on their own page

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # a person leaves by being shut out; what they did stays signed

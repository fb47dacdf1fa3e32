"""Playbooks are looked at here and never edited: a change is a new version of the file."""

import json

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from playbooks.models import PlaybookVersion


@admin.register(PlaybookVersion)
class PlaybookVersionAdmin(admin.ModelAdmin):
    list_display = ("title", "slug", "version", "loaded_at")
    fields = ("title", "slug", "version", "loaded_at", "digest", "content")
    readonly_fields = fields

    def content(self, row: PlaybookVersion) -> SafeString:
        text = json.dumps(row.data, indent=2, ensure_ascii=False)
        return format_html("<pre>{}</pre>", text)

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LARGEST = 1_000_000
"""Characters of a playbook's text; the longest that comes along has 180,000."""


class PlaybookForm(forms.Form):
    """A playbook as a file or as text. What came as a file stands in the text afterwards."""

    file = forms.FileField(label="A TOML file", required=False)
    text = forms.CharField(
        label="Or its text",
        required=False,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false", "class": "code"}),
        help_text="What you change here counts; a file chosen above takes its place.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if upload := data.get("file"):
            data["text"] = self._read(upload)
        if len(data.get("text") or "") > LARGEST:
            self.add_error("text", f"The text is too long. The most is {LARGEST:,} characters.")
        if not self.errors and not data.get("text"):
            raise ValidationError("Choose a file, or write the text of a playbook.")
        return data

    def _read(self, upload: Any) -> str:
        if upload.size > 4 * LARGEST:
            self.add_error("file", "The file is too large to be a playbook. The most is 4 MB.")
            return ""
        try:
            return upload.read().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self.add_error("file", "The file is not UTF-8 text. Save it as UTF-8.")
            return ""

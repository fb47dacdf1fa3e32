"""A paper that somebody sends: the field it comes by, and how it is handed out again."""

from typing import Any, NamedTuple

from django import forms
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from candidates import uploads

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Paper(NamedTuple):
    """A checked file (see candidates.uploads), and its name made harmless."""

    file: File
    name: str
    kind: str


class PaperField(forms.FileField):
    """Cleans to a Paper, or to None where none was sent and none is needed."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.docx"})

    def __init__(self, **kwargs: Any):
        says: dict[str, Any] = {
            "help_text": "PDF or Word (.docx), up to 10 MB.",
            "max_length": 1_000,
        }
        super().__init__(**says | kwargs)

    def clean(self, data: Any, initial: Any = None) -> Paper | None:
        file = super().clean(data, initial)
        if not file:
            return None
        kind = uploads.kind_of(file)
        return Paper(file, uploads.shown_name(file.name, kind), kind)


def handed_out(file: FieldFile, name: str) -> FileResponse:
    """Always a download, never sniffed (SecurityMiddleware); `name` carries an alias at most, and
    ends in the paper's kind."""
    try:
        content = file.open("rb")
    except (FileNotFoundError, ValueError):  # the file is gone, or there never was one
        raise Http404 from None
    kind = TYPES[name.rpartition(".")[2]]
    return FileResponse(content, as_attachment=True, filename=name, content_type=kind)

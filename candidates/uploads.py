"""Files people send: told by their content, never by their name, and refused when they hold tricks.

Nothing is unpacked to disk and no XML is parsed; from a Word document only three small members
are read, each up to a limit.
"""

import struct
import unicodedata
import zipfile
import zlib
from typing import IO

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from accounts.text import BIDI, BLANKS

LARGEST = 10 * 1024 * 1024
UNPACKED = 100 * 1024 * 1024
MOST_MEMBERS = 2_000
MEMBER_READ = 1024 * 1024

WANTED = "Send a PDF or a Word document (.docx)."
TOO_LARGE = f"The file is larger than {LARGEST // 1024 // 1024} MB. Send a smaller one."
LOCKED = "The file is locked with a password. Send it without one."
BROKEN_PDF = "This PDF is cut off or broken. Save it anew and send that."
ACTIVE_PDF = "This PDF holds a script or starts a program. Print it to a plain PDF and send that."
BROKEN_DOCX = "This Word document is broken. Save it anew as .docx, or as PDF."
ACTIVE_DOCX = (
    "This Word document holds macros or active parts. Save it as .docx or PDF without them."
)

TYPES = "[Content_Types].xml"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SETTINGS = "word/_rels/settings.xml.rels"
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading an archive raises, depending on where it is broken."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ACTIVE = ("vbaproject", "vbadata", "activex", "oleobject", "macrosheet")


def kind_of(upload: UploadedFile | IO[bytes]) -> str:
    """'pdf' or 'docx'. Raises ValidationError with a sentence for everything else."""
    upload.seek(0, 2)
    if upload.tell() > LARGEST:
        raise ValidationError(TOO_LARGE)
    upload.seek(0)
    data = upload.read()
    upload.seek(0)
    found = _magic(data)
    if ".pdf" in found and data.startswith(b"%PDF-"):
        _check_pdf(data, upload)
        return "pdf"
    if ".docx" in found and data.startswith(b"PK\x03\x04"):
        _check_docx(upload)
        return "docx"
    raise ValidationError(WANTED)


def _magic(data: bytes) -> set[str]:
    """The endings of the kinds whose marks the content bears."""
    try:
        return {match.extension for match in puremagic.magic_string(data)}
    except (puremagic.PureError, ValueError):
        return set()


def _check_pdf(data: bytes, upload: IO[bytes]) -> None:
    end = data[-2048:]
    if b"%%EOF" not in end or b"startxref" not in end:
        raise ValidationError(BROKEN_PDF)
    # What encrypts stands in the open. What acts may hide in packed parts, which are not unpacked
    # here: the file is served as a download, and never opened by us.
    if b"/Encrypt" in data:
        raise ValidationError(LOCKED)
    if b"/JavaScript" in data or b"/Launch" in data:
        raise ValidationError(ACTIVE_PDF)
    # Two kinds of file in one: a reader shows the one, a program runs the other.
    if zipfile.is_zipfile(upload):
        raise ValidationError(WANTED)
    upload.seek(0)


def _check_docx(upload: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(upload) as archive:
            _check_members(archive.infolist())
            types = _read(archive, TYPES)
            relations = _read(archive, SETTINGS)
    except UNREADABLE:
        raise ValidationError(BROKEN_DOCX) from None
    finally:
        upload.seek(0)
    if MAIN not in types:
        raise ValidationError(WANTED)
    if b"macroenabled" in types.lower():
        raise ValidationError(ACTIVE_DOCX)
    # A template elsewhere brings its macros along when the document is opened.
    if b"attachedTemplate" in relations and b"External" in relations:
        raise ValidationError(ACTIVE_DOCX)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if TYPES not in names or "word/document.xml" not in names:
        raise ValidationError(WANTED)
    if any(member.flag_bits & 1 for member in members):
        raise ValidationError(LOCKED)
    if any(member.compress_type not in PACKED for member in members):
        raise ValidationError(BROKEN_DOCX)
    if len(names) != len({name.casefold() for name in names}) or len(names) > MOST_MEMBERS:
        raise ValidationError(BROKEN_DOCX)
    if any(name.startswith(("/", "\\")) or ".." in name or "\\" in name for name in names):
        raise ValidationError(BROKEN_DOCX)
    if sum(member.file_size for member in members) > UNPACKED:
        raise ValidationError("Unpacked, this document is far too large. Save it as PDF.")
    if any(word in name.casefold() for name in names for word in ACTIVE):
        raise ValidationError(ACTIVE_DOCX)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """The start of a member; nothing for one that is not there."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as member:
        return member.read(MEMBER_READ)


def shown_name(name: str, kind: str) -> str:
    """The sender's name for a file, made harmless to show: no path, no control, our ending."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c not in BIDI and c not in BLANKS and _printable(c)).strip()
    stem = kept.rsplit(".", 1)[0].strip(" .") if "." in kept else kept
    return f"{stem[:100] or 'document'}.{kind}"


def _printable(character: str) -> bool:
    return unicodedata.category(character)[0] != "C"

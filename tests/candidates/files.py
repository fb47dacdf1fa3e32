"""Files for the upload tests: right ones, and the tricks."""

import io
import zipfile

TYPES = (
    '<Types><Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
EXTERNAL = (
    '<Relationships><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/attachedTemplate" Target="https://example.com/x.dotm" TargetMode="External"/>'
    "</Relationships>"
)


def pdf(inside: bytes = b"", end: bytes = b"startxref\n9\n%%EOF\n") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + inside + end


def archive(members: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name, text)
    return content.getvalue()


def docx(more: dict[str, str | bytes] | None = None, *, without: str = "") -> bytes:
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": "<Relationships/>",
        "word/document.xml": "<w:document/>",
    } | (more or {})
    members.pop(without, None)
    return archive(members)


def locked(content: bytes) -> bytes:
    """The archive with every member marked as encrypted."""
    changed = bytearray(content)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + flags] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def claiming(content: bytes, size: int) -> bytes:
    """The archive whose directory says that its last member unpacks to `size` bytes."""
    changed = bytearray(content)
    at = changed.rfind(b"PK\x01\x02")
    changed[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(changed)

from scoping.views.jd import (
    approve_jd,
    check_jd,
    jd,
    jd_as,
    jd_pdf,
    jd_version,
    reopen_jd,
)
from scoping.views.scope import preview, reopen, scope, sign, version
from scoping.views.why import why

__all__ = [
    "approve_jd",
    "check_jd",
    "jd",
    "jd_as",
    "jd_pdf",
    "jd_version",
    "preview",
    "reopen",
    "reopen_jd",
    "scope",
    "sign",
    "version",
    "why",
]

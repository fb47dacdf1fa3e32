"""What a candidate's mail address gives away: who else may read what is sent there."""

import re
import unicodedata

from candidates.duplicates import LEGAL_FORMS

PERSONAL = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com "
    "icloud.com me.com mac.com proton.me protonmail.com pm.me fastmail.com hey.com gmx.com gmx.net "
    "gmx.de gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org tutanota.com "
    "tuta.io orange.fr wanadoo.fr free.fr laposte.net libero.it virgilio.it telenet.be ziggo.nl "
    "kpnmail.nl bluewin.ch btinternet.com sky.com comcast.net verizon.net att.net zoho.com "
    "yandex.com mail.com qq.com 163.com naver.com rediffmail.com".split()
)
"""Large providers of mail for private persons; everything else is taken for a workplace."""
SHORTEST = 4
"""Letters of a company's name that have to stand in a domain to tell the two alike."""


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return [word for word in re.findall(r"[a-z0-9]+", plain) if word not in LEGAL_FORMS]


def is_of(domain: str, company: str) -> bool:
    """Whether a mail domain is likely the company's: "norrland.example" and "Norrland Payments"."""
    names = domain.casefold().split(".")[:-1]
    words = _words(company)
    whole = "".join(words)
    flat = {re.sub(r"[^a-z0-9]", "", name) for name in names}
    return bool(words) and (
        (len(whole) >= SHORTEST and any(whole == name for name in flat))
        or (len(words[0]) >= SHORTEST and any(name.startswith(words[0]) for name in flat))
    )


def warning(email: str, employer: str, company: str) -> str:
    """Why private mail should not go to this address; "" where nothing speaks against it.

    `company` is the one that hires.
    """
    domain = email.rpartition("@")[2].casefold()
    if not domain or domain in PERSONAL:
        return ""
    if is_of(domain, employer):
        return (
            f"This address looks like one of {employer}, where they work now. Others there may "
            "read what is sent to it. Ask for a private one."
        )
    if is_of(domain, company):
        return (
            f"This address looks like one of {company}. Assistants and administrators may read "
            "it. Ask for a private one."
        )
    return "This may be a work address. Ask for a private one, where nobody else reads."

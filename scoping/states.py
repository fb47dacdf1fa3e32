from django.db.models import TextChoices

from searches.moves import Move


class ScopeState(TextChoices):
    DRAFT = "draft", "draft"
    SIGNED = "signed", "signed"
    SUPERSEDED = "superseded", "superseded"


class JdState(TextChoices):
    DRAFT = "draft", "draft"
    APPROVED = "approved", "approved"
    SUPERSEDED = "superseded", "superseded"


SCOPE_MOVES = (
    Move("sign", ("draft",), "signed", "Sign the scope", "scoping.sign_scope"),
    Move("supersede", ("signed",), "superseded", "", "scoping.sign_scope"),
)

JD_MOVES = (
    Move("approve", ("draft",), "approved", "Approve the job description", "scoping.approve_jd"),
    Move("supersede", ("approved",), "superseded", "", "scoping.approve_jd"),
)

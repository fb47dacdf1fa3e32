import rules

from accounts.models import User
from offers.models import Approval
from offers.states import ApprovalState
from searches.rules import is_approver, is_hiring_manager, permit, runs_the_search


@rules.predicate
def is_this_approver(user: User, approval: Approval) -> bool:
    return approval.approver_id == user.pk


@rules.predicate
def has_the_turn(user: User, approval: Approval) -> bool:
    """Approvers answer in order: it is the turn of the first who still waits."""
    waiting = approval.offer.approvals.filter(state=ApprovalState.WAITING).order_by("position")
    return waiting.values_list("pk", flat=True).first() == approval.pk


permit(
    "offers.build",
    runs_the_search,
    "The hiring manager and the recruiter build offers. Nobody else sees pay, but who approves it.",
)
permit(
    "offers.approve",
    is_approver & is_this_approver & has_the_turn,
    "Approvers answer in order, each for themselves. It is not your turn, or not your place.",
)
permit(
    "offers.accompany",
    runs_the_search,
    "The hiring manager and the recruiter accompany who has said yes, and know who is kept warm.",
    shut_too=True,
)
permit(
    "offers.name_runner_up",
    is_hiring_manager,
    "The hiring manager names who is kept warm. It is a person's judgement, and theirs.",
    shut_too=True,
)

import rules

from accounts.models import User
from offers.models import Approval
from offers.states import ApprovalState
from searches.rules import is_approver, is_hiring_manager, permit, runs_the_search


@rules.predicate
def is_this_approver(user: User, approval: Approval) -> bool:
    """Themselves, or who stands in for them today."""
    return user in approval.answerable_by(approval.search.today)


@rules.predicate
def has_the_turn(user: User, approval: Approval) -> bool:
    """Who is asked has the turn: the steps before theirs are done."""
    return approval.state == ApprovalState.WAITING and approval.asked_at is not None


may_answer = is_this_approver & has_the_turn

permit(
    "offers.build",
    runs_the_search,
    "The hiring manager and the recruiter build offers. Nobody else sees pay, but who approves it.",
)
permit(
    "offers.arrange",
    runs_the_search,
    "The hiring manager and the recruiter say who approves what.",
)
permit(
    "offers.approve",
    is_approver & may_answer,
    "Approvers answer in order, each for themselves or as a deputy on their days. It is not your "
    "turn, or not your place.",
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

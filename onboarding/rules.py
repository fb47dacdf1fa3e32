from searches.rules import is_hiring_manager, is_observer, permit, runs_the_search

permit(
    "onboarding.read",
    runs_the_search | is_observer,
    "The plan is between the person hired, their manager and the recruiter; observers read it.",
    shut_too=True,
)
permit(
    "onboarding.run",
    runs_the_search,
    "The hiring manager or the recruiter says when somebody has started.",
    shut_too=True,
)
permit(
    "onboarding.sign_off",
    is_hiring_manager,
    "The hiring manager signs deliverables off, and writes the manager's side of a check-in.",
    shut_too=True,
)
permit(
    "onboarding.watch",
    is_hiring_manager,
    "Watch points are for hiring managers alone.",
    shut_too=True,
)
permit(
    "onboarding.record_outcome",
    is_hiring_manager,
    "The hiring manager records what came of a hire.",
    shut_too=True,
)
permit(
    "onboarding.close_search",
    runs_the_search,
    "The hiring manager and the recruiter close the search, step by step.",
    shut_too=True,
)

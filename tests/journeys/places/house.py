"""Signing in, the home page, the searches."""

from searches.models import Step
from tests.journeys.places import acts
from tests.journeys.places.lookups import (
    ADMINISTRATOR,
    APPROVER,
    CTO,
    LOOP,
    MANAGER,
    NOBODY,
    OBSERVER,
    PARTNER,
    PLAN,
    RECRUITER,
)
from tests.journeys.places.place import Place, of_link, of_search, press

COMING_IN = (
    Place("Sign in", NOBODY, "account_login"),
    Place("Sign in, wrong", NOBODY, "account_login", then=press("Sign in")),
    Place("Sign in by a code", NOBODY, "account_request_login_code"),
    Place("Password forgotten", NOBODY, "account_reset_password"),
    Place("Password forgotten, mail sent", NOBODY, "account_reset_password_done"),
    Place("Invitation", NOBODY, "accounts:join", of_link("invitation"), first=acts.invite),
    Place("Invitation, wrong", NOBODY, "accounts:join", of_link("invitation"), then=press("")),
    Place("A link that is closed", NOBODY, "accounts:join", lambda: ("nothing",), status=404),
    Place("Sign up is closed", NOBODY, "account_signup"),
    Place("Invite people", ADMINISTRATOR, "accounts:invite"),
    Place("Name and time zone", MANAGER, "accounts:profile"),
    Place("Change the password", MANAGER, "account_change_password"),
    Place("Mail address", MANAGER, "account_email"),
    Place("Second step at sign-in", MANAGER, "mfa_index"),
    Place("Sign out", MANAGER, "account_logout"),
)
HOME = (
    Place("Home of the hiring manager", MANAGER, "home"),
    Place("Home of the recruiter", RECRUITER, "home"),
    Place("Home of a panelist", CTO, "home"),
    Place("Home of an approver", APPROVER, "home"),
    Place("Home of an observer", OBSERVER, "home"),
    Place("Home of a search partner", PARTNER, "home"),
    Place("Home of the administrator", ADMINISTRATOR, "home"),
    Place("What is recorded here", MANAGER, "about_records"),
    Place("Outbox", MANAGER, "outbox"),
    Place("Not found", MANAGER, "searches:detail", lambda: (99_999,), status=404),
)
SEARCHES = (
    Place("Searches", MANAGER, "searches:list"),
    Place("Searches, none", ADMINISTRATOR, "searches:list"),
    Place("Searches of a search partner", PARTNER, "searches:list"),
    Place("Open a search", MANAGER, "searches:new"),
    Place("Open a search, wrong", MANAGER, "searches:new", then=press("")),
    *(
        Place(f"Search at {step.label}", MANAGER, "searches:detail", of_search(step))
        for step in Step
    ),
    Place("Search, for a panelist", CTO, "searches:detail", of_search(LOOP)),
    Place("Start the next search", MANAGER, "searches:start_from", of_search(PLAN)),
    Place("Names and time zone of a search", MANAGER, "searches:edit", of_search(PLAN)),
    Place("Under way or not", MANAGER, "searches:life", of_search(LOOP)),
    Place("Log", MANAGER, "searches:log", of_search(PLAN)),
    Place("People", MANAGER, "searches:people", of_search(PLAN)),
    Place("People, for a panelist", CTO, "searches:people", of_search(LOOP)),
)

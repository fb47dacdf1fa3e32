"""The scope and the job description."""

from tests.journeys.places import acts
from tests.journeys.places.lookups import CANDIDATES, JD, MANAGER, PLAN, RECRUITER, SCOPE, search
from tests.journeys.places.place import Place, of_search

SCOPING = (
    Place("Scope, half answered", MANAGER, "scoping:scope", of_search(SCOPE)),
    Place("Scope, for a recruiter", RECRUITER, "scoping:scope", of_search(JD)),
    Place("Scope, signed", MANAGER, "scoping:scope", of_search(JD)),
    Place("Scope, a version", MANAGER, "scoping:version", lambda: (search(JD).pk, 1)),
    Place("Scope, reopened", MANAGER, "scoping:scope", of_search(PLAN), first=acts.reopen_scope),
    Place("Why a weight", MANAGER, "scoping:why", lambda: (search(JD).pk, "weight", "production")),
    Place("Why a section", RECRUITER, "scoping:why", lambda: (search(JD).pk, "section", "mandate")),
    Place("Reopen the scope", MANAGER, "scoping:reopen", of_search(JD)),
    Place("JD waits for the scope", MANAGER, "scoping:jd", of_search(SCOPE)),
    Place("JD, draft", MANAGER, "scoping:jd", of_search(JD)),
    Place("JD, approved", MANAGER, "scoping:jd", of_search(CANDIDATES)),
    Place("JD, a version", RECRUITER, "scoping:jd_version", lambda: (search(CANDIDATES).pk, 1)),
    Place("Reopen the JD", MANAGER, "scoping:reopen_jd", of_search(CANDIDATES)),
)

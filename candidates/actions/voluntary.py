"""What a candidate says of themselves to be counted, and taking it back."""

from accounts.models import Link
from candidates.actions.own import of_link
from candidates.models import Candidacy, VoluntaryAnswer
from candidates.states import LIVE
from searches.actions import acting, log
from searches.errors import Refused


def say_voluntarily(
    *, candidacy: Candidacy, gender: str = "", age: str = "", minority: str = "", by: Link
) -> None:
    """Takes the place of what was said before; with nothing said, that is gone.

    The log holds that something changed, on the candidacy: a line on the answers themselves would
    no longer lead to an internal candidate once they are gone, and so not be hidden with them.
    Nothing else tells of it: the candidacy's last change stays what it was. Taking back is always
    possible; saying something only while the candidate is in play, so that the counts over
    searches that ended do not move by one person at a time.
    """
    said = {"gender": gender, "age": age, "minority": minority}
    with acting(candidacy.search_id, by) as search:
        row = of_link(candidacy, by)
        known = VoluntaryAnswer.objects.filter(candidacy=row)
        before = known.values(*said).first() or dict.fromkeys(said, "")
        if said == before:
            return
        if not any(said.values()):
            known.delete()
        elif row.stage not in LIVE:
            raise Refused("Your part in this search is over, so nothing more is counted.")
        else:
            VoluntaryAnswer.objects.update_or_create(candidacy=row, defaults=said)
        log(search, by, "voluntary.said", row)


def forget_voluntary(candidacy: Candidacy) -> None:
    """Of who is erased not even a count is kept. Inside another action's frame."""
    VoluntaryAnswer.objects.filter(candidacy=candidacy).delete()

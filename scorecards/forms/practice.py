"""The practice case as a form: the ratings of a card, and nothing else of one."""

from collections.abc import Sequence
from typing import Any

from playbooks.schema import Competency
from scorecards.content import Content, ratings_missing
from scorecards.forms.ratings import RatingsForm, apart, flat_ratings, worded_ratings


class PracticeForm(RatingsForm):
    note_label = "Why? In a line"
    note_help = "The words of the case it rests on. A rating needs its note."
    not_assessed = "Not assessed: the case does not say"

    def __init__(
        self, competencies: Sequence[Competency], *args: Any, draft: Content, revision: int
    ):
        super().__init__(*args, initial={"revision": revision} | flat_ratings(draft))
        self.ask_for_ratings(competencies, with_notes=True)
        for competency in self.rated:
            self.fields[f"evidence_{competency.key}"].widget.attrs["rows"] = 2

    def whole(self) -> bool:
        """Whether it can be sent; what it lacks is said at its field."""
        for missing in ratings_missing(self.rated, self.given_ratings()):
            self.add_error(missing.field, missing.says)
        return self.is_valid()

    def differences(self, saved: Content) -> list[tuple[str, str, str]]:
        """(What, here, saved) for everything that the two texts do not share."""
        here = worded_ratings(self.rated, self.given_ratings())
        return apart(here, worded_ratings(self.rated, saved))

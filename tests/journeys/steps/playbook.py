"""Before any search: an administrator publishes a playbook of the company's own."""

from tests.journeys import cast
from tests.journeys.pages import Person


def publish_ones_own(administrator: Person) -> None:
    administrator.opens("/playbooks/").follows("Publish a playbook of your own")
    broken = cast.OWN_PLAYBOOK.replace("title", "titel")
    administrator.writes({"Or its text": broken}).presses("Check it")
    administrator.sees("Line 4. titel is not a key here", "title may be meant")
    administrator.writes({"Or its text": cast.OWN_PLAYBOOK}).presses("Check it")
    administrator.sees("version 2026.1, is in order", "What differs from Chief AI Officer")
    administrator.presses("Publish version 2026.1").sees("is published.")

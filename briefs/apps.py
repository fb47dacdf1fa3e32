from django.apps import AppConfig


class BriefsConfig(AppConfig):
    name = "briefs"

    def ready(self) -> None:
        from searches import wording

        wording.register(
            {
                "brief.requested": "asked for a document",
                "brief.asked_again": "asked again for a document that had failed",
            }
        )

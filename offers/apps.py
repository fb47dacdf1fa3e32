from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "offers"

    def ready(self) -> None:
        """Register what this room tells the rooms below it."""
        from offers import briefs, emails, receivers, register  # noqa: F401

        register.register()

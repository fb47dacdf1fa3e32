from django.apps import AppConfig


class ScopingConfig(AppConfig):
    name = "scoping"

    def ready(self) -> None:
        """Register what this room tells the rooms below it."""
        from scoping import briefs, receivers, register  # noqa: F401

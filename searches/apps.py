from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "searches"

    def ready(self) -> None:
        """Register what this room tells the rooms below it."""
        from searches import register  # noqa: F401

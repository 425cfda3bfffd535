from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"
    verbose_name = "Văn bản chỉ đạo"

    def ready(self) -> None:
        from directives import followers  # noqa: F401  # registers itself with documents.events
        from directives.intake import reading, scanning  # noqa: F401  # register their jobs

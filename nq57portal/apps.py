"""The portal as an installed app: start-up checks and the commands that span all apps."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "nq57portal"
    verbose_name = "cổng kế hoạch – báo cáo"

    def ready(self) -> None:
        from nq57portal import checks, reading_log, sentences  # noqa: F401  # checks: by importing

        sentences.install()
        reading_log.register()

"""The portal as an installed app: start-up checks and the commands that span all apps."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "nq57portal"
    verbose_name = "cổng kế hoạch – báo cáo"

    def ready(self) -> None:
        # Checks and receivers are there by being imported.
        from nq57portal import checks, reading_log, sentences, signing_in  # noqa: F401

        sentences.install()
        reading_log.register()

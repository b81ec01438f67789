from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.core.signals import request_finished
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        """Connect logins, writes, answered requests and migrations to what follows from them."""
        from axes.signals import user_locked_out  # noqa: PLC0415 - models are there only now
        from django.contrib.auth import signals  # noqa: PLC0415

        from articles import search  # noqa: PLC0415
        from articles.editorial import audit, system_checks  # noqa: PLC0415
        from articles.models import alive  # noqa: PLC0415
        from articles.public import drawing  # noqa: PLC0415
        from articles.public.pages import known  # noqa: PLC0415

        signals.user_logged_in.connect(audit.logged_in)
        signals.user_logged_out.connect(audit.logged_out)
        signals.user_login_failed.connect(audit.login_failed)
        user_locked_out.connect(audit.locked_out)
        request_finished.connect(search.after_request)
        connection_created.connect(known.watch_writes)
        connection_created.connect(alive.spare_questions)
        request_finished.connect(drawing.after_request)
        pre_migrate.connect(remove, sender=self)
        post_migrate.connect(install, sender=self)
        checks.register(system_checks.check_site_url, checks.Tags.urls, deploy=True)
        checks.register(system_checks.check_triggers, checks.Tags.database)
        checks.register(system_checks.check_roles, checks.Tags.database)


def remove(sender: AppConfig, using: str, plan: list[Any], **details: Any) -> None:
    """Drop the triggers before our tables are migrated. Receives pre_migrate."""
    from django.db import connections  # noqa: PLC0415 - models are there only now

    from articles.models import triggers  # noqa: PLC0415

    if any(migration.app_label == sender.label for migration, _backwards in plan):
        triggers.remove(connections[using])


def install(sender: AppConfig, using: str, **details: Any) -> None:
    """Make the triggers and roles that a database lacks. Receives post_migrate."""
    from django.db import connections, router  # noqa: PLC0415 - models are there only now

    from articles.editorial import roles  # noqa: PLC0415
    from articles.models import AuditEntry, triggers  # noqa: PLC0415

    if not router.allow_migrate_model(using, AuditEntry):
        return
    if AuditEntry._meta.db_table not in connections[using].introspection.table_names():
        return  # migrated back to nothing
    triggers.install(connections[using])
    roles.install(using)

"""Accounts and groups: Django's own pages, with what is done there in the audit log."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from articles.admin.base import AuditedMixin
from articles.editorial import audit

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(AuditedMixin, UserAdmin):
    def told(self, row, text):
        """With the groups that the account is in: they say what it may do."""
        groups = "、".join(row.groups.order_by("name").values_list("name", flat=True))
        return f"{text}（{groups}）" if groups else text

    def user_change_password(self, request, id, form_url=""):
        """Somebody else's password; Django logs it as any other change."""
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            audit.note(request, audit.Kind.PASSWORD, User.objects.filter(pk=id).first())
        return response


@admin.register(Group)
class RoleAdmin(AuditedMixin, GroupAdmin):
    pass

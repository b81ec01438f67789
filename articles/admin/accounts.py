"""Accounts and groups: Django's own pages, with an audit entry for each change."""

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
    def audit_values(self, row):
        """The groups of the account: they say what it may do."""
        groups = list(row.groups.order_by("name").values_list("name", flat=True))
        return {"groups": groups} if groups else {}

    def user_change_password(self, request, id, form_url=""):
        """Change somebody else's password; Django logs it as any other change."""
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            audit.record(audit.Kind.PASSWORD, User.objects.filter(pk=id).first(), by=request.user)
        return response


@admin.register(Group)
class RoleAdmin(AuditedMixin, GroupAdmin):
    pass

"""Every address of the project: the desk, then the public site."""

from django.contrib import admin
from django.urls import include, path

from articles import api
from articles.views.conventions import public

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", api.urls(public)),
    path("", include("articles.urls")),
]

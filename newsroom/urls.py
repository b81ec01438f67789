"""Every address of the project: the desk, then the public site."""

from django.contrib import admin
from django.urls import include, path

from articles import api

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", api.urls()),
    path("", include("articles.urls")),
]

from django.contrib import admin
from django.urls import include, path

from caio_hiring import views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/records/", views.about_records, name="about_records"),
    path("health/", views.health, name="health"),
    path("outbox/", views.outbox, name="outbox"),
    path("account/", include("allauth.urls")),
    path("admin/login/", views.admin_login),
    path("admin/", admin.site.urls),
    path("people/", include("accounts.urls")),
    path("playbooks/", include("playbooks.urls")),
    path("searches/", include("searches.urls")),
    path("briefs/", include("briefs.urls")),
    path("", include("scoping.urls")),
    path("", include("candidates.urls")),
    path("", include("interviews.urls")),
    path("", include("scorecards.urls")),
    path("", include("offers.urls")),
    path("", include("onboarding.urls")),
]

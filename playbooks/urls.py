from django.urls import path

from playbooks import views

app_name = "playbooks"
urlpatterns = [
    path("", views.playbooks, name="list"),
    path("own/", views.own, name="own"),
    path("own/publish/", views.publish_own, name="publish"),
    path("schema.json", views.schema, name="schema"),
    path("<slug:slug>/<str:version>.toml", views.as_toml, name="as_toml"),
    path("<slug:slug>/<str:version>/", views.detail, name="detail"),
    path("<slug:slug>/<str:version>/<slug:section>/", views.section, name="section"),
]

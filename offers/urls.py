from django.urls import path

from offers import views

app_name = "offers"
urlpatterns = [
    path("bands/", views.bands, name="bands"),
    path("bands/csv/", views.bands_csv, name="bands_csv"),
    path("bands/<int:pk>/end/", views.end_band, name="end_band"),
    path("searches/<int:pk>/offers/", views.of_search, name="list"),
    path("searches/<int:pk>/approvals/", views.rules, name="rules"),
    path("searches/<int:pk>/approvals/deputies/", views.deputies, name="deputies"),
    path("searches/<int:pk>/approvals/<int:rule>/drop/", views.drop_rule, name="drop_rule"),
    path(
        "searches/<int:pk>/approvals/deputies/<int:deputy>/end/",
        views.end_deputy,
        name="end_deputy",
    ),
    path("candidacies/<int:pk>/offers/begin/", views.begin, name="begin"),
    path("offers/<int:pk>/", views.detail, name="detail"),
    path("offers/<int:pk>/picture/", views.picture, name="picture"),
    path("offers/<int:pk>/variants/", views.variants, name="variants"),
    path("offers/<int:pk>/variants/pdf/", views.variants_paper, name="variants_paper"),
    path("offers/<int:pk>/variants/<int:variant>/take/", views.take_variant, name="take_variant"),
    path("offers/<int:pk>/variants/<int:variant>/drop/", views.drop_variant, name="drop_variant"),
    path("offers/<int:pk>/submit/", views.submit, name="submit"),
    path("offers/<int:pk>/approval/", views.approval, name="approval"),
    path("offers/<int:pk>/approval/pdf/", views.sheet, name="sheet"),
    path("offers/<int:pk>/resolutions/<int:step>/", views.resolution, name="resolution"),
    path(
        "offers/<int:pk>/resolutions/<int:step>/file/",
        views.resolution_file,
        name="resolution_file",
    ),
    path("offers/<int:pk>/send/", views.send, name="send"),
    path("offers/<int:pk>/revise/", views.revise, name="revise"),
    path("offer/<str:token>/", views.answer, name="answer"),
    path("offer/<str:token>/letter/", views.letter, name="letter"),
]

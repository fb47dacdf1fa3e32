from django.urls import path

from offers import views

app_name = "offers"
urlpatterns = [
    path("bands/", views.bands, name="bands"),
    path("bands/csv/", views.bands_csv, name="bands_csv"),
    path("bands/<int:pk>/end/", views.end_band, name="end_band"),
    path("searches/<int:pk>/offers/", views.of_search, name="list"),
    path("candidacies/<int:pk>/offers/begin/", views.begin, name="begin"),
    path("offers/<int:pk>/", views.detail, name="detail"),
    path("offers/<int:pk>/picture/", views.picture, name="picture"),
    path("offers/<int:pk>/variants/", views.variants, name="variants"),
    path("offers/<int:pk>/variants/pdf/", views.variants_paper, name="variants_paper"),
    path("offers/<int:pk>/variants/<int:variant>/take/", views.take_variant, name="take_variant"),
    path("offers/<int:pk>/variants/<int:variant>/drop/", views.drop_variant, name="drop_variant"),
    path("offers/<int:pk>/submit/", views.submit, name="submit"),
    path("offers/<int:pk>/approvals/<int:approval>/approve/", views.approve, name="approve"),
    path("offers/<int:pk>/approvals/<int:approval>/refuse/", views.refuse, name="refuse"),
    path("offers/<int:pk>/send/", views.send, name="send"),
    path("offers/<int:pk>/revise/", views.revise, name="revise"),
    path("offers/<int:pk>/passage/", views.passage, name="passage"),
    path("offers/<int:pk>/passage/resigned/", views.resigned, name="resigned"),
    path("offers/<int:pk>/passage/counter/", views.counter, name="counter"),
    path("offers/<int:pk>/passage/renege/", views.take_back, name="renege"),
    path("offers/<int:pk>/passage/warm/", views.keep_warm, name="keep_warm"),
    path("offers/<int:pk>/passage/warm/<int:row>/end/", views.let_go, name="let_go"),
    path("offers/<int:pk>/passage/words/<int:row>/", views.touch, name="touch"),
    path("offer/<str:token>/", views.answer, name="answer"),
    path("offer/<str:token>/letter/", views.letter, name="letter"),
]

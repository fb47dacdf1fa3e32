from django.urls import path

from offers import views

app_name = "offers"
urlpatterns = [
    path("bands/", views.bands, name="bands"),
    path("bands/csv/", views.bands_csv, name="bands_csv"),
    path("bands/<int:pk>/end/", views.end_band, name="end_band"),
    path("letters/", views.letters, name="letters"),
    path("letters/<int:pk>/end/", views.end_letter, name="end_letter"),
    path("searches/<int:pk>/offers/", views.of_search, name="list"),
    path("candidacies/<int:pk>/offers/begin/", views.begin, name="begin"),
    path("offers/<int:pk>/", views.detail, name="detail"),
    path("offers/<int:pk>/picture/", views.picture, name="picture"),
    path("offers/<int:pk>/variants/", views.variants, name="variants"),
    path("offers/<int:pk>/variants/pdf/", views.variants_paper, name="variants_paper"),
    path("offers/<int:pk>/variants/<int:variant>/take/", views.take_variant, name="take_variant"),
    path("offers/<int:pk>/variants/<int:variant>/drop/", views.drop_variant, name="drop_variant"),
    path("offers/<int:pk>/letter/", views.wording, name="wording"),
    path("offers/<int:pk>/letter/pdf/", views.preview, name="preview"),
    path("offers/<int:pk>/discussed/", views.note, name="note"),
    path("offers/<int:pk>/discussed/<int:place>/", views.reply, name="reply"),
    path("offers/<int:pk>/agreements/", views.hand_in, name="hand_in"),
    path("offers/<int:pk>/agreements/<int:paper>/", views.agreement, name="agreement"),
    path("offers/<int:pk>/submit/", views.submit, name="submit"),
    path("offers/<int:pk>/approvals/<int:approval>/approve/", views.approve, name="approve"),
    path("offers/<int:pk>/approvals/<int:approval>/refuse/", views.refuse, name="refuse"),
    path("offers/<int:pk>/send/", views.send, name="send"),
    path("offers/<int:pk>/revise/", views.revise, name="revise"),
    path("offer/<str:token>/", views.answer, name="answer"),
    path("offer/<str:token>/letter/", views.letter, name="letter"),
    path("offer/<str:token>/ask/", views.ask, name="ask"),
    path("offer/<str:token>/agreements/", views.sign, name="sign"),
    path("offer/<str:token>/agreements/<int:paper>/", views.signed, name="signed"),
]

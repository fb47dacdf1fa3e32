from django.urls import path

from scoping import views

app_name = "scoping"
urlpatterns = [
    path("searches/<int:pk>/scope/", views.scope, name="scope"),
    path("searches/<int:pk>/scope/preview/", views.preview, name="preview"),
    path("searches/<int:pk>/scope/sign/", views.sign, name="sign"),
    path("searches/<int:pk>/scope/reopen/", views.reopen, name="reopen"),
    path("searches/<int:pk>/why/<slug:kind>/<slug:key>/", views.why, name="why"),
    path("searches/<int:pk>/scope/<int:number>/", views.version, name="version"),
    path("searches/<int:pk>/jd/", views.jd, name="jd"),
    path("searches/<int:pk>/jd/check/", views.check_jd, name="check_jd"),
    path("searches/<int:pk>/jd/approve/", views.approve_jd, name="approve_jd"),
    path("searches/<int:pk>/jd/reopen/", views.reopen_jd, name="reopen_jd"),
    path("searches/<int:pk>/jd/<int:number>/", views.jd_version, name="jd_version"),
    path("searches/<int:pk>/jd/<int:number>/as/<str:form>/", views.jd_as, name="jd_as"),
    path("searches/<int:pk>/jd/<int:number>/pdf/", views.jd_pdf, name="jd_pdf"),
]

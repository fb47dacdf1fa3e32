from django.urls import path

from onboarding import views

app_name = "onboarding"
PLAN, MINE = "plans/<int:pk>/", "plan/<str:token>/"
"""By way of the search; and by the link of the person hired: the same pages, fewer of them."""
ITEM = "deliverables/<int:deliverable>"
urlpatterns = [
    path("searches/<int:pk>/plan/", views.of_search, name="of_search"),
    path("searches/<int:pk>/closing/", views.closing, name="closing"),
    path("searches/<int:pk>/closing/end/", views.fill, name="fill"),
    path("searches/<int:pk>/closing/<slug:step>/", views.close_step, name="close_step"),
    path("c/<str:token>/again/", views.again, name="again"),
    path(PLAN, views.plan, name="plan"),
    path(f"{PLAN}start/", views.start, name="start"),
    path(f"{PLAN}finish/", views.finish, name="finish"),
    path(f"{PLAN}left/", views.left, name="left"),
    path(f"{PLAN}pdf/", views.brief, name="brief"),
    path(f"{PLAN}guards/<int:guard>/", views.guard, name="guard"),
    path(f"{PLAN}{ITEM}/", views.deliverable, name="deliverable"),
    path(f"{PLAN}{ITEM}/evidence/", views.hand_in, name="hand_in"),
    path(f"{PLAN}{ITEM}/file/", views.evidence_file, name="evidence_file"),
    path(f"{PLAN}{ITEM}/sign/", views.sign, name="sign"),
    path(f"{PLAN}{ITEM}/owner/", views.owner, name="owner"),
    path(f"{PLAN}{ITEM}/due/", views.due, name="due"),
    path(f"{PLAN}updates/<int:check>/", views.check_in, name="check_in"),
    path(f"{PLAN}updates/<int:check>/pdf/", views.update_brief, name="update_brief"),
    path(f"{PLAN}warnings/", views.warnings, name="warnings"),
    path(f"{PLAN}warnings/<int:warning>/", views.warning, name="warning"),
    path(f"{PLAN}promises/", views.promises, name="promises"),
    path(f"{PLAN}promises/<int:promise>/", views.promise, name="promise"),
    path(f"{PLAN}hires/<int:hire>/", views.hire, name="hire"),
    path(f"{PLAN}watch/", views.watch, name="watch"),
    path(f"{PLAN}watch/<int:point>/<int:day>/", views.answer_watch, name="answer_watch"),
    path(f"{PLAN}review/", views.review, name="review"),
    path(f"{PLAN}review/pdf/", views.review_brief, name="review_brief"),
    path(f"{PLAN}outcomes/<str:moment>/", views.outcome, name="outcome"),
    path(f"{PLAN}outcomes/<str:moment>/draft/", views.outcome_draft, name="outcome_draft"),
    path(
        f"{PLAN}outcomes/<str:moment>/correct/<int:rating>/",
        views.correct_outcome,
        name="correct_outcome",
    ),
    path(f"{PLAN}outcomes/<str:moment>/doubts/", views.answer_doubts, name="answer_doubts"),
    path(MINE, views.mine, name="mine"),
    path(f"{MINE}{ITEM}/", views.deliverable, name="mine_deliverable"),
    path(f"{MINE}{ITEM}/evidence/", views.hand_in, name="mine_hand_in"),
    path(f"{MINE}{ITEM}/file/", views.evidence_file, name="mine_evidence_file"),
    path(f"{MINE}updates/<int:check>/", views.check_in, name="mine_check_in"),
    path(f"{MINE}warnings/", views.warnings, name="mine_warnings"),
    path(f"{MINE}warnings/<int:warning>/", views.warning, name="mine_warning"),
    path(f"{MINE}promises/", views.promises, name="mine_promises"),
    path(f"{MINE}promises/<int:promise>/", views.promise, name="mine_promise"),
    path(f"{MINE}review/", views.review, name="mine_review"),
    path("outcomes/", views.truth, name="truth"),
    path("me/outcomes/", views.my_truth, name="my_truth"),
]

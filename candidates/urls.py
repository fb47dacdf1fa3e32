from django.urls import path

from candidates.views import board, candidate, confidence, papers, questionnaire, shortlist

app_name = "candidates"
urlpatterns = [
    path("searches/<int:pk>/candidates/", board.board, name="list"),
    path("searches/<int:pk>/candidates/all/", board.everyone, name="all"),
    path("searches/<int:pk>/candidates/add/", board.add, name="add"),
    path("searches/<int:pk>/candidates/import/", board.import_file, name="import"),
    path("searches/<int:pk>/candidates/shortlist/", shortlist.shortlist, name="shortlist"),
    path("searches/<int:pk>/candidates/questionnaire/", questionnaire.way, name="way"),
    path("candidacies/<int:pk>/", candidate.detail, name="detail"),
    path("candidacies/<int:pk>/change/", candidate.change, name="change"),
    path("candidacies/<int:pk>/move/", candidate.move, name="move"),
    path("candidacies/<int:pk>/stop/", candidate.stop, name="stop"),
    path("candidacies/<int:pk>/withdraw/", candidate.withdraw, name="withdraw"),
    path("candidacies/<int:pk>/back/", candidate.take_back, name="take_back"),
    path("candidacies/<int:pk>/declare/", candidate.declare, name="declare"),
    path("candidacies/<int:pk>/confidence/", confidence.confidence, name="confidence"),
    path("candidacies/<int:pk>/confidence/quiet/", confidence.quiet, name="quiet"),
    path("candidacies/<int:pk>/confidence/known/", confidence.make_known, name="make_known"),
    path("candidacies/<int:pk>/confidence/kept-out/", confidence.keep_out, name="keep_out"),
    path(
        "candidacies/<int:pk>/confidence/kept-out/<int:kept>/remove/",
        confidence.let_judge,
        name="let_judge",
    ),
    path("candidacies/<int:pk>/documents/", papers.add_document, name="add_document"),
    path("candidacies/<int:pk>/documents/<int:document>/", papers.document, name="document"),
    path(
        "candidacies/<int:pk>/documents/<int:document>/remove/",
        papers.remove_document,
        name="remove_document",
    ),
    path("candidacies/<int:pk>/claims/", papers.add_claim, name="add_claim"),
    path("candidacies/<int:pk>/claims/<int:claim>/", papers.change_claim, name="change_claim"),
    path("candidacies/<int:pk>/claims/<int:claim>/check/", papers.check_claim, name="check_claim"),
    path("candidacies/<int:pk>/references/", papers.add_reference, name="add_reference"),
    path(
        "candidacies/<int:pk>/references/<int:reference>/",
        papers.change_reference,
        name="change_reference",
    ),
    path("candidacies/<int:pk>/questionnaire/", questionnaire.questionnaire, name="questionnaire"),
    path("candidacies/<int:pk>/questionnaire/send/", questionnaire.send, name="send"),
    path("candidacies/<int:pk>/questionnaire/begin/", questionnaire.begin, name="begin"),
    path("q/answered/", questionnaire.answered, name="answered"),
    path("q/<str:token>/", questionnaire.answer, name="answer"),
]

"""Addresses of reports."""

from django.urls import path

from reports.views import filing, outside, receiving, reopening

app_name = "reports"
urlpatterns = [
    path("bao-cao/", filing.report_list, name="list"),
    path("bao-cao/viec/<int:assignment>/", filing.open_report, name="open"),
    path("bao-cao/viec/<int:assignment>/ngoai-he-thong/", outside.send, name="outside"),
    path("bao-cao/mo-khoa/<int:pk>/", reopening.answer, name="reopening"),
    path("bao-cao/<int:pk>/", filing.detail, name="detail"),
    path("bao-cao/<int:pk>/mo-khoa/", reopening.ask, name="reopen"),
    path("bao-cao/<int:pk>/minh-chung/", filing.evidence_add, name="evidence-add"),
    path("bao-cao/<int:pk>/minh-chung/<int:evidence>/", filing.evidence, name="evidence"),
    path(
        "bao-cao/<int:pk>/minh-chung/<int:evidence>/bo/",
        filing.evidence_remove,
        name="evidence-remove",
    ),
    path("bao-cao/<int:pk>/so-cap-duoi/", filing.take_sums, name="take-sums"),
    path("bao-cao/<int:pk>/gui/", filing.submit, name="submit"),
    path("bao-cao/<int:pk>/bien-nhan/", filing.receipt, name="receipt"),
    path("bao-cao/<int:pk>/tiep-nhan/", receiving.accept, name="accept"),
    path("bao-cao/<int:pk>/tra-lai/", receiving.give_back, name="return"),
    path("bao-cao/tong-hop/<int:pk>/", receiving.roll_up, name="roll-up"),
    path("bao-cao/tong-hop/<int:pk>/du-thao/", receiving.roll_up_paper, name="roll-up-paper"),
    path("quan-tri/bieu-mau/", receiving.indicators, name="admin-indicators"),
]

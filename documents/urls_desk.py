"""Addresses of the library and of the desks: numbering, signing, issuing, registers, checking."""

from django.urls import path

from documents.views import (
    certificates,
    desk,
    distribution,
    library,
    recalling,
    registers,
    signing,
    verify,
    word,
)

desk_patterns = [
    path("van-ban/", library.paper_list, name="list"),
    path("van-ban/<int:pk>/", library.detail, name="detail"),
    path("van-ban/<int:pk>/can-cu/", library.citations, name="citations"),
    path("van-ban/<int:pk>/lich-su/", library.history, name="history"),
    path("van-ban/<int:pk>/tep/<str:kind>/", library.file, name="file"),
    path("van-ban/<int:pk>/van-ban.docx", word.issued_word, name="word"),
    path("van-ban/<int:pk>/thu-hoi/", recalling.recall, name="recall"),
    path("van-ban/<int:pk>/thay-the/", recalling.replace, name="replace"),
    path("so-van-ban/cho-cap-so/", desk.number_queue, name="number-queue"),
    path("so-van-ban/cho-cap-so/<int:pk>/", desk.number, name="number"),
    path("so-van-ban/cho-cap-so/<int:pk>/doi-ngay/", desk.change_day, name="change-day"),
    path("so-van-ban/di/", registers.outgoing, name="register-out"),
    path("so-van-ban/so-bo/<int:pk>/", registers.void, name="number-void"),
    path("so-van-ban/den/", registers.incoming, name="register-in"),
    path("so-van-ban/den/<int:pk>/vao-so/", registers.enter, name="enter"),
    path("trinh-ky/", signing.queue, name="sign-queue"),
    path("trinh-ky/ky-nhieu/", signing.bulk, name="sign-bulk"),
    path("trinh-ky/<int:pk>/", signing.sign, name="sign"),
    path("trinh-ky/<int:pk>/tra-lai/", signing.give_back, name="sign-return"),
    path("trinh-ky/<int:pk>/doi-ngay/", signing.ask_day, name="sign-ask-day"),
    path("phat-hanh/", distribution.issue_queue, name="issue-queue"),
    path("phat-hanh/<int:pk>/", distribution.issue, name="issue"),
    path(
        "phat-hanh/<int:pk>/noi-nhan/<int:delivery>/lay-lai/",
        distribution.take_back,
        name="take-back",
    ),
    path("xac-minh/", verify.verify, name="verify"),
    path("xac-minh/<str:code>/", verify.by_code, name="verify-code"),
    path("tai-khoan/chu-ky/", certificates.own, name="certificates"),
    path("tai-khoan/chu-ky/<int:pk>/ngung-dung/", certificates.stop, name="certificate-stop"),
    path("quan-tri/chung-thu/", certificates.admin_list, name="admin-certificates"),
    path("quan-tri/chung-thu/noi-cap/", certificates.admin_authorities, name="admin-authorities"),
    path("quan-tri/the-thuc/", certificates.admin_formats, name="admin-formats"),
]

"""Addresses of writing and reviewing papers."""

from django.urls import path

from documents.views import (
    checking,
    enclosures,
    handing_in,
    overview,
    recipients,
    review,
    review_queue,
    revisions,
    sections,
    signer,
    word,
    wording,
)

# Editing pages of one paper; the project puts those of all apps under one address.
compose_patterns = [
    path("", overview.overview, name="overview"),
    path("thong-tin/", wording.general, name="general"),
    path("can-cu/", wording.citations, name="citations"),
    path("muc/<int:n>/", sections.section, name="section"),
    path("muc/<int:n>/so-sanh/", sections.conflict, name="section-conflict"),
    path("noi-nhan/", recipients.recipients, name="recipients"),
    path("nguoi-ky/", signer.signer, name="signer"),
    path("phu-luc/", wording.appendices, name="appendices"),
    path("tep-kem/", enclosures.add, name="enclosure-add"),
    path("tep-kem/<int:tep>/", enclosures.change, name="enclosure"),
    path("kiem-tra/", checking.check, name="check"),
    path("kiem-tra/giu-nguyen/", checking.waive, name="waive"),
    path("xem-truoc.pdf", checking.preview_pdf, name="preview-pdf"),
    path("xem-truoc.docx", word.preview_word, name="preview-word"),
    path("trinh/", handing_in.submit, name="submit"),
    path("trinh-lanh-dao/", handing_in.send_to_leader, name="send-to-leader"),
    path("tra-lai-nguoi-soan/", handing_in.send_back, name="send-back"),
    path("rut-lai/", handing_in.withdraw, name="withdraw"),
    path("sua-lai/", handing_in.revise, name="revise"),
    path("bo/", handing_in.abandon, name="abandon"),
    path("bien-nhan/<int:n>/", handing_in.receipt, name="receipt"),
    path("gop-y/", revisions.remarks, name="remarks"),
    path("phien-ban/", revisions.revisions, name="revisions"),
    path("so-sanh/", revisions.compare, name="compare"),
]

editor_patterns = [
    path("van-ban/soan/", overview.new, name="new"),
    path("van-ban/mau/", word.blank_forms, name="blank-forms"),
    path("van-ban/mau/<str:code>.pdf", word.blank_pdf, name="blank-pdf"),
    path("van-ban/mau/<str:code>.docx", word.blank_word, name="blank-word"),
    path("tham-dinh/", review_queue.queue, name="review-queue"),
    path("tham-dinh/duyet-nhieu/", review_queue.bulk, name="review-bulk"),
    path("tham-dinh/<int:pk>/", review.review, name="review"),
    path("tham-dinh/<int:pk>/mo/", review.claim, name="review-claim"),
    path("tham-dinh/<int:pk>/tra-ve/", review.release, name="review-release"),
    path("tham-dinh/<int:pk>/gop-y/", review.comment, name="review-comment"),
    path(
        "tham-dinh/<int:pk>/gop-y/<int:remark>/xoa/",
        review.comment_delete,
        name="review-comment-delete",
    ),
    path("tham-dinh/<int:pk>/tra-lai/", review.give_back, name="review-return"),
    path("tham-dinh/<int:pk>/duyet/", review.approve, name="review-approve"),
]

"""Django's own sentences, where its Vietnamese catalogue has none or words them badly.

Applied once at start-up, before any form is made. Sentences a form or model writes itself win.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core import validators
from django.forms import fields, models

VALIDATORS: dict[type, str] = {
    validators.MaxLengthValidator: "Dài quá: %(show_value)d ký tự, tối đa %(limit_value)d.",
    validators.MinLengthValidator: "Ngắn quá: %(show_value)d ký tự, ít nhất %(limit_value)d.",
    validators.MaxValueValidator: "Lớn quá: tối đa %(limit_value)s.",
    validators.MinValueValidator: "Nhỏ quá: ít nhất %(limit_value)s.",
    validators.EmailValidator: "Chưa đúng dạng thư điện tử. Ghi theo mẫu ten@haiphong.gov.vn.",
    validators.ProhibitNullCharactersValidator: "Có ký tự không in được. Gõ lại ô này.",
    UnicodeUsernameValidator: "Tên đăng nhập chỉ gồm chữ, số và các dấu @ . + - _ .",
}

FIELDS: dict[type, dict[str, str]] = {
    fields.IntegerField: {"invalid": "Ghi một số nguyên."},
    fields.FloatField: {"invalid": "Ghi một số."},
    fields.DecimalField: {"invalid": "Ghi một số."},
    fields.ChoiceField: {"invalid_choice": "Lựa chọn này không có trong danh sách. Chọn lại."},
    fields.MultipleChoiceField: {
        "invalid_choice": "“%(value)s” không có trong danh sách. Chọn lại.",
        "invalid_list": "Danh sách gửi lên không đọc được. Chọn lại.",
    },
    models.ModelChoiceField: {
        "invalid_choice": "Lựa chọn này không còn trong danh sách. Chọn lại."
    },
    models.ModelMultipleChoiceField: {
        "invalid_choice": "“%(value)s” không còn trong danh sách. Chọn lại.",
        "invalid_pk_value": "Danh sách gửi lên không đọc được. Chọn lại.",
        "list": "Danh sách gửi lên không đọc được. Chọn lại.",
    },
    fields.FileField: {
        "invalid": "Chưa nhận được tệp. Chọn lại tệp.",
        "missing": "Chưa nhận được tệp. Chọn lại tệp.",
        "empty": "Tệp rỗng. Chọn tệp khác.",
        "max_length": "Tên tệp dài %(length)d ký tự, tối đa %(max)d. Đặt tên ngắn hơn.",
    },
}

PASSWORDS: dict[type, tuple[str, str]] = {
    MinimumLengthValidator: (
        "Mật khẩu ngắn quá: ít nhất %(min_length)d ký tự.",
        "Ít nhất %(min_length)d ký tự.",
    ),
    CommonPasswordValidator: (
        "Mật khẩu này nhiều người dùng, dễ bị đoán.",
        "Không phải mật khẩu nhiều người dùng.",
    ),
    NumericPasswordValidator: ("Mật khẩu chỉ toàn số, dễ bị đoán.", "Không chỉ toàn số."),
    UserAttributeSimilarityValidator: (
        "Mật khẩu quá giống tên hoặc thư điện tử.",
        "Không giống tên hoặc thư điện tử của mình.",
    ),
}


def install() -> None:
    """Put the sentences in the place of Django's."""
    for validator, sentence in VALIDATORS.items():
        validator.message = sentence  # type: ignore[attr-defined]
    for field, sentences in FIELDS.items():
        # A copy: a dictionary inherited from the parent class must not change for its siblings.
        own = {**vars(field).get("default_error_messages", {}), **sentences}
        field.default_error_messages = own  # type: ignore[attr-defined]
    for kind, (error, rule) in PASSWORDS.items():
        kind.get_error_message = _error(error)  # type: ignore[attr-defined]
        kind.get_help_text = _error(rule)  # type: ignore[attr-defined]


def _error(sentence: str) -> Callable[[object], str]:
    def words(validator: object) -> str:
        return sentence % vars(validator)

    return words

"""The forms of sign-in and security: allauth's, in the portal's words.

The words are set as each form is made, because allauth adds some of its fields only then.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import Form, PasswordInput


def _name(form: Form, **words: str | tuple[str, str]) -> None:
    """Give fields their label, or (label, hint). Nothing stands inside the boxes: it would vanish
    with the first letter typed."""
    for name, said in words.items():
        label, hint = (said, "") if isinstance(said, str) else said
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.widget.attrs.pop("placeholder", None)
        if isinstance(field.widget, PasswordInput):
            field.widget.attrs["data-show"] = "Hiện mật khẩu"  # trang.js offers it


def _rules() -> str:
    return " ".join(password_validators_help_texts())


class LoginForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, login="Tên đăng nhập", password="Mật khẩu")
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, email="Thư điện tử")


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, password1=("Mật khẩu mới", _rules()), password2="Nhập lại mật khẩu mới")

    def clean(self) -> dict[str, Any]:
        return _compared(self, super().clean())


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(
            self,
            oldpassword="Mật khẩu đang dùng",
            password1=("Mật khẩu mới", _rules()),
            password2="Nhập lại mật khẩu mới",
        )

    def clean(self) -> dict[str, Any]:
        return _compared(self, super().clean())


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, password="Mật khẩu")


_CODE = ("Mã xác thực", "6 chữ số trong ứng dụng trên điện thoại, hoặc một mã dự phòng.")


class AuthenticateForm(mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, code=_CODE)


class CodeReauthenticateForm(mfa.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, code=_CODE)


class ActivateTOTPForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, code=("Mã đang hiện trong ứng dụng", "6 chữ số, đổi sau mỗi 30 giây."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


def _compared(form: Form, data: dict[str, Any]) -> dict[str, Any]:
    """The second writing of a new password differs: say so in the portal's words."""
    if form.has_error("password2") and form.data.get("password2"):
        del form.errors["password2"]
        form.add_error("password2", "Hai lần nhập mật khẩu mới không giống nhau.")
    return data

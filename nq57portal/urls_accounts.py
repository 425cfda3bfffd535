"""Sign-in, sign-out and the second factor: allauth's views at Vietnamese addresses.

Only what the portal offers is routed: nobody signs up, and there are no social accounts.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from nq57portal.accounts import demo_accounts


class Base36(StringConverter):
    """Whom a link is for. It ends at the first hyphen: the key after it has hyphens of its own."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")

sign_in = account.LoginView.as_view(extra_context={"demo_accounts": demo_accounts})

urlpatterns = [
    path("dang-nhap/", sign_in, name="account_login"),
    path("dang-nhap/xac-thuc/", mfa.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa/", account.account_inactive, name="account_inactive"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("quen-mat-khau/", account.password_reset, name="account_reset_password"),
    path("quen-mat-khau/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "quen-mat-khau/<base36:uidb36>-<str:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "quen-mat-khau/xong/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("tai-khoan/mat-khau/", account.password_change, name="account_change_password"),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    # Where allauth returns to; the portal's one page about passwords and factors.
    path(
        "tai-khoan/bao-mat/hai-lop/",
        RedirectView.as_view(pattern_name="units:security"),
        name="mfa_index",
    ),
    path("tai-khoan/bao-mat/hai-lop/xac-nhan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tai-khoan/bao-mat/hai-lop/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("tai-khoan/bao-mat/hai-lop/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "tai-khoan/bao-mat/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"
    ),
    path(
        "tai-khoan/bao-mat/ma-du-phong/tao/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tai-khoan/bao-mat/ma-du-phong/tai/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

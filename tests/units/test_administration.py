"""What an administrator looks after, what they change, and what is kept from them."""

import datetime as dt
import re

import pytest
from django.test import Client

from activity.models import LogEntry
from tests.factories import Cast, person
from units.administration import administered
from units.dates import format_date, today
from units.models import CalendarDay, Membership, Role, Unit, UnitName, User

YESTERDAY = today() - dt.timedelta(days=1)


@pytest.fixture
def city_admin(cast: Cast) -> User:
    return person("dung", "Lê Dung", (cast.city_ubnd, Role.ADMIN, "Quản trị cổng"))


def signed_in(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def last_line() -> str:
    return LogEntry.objects.order_by("-sequence").values_list("sentence", flat=True)[0]


PAGES = (
    "/quan-tri/",
    "/quan-tri/don-vi/",
    "/quan-tri/don-vi/them/",
    "/quan-tri/nguoi-dung/",
    "/quan-tri/nguoi-dung/them/",
    "/quan-tri/ngay-nghi/",
)


@pytest.mark.parametrize("address", PAGES)
def test_the_pages_exist_for_administrators_only(cast: Cast, address: str):
    assert signed_in(cast.quan).get(address).status_code == 200
    for other in (cast.mai, cast.an, cast.ha, cast.binh, cast.kiem):
        assert signed_in(other).get(address).status_code == 404


def test_an_administrator_reaches_down_the_own_line_and_never_a_leading_one(
    cast: Cast, city_admin: User
):
    commune = set(administered(cast.actor(cast.quan)))
    assert commune == {cast.tk_ubnd, cast.tk_office, cast.tk_women}
    city = set(administered(cast.actor(city_admin)))
    assert {cast.city_ubnd, cast.department, cast.tk_ubnd, cast.ap_office} <= city
    assert not {cast.board, cast.city_party, cast.tk_party} & city
    party = person("thi", "Ngô Thi", (cast.city_party, Role.ADMIN, ""))
    assert {cast.board, cast.city_ubnd, cast.tk_party} <= set(administered(cast.actor(party)))


@pytest.mark.parametrize("page", ["don-vi", "nguoi-dung"])
def test_what_lies_outside_does_not_exist(cast: Cast, page: str):
    outside = cast.board.pk if page == "don-vi" else cast.binh.pk
    client = signed_in(cast.quan)
    assert client.get(f"/quan-tri/{page}/{outside}/").status_code == 404
    assert client.post(f"/quan-tri/{page}/{outside}/", {"mat_khau": "1"}).status_code == 404
    assert "Ban Tuyên giáo" not in client.get("/quan-tri/don-vi/").content.decode()
    assert "Lê Thị Bình" not in client.get("/quan-tri/nguoi-dung/").content.decode()


# --- Units ---


def new_unit(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "thay_mat": cast.tk_ubnd.pk,
        "ten-name": "Phòng Kinh tế xã Tân Kỳ",
        "ten-short_name": "Phòng Kinh tế xã Tân Kỳ",
        "ten-head_parent": "UBND XÃ TÂN KỲ",
        "ten-head_name": "PHÒNG KINH TẾ",
        "ten-place": "Tân Kỳ",
        "ten-valid_from": format_date(today()),
        "kind": Unit.Kind.OFFICE,
        "line": "chinh_quyen",
        "org": "",
        "parent": cast.tk_ubnd.pk,
        "area": cast.tk.pk,
        "symbol": "PKT",
        "archive": "VT",
        "contact": "",
        "numbering": "chung",
        "term_start": "",
        **changes,
    }


def test_a_unit_is_added_with_its_names_and_place_in_the_tree(cast: Cast):
    client = signed_in(cast.quan)
    answer = client.post("/quan-tri/don-vi/them/", new_unit(cast))
    unit = Unit.objects.get(symbol="PKT")
    assert answer.headers["Location"] == f"/quan-tri/don-vi/{unit.pk}/"
    assert unit.path == f"{cast.tk_ubnd.path}{unit.code}/"
    assert (unit.level, unit.name) == ("xa", "Phòng Kinh tế xã Tân Kỳ")
    assert last_line().startswith(
        "UBND xã Tân Kỳ: Lý Minh Quân thêm đơn vị Phòng Kinh tế xã Tân Kỳ"
    )
    # The same names once more get another code.
    client.post("/quan-tri/don-vi/them/", new_unit(cast))
    assert Unit.objects.filter(symbol="PKT").values("code").distinct().count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ten-name": ""}, "Chưa điền “Tên đầy đủ”."),
        ({"ten-valid_from": "31/2/2026"}, "Tháng 2/2026 không có ngày 31."),
        ({"line": "dang"}, "Lựa chọn này không có trong danh sách."),
        ({"line": "doan_the"}, "chọn cùng tuyến"),
    ],
)
def test_a_wrong_unit_is_told_and_changes_nothing(cast: Cast, changes: dict, sentence: str):
    answer = signed_in(cast.quan).post("/quan-tri/don-vi/them/", new_unit(cast, **changes))
    shown = answer.content.decode()
    assert sentence in shown
    assert "<title>Lỗi: " in shown
    assert 'value="PKT"' in shown  # what was typed stays
    assert not Unit.objects.filter(symbol="PKT").exists()


def test_a_unit_is_not_placed_where_one_does_not_administer(cast: Cast):
    client = signed_in(cast.quan)
    for changes in ({"parent": cast.board.pk}, {"area": cast.ap.pk}, {"parent": cast.ap_ubnd.pk}):
        client.post("/quan-tri/don-vi/them/", new_unit(cast, **changes))
    assert not Unit.objects.filter(symbol="PKT").exists()


def test_a_renaming_keeps_the_old_name_for_older_papers(cast: Cast):
    client = signed_in(cast.quan)
    tomorrow = today() + dt.timedelta(days=1)
    address = f"/quan-tri/don-vi/{cast.tk_office.pk}/"
    renamed = {
        "doi_ten": "1",
        "thay_mat": cast.tk_ubnd.pk,
        "ten-name": "Phòng Văn hóa và Khoa học xã Tân Kỳ",
        "ten-short_name": "Phòng VH-KH xã Tân Kỳ",
        "ten-head_parent": "",
        "ten-head_name": "PHÒNG VĂN HÓA VÀ KHOA HỌC",
        "ten-place": "Tân Kỳ",
        "ten-valid_from": format_date(tomorrow),
    }
    assert client.post(address, renamed).status_code == 302
    office = Unit.objects.get(pk=cast.tk_office.pk)
    assert office.name == "Phòng Văn hóa - Xã hội xã Tân Kỳ"  # until the day
    assert office.name_on(tomorrow).short_name == "Phòng VH-KH xã Tân Kỳ"
    assert f"từ {format_date(tomorrow)}" in last_line()
    twice = client.post(address, renamed)
    assert "Đơn vị đã có tên bắt đầu từ ngày này." in twice.content.decode()
    assert UnitName.objects.filter(unit=office).count() == 2


def test_changed_settings_stand_in_the_log_before_and_after(cast: Cast):
    client = signed_in(cast.quan)
    form = {
        "thay_mat": cast.tk_ubnd.pk,
        "symbol": "UBND",
        "archive": "VT, VHXH",
        "contact": "Thôn 3, xã Tân Kỳ",
        "numbering": "chung",
        "term_start": "",
        "leader_step": "on",
    }
    client.post(f"/quan-tri/don-vi/{cast.tk_ubnd.pk}/", form)
    unit = Unit.objects.get(pk=cast.tk_ubnd.pk)
    assert unit.leader_step
    step = "lãnh đạo đơn vị cho ý kiến trước khi trình"
    assert LogEntry.objects.order_by("-sequence")[0].data == {
        "before": {"liên hệ": "(trống)", step: "không"},
        "after": {"liên hệ": "Thôn 3, xã Tân Kỳ", step: "có"},
    }
    lines = LogEntry.objects.count()
    client.post(f"/quan-tri/don-vi/{cast.tk_ubnd.pk}/", form)  # nothing new, nothing to log
    assert LogEntry.objects.count() == lines


def test_units_are_found_and_shown_by_their_place_in_the_tree(cast: Cast):
    client = signed_in(cast.quan)
    under = client.get(f"/quan-tri/don-vi/?duoi={cast.tk_ubnd.pk}").content.decode()
    assert "Phòng Văn hóa - Xã hội" in under
    assert "Hội Liên hiệp Phụ nữ" not in under
    found = client.get("/quan-tri/don-vi/?q=phu nu").content.decode()
    assert "Hội Liên hiệp Phụ nữ" in found
    assert "1 đơn vị" in found
    Unit.objects.filter(pk=cast.tk_office.pk).update(valid_to=YESTERDAY)
    assert "Phòng Văn hóa" not in client.get("/quan-tri/don-vi/").content.decode()
    assert "Phòng Văn hóa" in client.get("/quan-tri/don-vi/?ended=roi").content.decode()
    assert client.get(f"/quan-tri/don-vi/?duoi={cast.board.pk}").status_code == 404


# --- People ---


def new_person(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "thay_mat": cast.tk_ubnd.pk,
        "username": "Hung.TanKy",
        "full_name": "Vũ  Văn Hùng",
        "email": "hung@vidu.vn",
        "phone": "",
        "unit": cast.tk_office.pk,
        "roles": [Role.STAFF, Role.CLERK],
        "position": "Chuyên viên",
        "valid_from": format_date(today()),
        "valid_to": "",
        **changes,
    }


def test_a_person_is_added_and_signs_in_with_the_password_shown_once(cast: Cast):
    client = signed_in(cast.quan)
    page = client.post("/quan-tri/nguoi-dung/them/", new_person(cast))
    password = page.context["password"]
    assert re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", password)
    assert password in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    hung = User.objects.get(username="hung.tanky")
    assert hung.full_name == "Vũ Văn Hùng"
    assert set(hung.memberships.values_list("unit", "role")) == {
        (cast.tk_office.pk, Role.STAFF),
        (cast.tk_office.pk, Role.CLERK),
    }
    assert password not in client.get(f"/quan-tri/nguoi-dung/{hung.pk}/").content.decode()
    answer = Client().post("/dang-nhap/", {"login": "hung.tanky", "password": password})
    assert answer.status_code == 302
    said = list(LogEntry.objects.order_by("sequence").values_list("sentence", flat=True))[-3:]
    assert said[0] == "UBND xã Tân Kỳ: Lý Minh Quân thêm người dùng Vũ Văn Hùng (hung.tanky)"
    assert "trao vai trò cán bộ" in said[1]
    assert password not in str(list(LogEntry.objects.values_list("data", "sentence")))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"username": "MAI"}, "Tên đăng nhập này đã có."),
        ({"username": "a b"}, "Tên đăng nhập chỉ gồm chữ, số"),
        ({"email": "MAI@vidu.vn"}, "đã thuộc về một người dùng khác"),
        ({"email": "không phải thư"}, "Chưa đúng dạng thư điện tử"),
        ({"roles": []}, "Chưa chọn “Vai trò”."),
        ({"valid_to": "01/01/2020"}, "Ngày cuối phải sau ngày đầu."),
    ],
)
def test_a_wrong_person_is_told_and_changes_nothing(cast: Cast, changes: dict, sentence: str):
    before = User.objects.count()
    page = signed_in(cast.quan).post("/quan-tri/nguoi-dung/them/", new_person(cast, **changes))
    assert sentence in page.content.decode()
    assert User.objects.count() == before


def test_roles_are_not_given_where_one_does_not_administer(cast: Cast):
    client = signed_in(cast.quan)
    client.post("/quan-tri/nguoi-dung/them/", new_person(cast, unit=cast.board.pk))
    assert not User.objects.filter(username="hung.tanky").exists()
    grant = {
        "trao": "1",
        "unit": cast.city_ubnd.pk,
        "roles": [Role.LEADER],
        "valid_from": format_date(today()),
    }
    client.post(f"/quan-tri/nguoi-dung/{cast.mai.pk}/", grant)
    assert not cast.mai.memberships.filter(unit=cast.city_ubnd).exists()


def test_a_role_ends_with_its_day_and_can_begin_anew(cast: Cast):
    client = signed_in(cast.quan)
    role = cast.mai.memberships.get()
    end = {"ket_thuc": "1", "membership": role.pk, "last_day": format_date(YESTERDAY)}
    assert client.post(f"/quan-tri/nguoi-dung/{cast.mai.pk}/", end).status_code == 302
    assert "kết thúc vai trò cán bộ ở UBND xã Tân Kỳ của Trần Thị Mai" in last_line()
    page = signed_in(cast.mai).get("/viec-can-lam/", follow=True).content.decode()
    assert "Tài khoản chưa được gắn với đơn vị nào." in page
    # Somebody whose last role ended is still found, and gets it back.
    assert "Trần Thị Mai" in client.get("/quan-tri/nguoi-dung/?q=tran thi mai").content.decode()
    again = {
        "trao": "1",
        "unit": cast.tk_ubnd.pk,
        "roles": [Role.STAFF],
        "position": "Công chức",
        "valid_from": format_date(today()),
        "valid_to": "",
    }
    client.post(f"/quan-tri/nguoi-dung/{cast.mai.pk}/", again)
    assert Membership.objects.get(user=cast.mai).valid_to is None
    assert signed_in(cast.mai).get("/viec-can-lam/").status_code == 200


def test_a_wrong_last_day_is_told_at_its_box(cast: Cast):
    role = cast.mai.memberships.get()
    end = {"ket_thuc": "1", "membership": role.pk, "last_day": "31/2/2026"}
    page = signed_in(cast.quan).post(f"/quan-tri/nguoi-dung/{cast.mai.pk}/", end).content.decode()
    assert "Tháng 2/2026 không có ngày 31." in page
    assert f'href="#last_day-{role.pk}"' in page
    assert f'id="last_day-{role.pk}" name="last_day" value="31/2/2026"' in page


def test_another_units_role_cannot_be_ended(cast: Cast):
    Membership.objects.create(user=cast.mai, unit=cast.city_ubnd, role=Role.STAFF)
    role = cast.mai.memberships.get(unit=cast.city_ubnd)
    end = {"ket_thuc": "1", "membership": role.pk, "last_day": format_date(YESTERDAY)}
    signed_in(cast.quan).post(f"/quan-tri/nguoi-dung/{cast.mai.pk}/", end)
    role.refresh_from_db()
    assert role.valid_to is None


def test_nobody_gives_or_takes_roles_of_their_own(cast: Cast):
    client = signed_in(cast.quan)
    address = f"/quan-tri/nguoi-dung/{cast.quan.pk}/"
    grant = {
        "trao": "1",
        "unit": cast.tk_ubnd.pk,
        "roles": [Role.LEADER],
        "valid_from": format_date(today()),
    }
    refused = client.post(address, grant)
    assert refused.status_code == 403
    assert "không tự trao hoặc kết thúc vai trò của mình" in refused.content.decode()
    assert "Nguyễn Văn An (Chủ tịch)" in refused.content.decode()
    assert cast.quan.memberships.count() == 1
    assert "Trao thêm vai trò" not in client.get(address).content.decode()


def test_who_works_elsewhere_keeps_name_mail_and_password(cast: Cast):
    """Whoever sets the password of a reviewer could approve papers in the reviewer's name."""
    Membership.objects.create(user=cast.binh, unit=cast.tk_ubnd, role=Role.STAFF)
    client = signed_in(cast.quan)
    address = f"/quan-tri/nguoi-dung/{cast.binh.pk}/"
    assert "Tạo mật khẩu mới" not in client.get(address).content.decode()
    for form in ({"mat_khau": "1"}, {"full_name": "Khác", "email": "toi@vidu.vn"}):
        refused = client.post(address, form)
        assert refused.status_code == 403
        assert str(cast.board) in refused.content.decode()
    cast.binh.refresh_from_db()
    assert cast.binh.check_password("mat-khau-thu")
    assert cast.binh.email == "binh@vidu.vn"


def test_a_new_password_ends_the_old_one_and_its_sessions(cast: Cast):
    mai = signed_in(cast.mai)
    page = signed_in(cast.quan).post(f"/quan-tri/nguoi-dung/{cast.mai.pk}/", {"mat_khau": "1"})
    password = page.context["password"]
    cast.mai.refresh_from_db()
    assert cast.mai.check_password(password)
    assert mai.get("/viec-can-lam/").status_code == 302
    assert last_line().endswith("đặt lại mật khẩu của Trần Thị Mai")


def test_an_account_out_of_use_does_not_sign_in(cast: Cast):
    client = signed_in(cast.quan)
    form = {"full_name": "Trần Thị Mai", "email": "mai@vidu.vn", "phone": ""}
    client.post(f"/quan-tri/nguoi-dung/{cast.mai.pk}/", form)
    cast.mai.refresh_from_db()
    assert not cast.mai.is_active
    assert LogEntry.objects.order_by("-sequence")[0].data["after"] == {"Kích hoạt": "không"}
    visitor = Client()
    visitor.post("/dang-nhap/", {"login": "mai", "password": "mat-khau-thu"})
    assert visitor.get("/viec-can-lam/").status_code == 302
    # Nobody locks themselves out.
    client.post(f"/quan-tri/nguoi-dung/{cast.quan.pk}/", form | {"email": "quan@vidu.vn"})
    cast.quan.refresh_from_db()
    assert cast.quan.is_active


# --- Calendar ---


def test_the_calendar_is_kept_above_the_communes(cast: Cast, city_admin: User):
    day = {"day": "02/01/2027", "works": "1", "name": "Làm bù"}
    refused = signed_in(cast.quan).post("/quan-tri/ngay-nghi/", day)
    assert refused.status_code == 403
    assert "quản trị cấp tỉnh" in refused.content.decode()
    client = signed_in(city_admin)
    client.post("/quan-tri/ngay-nghi/", day)
    entered = CalendarDay.objects.get()
    assert entered.works
    page = client.get("/quan-tri/ngay-nghi/?nam=2027").content.decode()
    assert "thứ Bảy, 02/01/2027" in page
    again = client.post("/quan-tri/ngay-nghi/", day).content.decode()
    assert "Ngày này đã ghi." in again
    client.post("/quan-tri/ngay-nghi/", {"bo": entered.pk})
    assert not CalendarDay.objects.exists()
    assert "bỏ ghi chú ngày 02/01/2027" in last_line()


def test_the_calendar_shows_the_days_off_of_the_year(cast: Cast, city_admin: User):
    client = signed_in(city_admin)
    client.post("/quan-tri/ngay-nghi/", {"day": "5/1/2026", "works": "0", "name": "Nghỉ bù"})
    page = client.get("/quan-tri/ngay-nghi/?nam=2026").content.decode()
    assert page.count("Nghỉ bù") >= 2  # what was entered, and the calendar that follows
    assert "Quốc khánh" in page
    assert client.get("/quan-tri/ngay-nghi/?nam=abc").status_code == 200


# --- Size ---


def test_long_lists_cost_the_same_few_queries(cast: Cast, django_assert_max_num_queries):
    client = signed_in(cast.quan)

    def queries(address: str) -> int:
        with django_assert_max_num_queries(30) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    few = [queries("/quan-tri/don-vi/"), queries("/quan-tri/nguoi-dung/")]
    for n in range(60):
        unit = Unit.objects.create(
            code=f"p{n}", kind="phong", line="chinh_quyen", level="xa", area=cast.tk,
            parent=cast.tk_ubnd,
        )  # fmt: skip
        UnitName.objects.create(
            unit=unit, name=f"Phòng {n}", short_name=f"Phòng {n}", head_name="P", place="Tân Kỳ"
        )
        unit.refresh_current_name()
        person(f"nguoi{n}", f"Người {n}", (unit, Role.STAFF, ""))
    assert [queries("/quan-tri/don-vi/"), queries("/quan-tri/nguoi-dung/")] == few
    page = client.get("/quan-tri/don-vi/?rows=50&page=2").content.decode()
    assert "63 đơn vị" in page

"""Soát bản nhập: what was read is shown, confirmed or changed, and saved once as a paper."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

import pytest
from django.test import Client

from directives.intake import proposals
from directives.models import Directive, Import, LearnedName, Task
from directives.states import ImportState
from documents.models import Document, Recipient
from tests.directives.importing_scenes import (
    LETTER,
    START,
    TWO,
    bring,
    confirmed,
    form_of,
    page,
    pasted,
)
from tests.directives.scenes import received, signed_in
from tests.factories import Cast
from units.models import Membership as Member
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def binh(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.binh)


# --- What is shown --------------------------------------------------------------------------------


def test_what_was_found_is_outlined_and_every_field_leads_to_it(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER)
    shown = page(binh.get(row.get_absolute_url()))
    assert "<mark id=" in shown
    assert 'id="v-date-0"' in shown
    assert 'href="#v-date-0">ở dòng 7' in shown
    assert 'href="#v-full_number-0">ở dòng 3' in shown
    for words in ("Chắc chắn", "Cần xem", "Chưa thấy", "Còn 1 chỗ cần xem"):
        assert words in shown
    assert "Nhiệm vụ (4)" in shown
    order = re.findall(r'id="o-(\w+)"', shown)
    assert order == list(proposals.FIELDS)


def test_a_file_with_two_papers_gives_two_to_check(binh: Client, cast: Cast) -> None:
    first = pasted(binh, cast)
    second = first.others.get()
    assert (first.state, second.state) == (ImportState.TO_CHECK, ImportState.TO_CHECK)
    shown = page(binh.get(second.get_absolute_url()))
    # Number and day stand in the covering letter only.
    assert 'value="31-HD/BTGDVTU"' in shown
    assert "Lấy theo Công văn 215/UBND-VX gửi kèm" in shown
    assert "TỔ CHỨC THỰC HIỆN" in shown
    assert "Số: 215/UBND-VX" not in shown


def test_letters_typed_in_haste_are_suggested_and_never_changed(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER.replace("57-NQ/TW năm 2026", "57-NQ/TW về CDS"))
    shown = page(binh.get(row.get_absolute_url()))
    assert "“CDS” có thể là “CĐS”" in shown
    assert "về CDS</textarea>" in shown


# --- Nothing unseen is saved ----------------------------------------------------------------------


def test_nothing_is_saved_while_something_is_to_be_looked_at(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER)
    typed = form_of(binh, row) | {"signer_name": "Lê Hữu Trung (đã sửa)"}
    shown = page(binh.post(row.get_absolute_url(), typed))
    assert "Xác nhận hoặc sửa “Nhiệm vụ”." in shown
    assert "Lê Hữu Trung (đã sửa)" in shown
    assert "<title>Lỗi: Soát bản nhập" in shown
    assert not Document.objects.exists()
    row.refresh_from_db()
    assert row.state == ImportState.TO_CHECK


def test_a_change_counts_as_a_look(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER)
    typed = form_of(binh, row) | {"nv-0-text": "Đưa Nghị quyết vào sinh hoạt."}
    assert binh.post(row.get_absolute_url(), typed).status_code == 302
    assert Task.objects.order_by("order")[0].text == "Đưa Nghị quyết vào sinh hoạt."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"date": "31/2/2026"}, "Tháng 2/2026 không có ngày 31."),
        ({"date": "31/12/2099"}, "Ngày văn bản 31/12/2099 chưa tới."),
        ({"full_number": "sáu mươi"}, "Chưa đọc được số, ký hiệu “sáu mươi”."),
        ({"full_number": ""}, "Chưa điền “Số, ký hiệu”."),
        ({"subject": " "}, "Chưa điền “Trích yếu”."),
        ({"issuer": "Sở Lạ", "issuer-chon": ""}, "Không tìm thấy đơn vị “Sở Lạ”."),
        ({"citations": "x" * 1001}, "dài hơn 1000 chữ cái"),
        ({"nv-0-text": ""}, "Chưa điền “Nội dung nhiệm vụ”."),
        ({"dv-0-choice": "don_vi"}, "Chưa chọn đơn vị cho “Các sở, ban, ngành”."),
    ],
)
def test_each_wrong_answer_gets_its_sentence_and_keeps_the_rest(
    changes: dict[str, str], sentence: str, binh: Client, cast: Cast
) -> None:
    row = pasted(binh, cast, LETTER)
    typed = confirmed(binh, row, position="PHÓ CHỦ TỊCH", **changes)
    shown = page(binh.post(row.get_absolute_url(), typed))
    assert sentence in shown
    assert 'value="PHÓ CHỦ TỊCH"' in shown
    assert not Document.objects.exists()


# --- Saving ---------------------------------------------------------------------------------------


def test_saving_makes_the_paper_with_everything_it_says(binh: Client, cast: Cast) -> None:
    known = received(
        cast, type_code="NQ", full_number="57-NQ/TW", date=dt.date(2024, 12, 22), body=""
    )
    data = LETTER.encode()
    response = bring(binh, cast, ("Công văn 215.txt", data))
    row = Import.objects.get()
    assert row.sha256 == hashlib.sha256(data).hexdigest()
    answer = binh.post(row.get_absolute_url(), confirmed(binh, row))
    assert answer.status_code == 302
    paper = Document.objects.get(full_number="215/UBND-VX")
    assert answer["Location"] == f"/van-ban/{paper.pk}/nhiem-vu/"
    assert response["Location"] == row.get_absolute_url()
    assert (paper.issuer, paper.type_code, paper.date) == (
        cast.city_ubnd, "CV", dt.date(2026, 2, 20),
    )  # fmt: skip
    assert (paper.signer_name, paper.position) == ("Lê Hữu Trung", "CHỦ TỊCH")
    assert [c.cited for c in paper.citations.all()] == [known, None]
    stored = paper.files.get()
    assert (stored.read(), stored.name) == (data, "Công văn 215.txt")
    assert Directive.objects.filter(document=paper).exists()
    lines = [(r.kind, r.text, r.purpose, bool(r.group)) for r in paper.recipients.all()]
    kinds = Recipient.Kind
    assert lines == [
        (kinds.ADDRESSEE, "Các sở, ban, ngành", "", True),
        (kinds.ADDRESSEE, "UBND các xã, phường", "", True),
        (kinds.RECIPIENT, "Như trên", "", False),
        (kinds.RECIPIENT, "Thường trực Thành ủy", "(để b/c)", True),
        (kinds.RECIPIENT, "Ban Tuyên giáo và Dân vận Thành ủy", "", True),
        (kinds.ARCHIVE, "VT, VX", "", False),
    ]
    tasks = list(paper.tasks.order_by("order"))
    assert [task.lead for task in tasks] == [
        "Các sở, ban, ngành", "UBND các xã, phường", "Sở Khoa học và Công nghệ", "",
    ]  # fmt: skip
    assert all(task.paragraph is not None for task in tasks)
    assert tasks[3].operator == "before_day"
    assert tasks[3].report_to == cast.board
    following = page(binh.get(answer["Location"]))
    assert "Giao việc" in following
    row.refresh_from_db()
    assert (row.state, row.document, row.checked_by) == (ImportState.SAVED, paper, cast.binh)
    assert row.answers["confirmed"] == ["tasks"]


def test_the_second_paper_follows_the_first_and_keeps_its_sections(
    binh: Client, cast: Cast
) -> None:
    first = pasted(binh, cast)
    second = first.others.get()
    answer = binh.post(first.get_absolute_url(), confirmed(binh, first))
    assert answer["Location"] == second.get_absolute_url()
    answer = binh.post(second.get_absolute_url(), confirmed(binh, second))
    guide = Document.objects.get(full_number="31-HD/BTGDVTU")
    assert answer["Location"] == f"/van-ban/{guide.pk}/nhiem-vu/"
    assert [s.heading for s in guide.sections.all()] == [
        "", "MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN", "TỔ CHỨC THỰC HIỆN",
    ]  # fmt: skip
    # Its căn cứ names the letter's twin; the letter's own căn cứ came before it was here.
    assert guide.date == dt.date(2026, 2, 13)


def test_a_name_chosen_left_out_or_only_printed(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER)
    typed = confirmed(binh, row)
    shown = page(binh.get(row.get_absolute_url()))
    assert "1 tên chưa khớp đơn vị nào" in shown
    names = {
        words: number
        for number, words in enumerate(
            ["Các sở, ban, ngành", "UBND các xã, phường", "Sở Khoa học và Công nghệ",
             "các đơn vị liên quan", "Ban Tuyên giáo và Dân vận Thành ủy", "Thường trực Thành ủy"]
        )
    }  # fmt: skip
    typed[f"dv-{names['UBND các xã, phường']}-unit"] = cast.tk_ubnd.name
    typed[f"dv-{names['UBND các xã, phường']}-unit-chon"] = str(cast.tk_ubnd.pk)
    typed[f"dv-{names['Các sở, ban, ngành']}-choice"] = "bo"
    typed[f"dv-{names['Thường trực Thành ủy']}-choice"] = "chi_in"
    assert binh.post(row.get_absolute_url(), typed).status_code == 302
    paper = Document.objects.get()
    groups = {line.text: line for line in paper.recipients.all()}
    assert "Các sở, ban, ngành" not in groups
    assert groups["UBND các xã, phường"].group["units"] == [cast.tk_ubnd.pk]
    assert groups["Thường trực Thành ủy"].print_only
    assert paper.tasks.get(lead="UBND các xã, phường").lead_group["units"] == [cast.tk_ubnd.pk]


def test_a_paper_the_portal_has_is_named_with_the_way_to_it(binh: Client, cast: Cast) -> None:
    known = received(
        cast, issuer=cast.city_ubnd, type_code="CV", full_number="215/UBND-VX",
        date=dt.date(2026, 2, 20),
    )  # fmt: skip
    row = pasted(binh, cast, LETTER)
    sentence = "Số 215/UBND-VX của UBND thành phố Hải Phòng ngày 20/02/2026 đã có."
    shown = page(binh.get(row.get_absolute_url()))
    assert sentence in shown
    assert f'href="{known.get_absolute_url()}">Mở bản đã có' in shown
    shown = page(binh.post(row.get_absolute_url(), confirmed(binh, row)))
    assert sentence in shown
    assert Document.objects.count() == 1


# --- Once, whoever clicks -------------------------------------------------------------------------


def test_clicking_twice_saves_once(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER)
    typed = confirmed(binh, row)
    for _ in range(2):
        answer = binh.post(row.get_absolute_url(), typed)
    assert Document.objects.count() == 1
    assert "Không lưu lần thứ hai." in page(binh.get(answer["Location"]))


def test_the_second_of_two_people_is_told_who_was_faster(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER)
    typed = confirmed(binh, row)
    other = signed_in(Client(), cast.hoa)
    binh.post(row.get_absolute_url(), typed)
    answer = other.post(row.get_absolute_url(), typed)
    shown = page(other.get(answer["Location"]))
    assert "Đồng chí Lê Thị Bình đã lưu bản nhập này lúc" in shown
    assert "Thao tác vừa rồi không được thực hiện." in shown
    assert Document.objects.count() == 1


def test_giving_an_import_up_takes_its_file_away(binh: Client, cast: Cast) -> None:
    bring(binh, cast, ("hai văn bản.txt", TWO.encode()))
    first = Import.objects.get(original=None)
    second = first.others.get()
    storage, name = first.file.storage, str(first.file.name)
    assert "Bỏ bản nhập" in page(binh.get(f"{START}{first.pk}/bo/"))
    binh.post(f"{START}{first.pk}/bo/")
    assert storage.exists(name)  # the second paper still needs it
    binh.post(f"{START}{second.pk}/bo/")
    assert not storage.exists(name)
    shown = page(binh.get(first.get_absolute_url()))
    assert "Đồng chí Lê Thị Bình đã bỏ bản nhập này lúc" in shown
    assert binh.post(f"{START}{first.pk}/bo/")["Location"] == first.get_absolute_url()


def test_other_units_and_other_roles_know_nothing_of_it(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER)
    for person in (cast.truong, cast.ha, cast.mai, cast.kiem):
        stranger = signed_in(Client(), person)
        for address in ("", "tep/", "bo/", "trang-1.png"):
            assert stranger.get(f"{row.get_absolute_url()}{address}").status_code == 404
        assert stranger.post(row.get_absolute_url(), {}).status_code == 404


# --- Learning -------------------------------------------------------------------------------------


def test_a_correction_is_noted_shown_and_used_the_next_time(binh: Client, cast: Cast) -> None:
    strange = LETTER.replace("Sở Khoa học và Công nghệ", "Cơ quan quản lý khoa học")
    row = pasted(binh, cast, strange)
    typed = confirmed(binh, row)
    assert typed["dv-2-choice"] == "sau"
    typed["dv-2-unit"], typed["dv-2-unit-chon"] = cast.department.name, str(cast.department.pk)
    binh.post(row.get_absolute_url(), typed)
    learned = LearnedName.objects.get()
    assert (learned.words, learned.unit, learned.by) == (
        "Cơ quan quản lý khoa học", cast.board, cast.binh,
    )  # fmt: skip
    listed = page(binh.get(f"{START}cach-goi/"))
    assert "Cơ quan quản lý khoa học" in listed
    assert cast.department.name in listed
    # Nobody else's: another unit's clerk neither sees nor gets it.
    assert "Cơ quan quản lý khoa học" not in page(
        signed_in(Client(), cast.ha).get(f"{START}cach-goi/")
    )
    following = pasted(binh, cast, strange.replace("215/UBND", "216/UBND"))
    shown = page(binh.get(following.get_absolute_url()))
    assert "Sở Khoa học và Công nghệ thành phố Hải Phòng (đã ghi nhớ)" in shown
    binh.post(following.get_absolute_url(), confirmed(binh, following))
    task = Task.objects.get(document__full_number="216/UBND-VX", lead="Cơ quan quản lý khoa học")
    assert task.lead_group["units"] == [cast.department.pk]


def test_nothing_is_noted_when_the_box_is_unticked(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER)
    typed = confirmed(binh, row, **{"dv-0-choice": "chi_in"})
    del typed["ghi_nho"]
    binh.post(row.get_absolute_url(), typed)
    assert Document.objects.exists()
    assert not LearnedName.objects.exists()


def test_the_symbol_of_an_issuer_is_learned_where_no_name_was_read(
    binh: Client, cast: Cast
) -> None:
    text = "Số: 45/SKHCN-VP\nHải Phòng, ngày 05 tháng 3 năm 2026\nV/v báo cáo\n" + (
        "Kính gửi: UBND các xã, phường.\nĐề nghị báo cáo trước ngày 20/3/2026.\n"
    )
    row = pasted(binh, cast, text)
    assert not row.record["issuer"]
    typed = confirmed(
        binh, row, issuer=cast.department.name, subject="Báo cáo", date="05/3/2026",
        **{"issuer-chon": str(cast.department.pk)},
    )  # fmt: skip
    answer = binh.post(row.get_absolute_url(), typed)
    assert answer.status_code == 302, page(answer)
    learned = LearnedName.objects.get(kind=LearnedName.Kind.SYMBOL)
    assert learned.words == "SKHCN-VP"
    shown = page(binh.get(pasted(binh, cast, text.replace("45/", "46/")).get_absolute_url()))
    assert "Theo cách gọi đã ghi nhớ “SKHCN-VP”" in shown
    assert 'value="Sở Khoa học và Công nghệ thành phố Hải Phòng"' in shown


def test_what_was_noted_can_be_changed_and_forgotten(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER)
    binh.post(row.get_absolute_url(), confirmed(binh, row, **{"dv-0-choice": "chi_in"}))
    learned = LearnedName.objects.get()
    address = f"{START}cach-goi/{learned.pk}/"
    assert "Chọn một đơn vị, hoặc đánh dấu “Chỉ in, không gửi”." in page(binh.post(address, {}))
    binh.post(address, {"unit": cast.tk_ubnd.name, "unit-chon": cast.tk_ubnd.pk})
    learned.refresh_from_db()
    assert learned.group["units"] == [cast.tk_ubnd.pk]
    assert binh.post(f"{address}bo/").status_code == 302
    assert not LearnedName.objects.exists()


def test_only_who_may_add_units_is_shown_the_way(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER)
    assert "Thêm đơn vị vào danh mục" not in page(binh.get(row.get_absolute_url()))
    Member.objects.create(user=cast.binh, unit=cast.board, role=Role.ADMIN)
    assert "Thêm đơn vị vào danh mục" in page(binh.get(row.get_absolute_url()))

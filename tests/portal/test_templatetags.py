"""The tags pages are written with: what an office reads, letter by letter."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from documents.lifecycle import StateLabel
from units.paging import page_of

pytestmark = pytest.mark.django_db  # deadlines are counted by the office's calendar


def render(source: str, address: str = "/", **context: object) -> str:
    request = RequestFactory().get(address)
    return Template("{% load portal %}" + source).render(Context({"request": request, **context}))


# --- Dates and figures ---


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ v|ngay }}", date(2025, 3, 7), "07/3/2025"),
        ("{{ v|ngay }}", date(2026, 2, 1), "01/02/2026"),
        ("{{ v|ngay }}", None, ""),
        # 17:30 in Greenwich is already the next day in Hanoi.
        ("{{ v|ngay }}", datetime(2025, 3, 6, 17, 30, tzinfo=UTC), "07/3/2025"),
        ("{{ v|ngay_thu }}", date(2025, 3, 7), "thứ Sáu, 07/3/2025"),
        ("{{ v|luc }}", datetime(2026, 3, 10, 9, 42, 7, tzinfo=UTC), "16:42:07 ngày 10/3/2026"),
        ("{{ v|luc:'gio' }}", datetime(2026, 3, 10, 9, 42, 7, tzinfo=UTC), "16:42:07"),
        ("{{ v|so }}", 16051, "16.051"),
        ("{{ v|so }}", 1234.5, "1.234,5"),
        ("{{ v|so }}", None, "–"),
        ("{{ v|phan_tram:16274 }}", 223, "1,37%"),
        ("{{ v|phan_tram:168 }}", 145, "86,31%"),
        ("{{ v|phan_tram }}", 0.5, "50%"),
        ("{{ v|phan_tram:0 }}", 0, "–"),
    ],
)
def test_dates_and_figures_are_written_the_official_way(source, value, shown):
    assert render(source, v=value) == shown


# --- Badges ---


def test_a_badge_has_words_a_colour_and_an_icon_hidden_from_readers():
    html = render('{% badge "Đã ban hành" "luc" "journal-check" %}')
    assert '<span class="state luc">' in html
    assert "icons.svg#journal-check" in html
    assert 'aria-hidden="true"' in html
    assert "Đã ban hành" in html


def test_a_badge_escapes_what_people_typed():
    assert "<b>" not in render('{% badge v "do" "x-octagon" %}', v="<b>")


def test_an_unknown_colour_is_a_mistake_of_the_page():
    with pytest.raises(ValueError, match="mauve"):
        render('{% badge "x" "mauve" %}')


class Paper:
    """Anything that words its state differently for its writer and its reviewer."""

    def state_label(self, reader: str) -> StateLabel | None:
        return {
            "writer": StateLabel("Đã trình, chờ thẩm định", "lam", "send"),
            "reviewer": StateLabel("Chờ thẩm định", "vang", "send"),
        }.get(reader)


def test_a_state_is_worded_for_its_reader():
    assert "Đã trình, chờ thẩm định" in render("{% state_badge v %}", v=Paper())
    reviewer = render('{% state_badge v "reviewer" %}', v=Paper())
    assert "vang" in reviewer
    assert "Đã trình" not in reviewer


def test_a_state_the_reader_has_no_word_for_is_not_shown():
    assert render('{% state_badge v "outsider" %}', v=Paper()) == ""


def test_a_label_itself_is_a_state_too():
    assert "Đang soạn" in render("{% state_badge v %}", v=StateLabel("Đang soạn", "xam", "pencil"))


# --- Deadlines ---


def test_a_missed_deadline_is_red_and_keeps_the_words_of_the_paper():
    due = timezone.now() - timedelta(days=3)
    html = render('{% deadline v "trước ngày 07/3/2025" %}', v=due)
    assert "state do" in html
    assert "quá hạn 3 ngày" in html
    assert "(“trước ngày 07/3/2025”)" in html


def test_a_distant_deadline_has_no_badge():
    html = render("{% deadline v %}", v=timezone.now() + timedelta(days=60))
    assert "ngày làm việc" in html
    assert 'class="state' not in html


def test_work_handed_in_late_says_by_how_much_instead_of_counting_on():
    due = timezone.now() - timedelta(days=10)
    html = render("{% deadline v '' done %}", v=due, done=due + timedelta(days=2))
    assert "Xong muộn 2 ngày" in html
    assert "quá hạn" not in html


def test_a_standing_task_has_no_last_moment():
    html = render('{% deadline v "thường xuyên" %}', v=None)
    assert "Thường xuyên" in html
    assert "<small>" not in html


# --- Lists ---


def test_sorting_again_turns_round_and_starts_at_the_first_page():
    head = '{% sort_head "han" "Hạn chót" %}'
    assert 'href="?loai=KH&amp;sort=han"' in render(head, "/?loai=KH&page=3")
    sorted_up = render(head, "/?sort=han")
    assert 'aria-sort="ascending"' in sorted_up
    assert 'href="?sort=-han"' in sorted_up
    assert 'aria-sort="descending"' in render(head, "/?sort=-han")


def test_other_columns_claim_no_order():
    assert "aria-sort" not in render('{% sort_head "ten" "Tên" %}', "/?sort=han")


def test_pages_keep_the_filter_and_name_the_current_one():
    page = page_of(RequestFactory().get("/?page=2"), list(range(168)))
    html = render("{% pagination v %}", "/?loai=KH&page=2", v=page)
    assert 'href="?loai=KH&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1
    assert 'href="?loai=KH&amp;rows=50"' in html


def test_one_page_needs_no_page_numbers():
    page = page_of(RequestFactory().get("/"), list(range(20)))
    assert "<nav" not in render("{% pagination v %}", v=page)
    assert "rows=" not in render("{% pagination v %}", v=page)


def test_a_list_of_fixed_length_does_not_offer_another():
    page = Paginator(list(range(100)), 50).get_page(1)
    assert "rows=" not in render("{% pagination v %}", v=page)


@pytest.mark.parametrize(
    ("address", "rows", "number"),
    [("/", 25, 1), ("/?rows=100", 100, 1), ("/?rows=1000000", 25, 1), ("/?page=x&rows=x", 25, 1),
     ("/?page=99", 25, 7), ("/?page=-1&rows=50", 50, 4)],
)  # fmt: skip
def test_the_address_chooses_page_and_rows_and_never_fails(address, rows, number):
    page = page_of(RequestFactory().get(address), list(range(168)))
    assert (page.paginator.per_page, page.number) == (rows, number)


class PlanFilter(forms.Form):
    state = forms.MultipleChoiceField(
        label="Trạng thái", required=False, choices=[("draft", "Đang soạn"), ("sent", "Đã trình")]
    )
    year = forms.CharField(label="Năm", required=False)


def test_each_chip_lifts_its_own_filter_only():
    address = "/?state=draft&state=sent&year=2026&sort=ten&page=2"
    form = PlanFilter(RequestFactory().get(address).GET)
    html = render("{% filter_chips v %}", address, v=form)
    assert "Trạng thái: <strong>Đang soạn</strong>" in html
    assert 'href="?state=sent&amp;year=2026&amp;sort=ten"' in html
    assert 'href="?state=draft&amp;state=sent&amp;sort=ten"' in html
    assert 'href="?sort=ten">Bỏ tất cả' in html


def test_an_open_list_has_no_chips():
    assert "<li>" not in render("{% filter_chips v %}", v=PlanFilter({}))


# --- Forms ---


class TaskForm(forms.Form):
    subject = forms.CharField(label="Trích yếu", help_text="Không ghi tên loại.")
    unit = forms.ChoiceField(label="Đơn vị chủ trì", choices=[("", "Chọn"), ("1", "Phòng Kinh tế")])
    start = forms.ChoiceField(
        label="Bắt đầu từ đâu?", choices=[("a", "Trang trắng")], widget=forms.RadioSelect
    )
    due = forms.DateField(label="Hạn chót", error_messages={"required": "Chưa ghi ngày."})
    note = forms.CharField(label="Lý do", required=False)
    track = forms.BooleanField(label="Theo dõi", required=False)

    def clean(self) -> None:
        raise forms.ValidationError("Hạn 20/3 muộn hơn hạn cấp trên giao (06/3).")


def test_the_summary_names_each_empty_box_and_links_to_it():
    html = render("{% error_summary v %}", v=TaskForm({}))
    assert '<a href="#id_subject">Chưa điền “Trích yếu”.</a>' in html
    assert '<a href="#id_unit">Chưa chọn “Đơn vị chủ trì”.</a>' in html
    assert '<a href="#id_start_0">Chưa trả lời “Bắt đầu từ đâu?”</a>' in html
    assert '<a href="#id_due">Chưa ghi ngày.</a>' in html
    assert "Hạn 20/3 muộn hơn" in html
    assert "Có 5 chỗ cần sửa" in html


@pytest.mark.parametrize("form", [None, "", TaskForm()])
def test_nothing_wrong_shows_no_summary(form):
    assert render("{% error_summary v %}", v=form).strip() == ""


def test_the_summary_walks_formsets():
    formset = forms.formset_factory(PlanFilter, min_num=1, validate_min=True)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-state": "unknown"}
    )
    assert 'href="#id_form-0-state"' in render("{% error_summary v %}", v=formset)


def test_whatever_a_box_says_describes_it_is_on_the_page():
    html = render("{% load crispy_forms_tags %}{{ v|crispy }}", v=TaskForm({}))
    described = {
        name for names in re.findall('aria-describedby="(.*?)"', html) for name in names.split()
    }
    assert described >= {
        "id_subject_helptext",
        "id_subject_error",
        "id_unit_error",
        "id_start_error",
    }
    assert described <= set(re.findall('id="(.*?)"', html))
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in html
    # Label, hint, error, box: in this order.
    places = [
        html.index(part) for part in ("Trích yếu", "Không ghi", "Chưa điền", 'name="subject"')
    ]
    assert places == sorted(places)


def test_only_boxes_that_may_stay_empty_say_so():
    html = render("{% load crispy_forms_tags %}{{ v|crispy }}", v=TaskForm())
    assert html.count("(không bắt buộc)") == 1
    assert 'Lý do <span class="optional">' in html


# --- The four cells ---

COUNTS = {
    "done_on_time": 15410,
    "done_late": 641,
    "open_on_time": 9804,
    "open_overdue": 223,
    "dateless": 120,
}


def test_the_four_cells_print_the_rate_with_numerator_and_denominator():
    html = render("{% four_cells v %}", v=COUNTS)
    assert "Quá hạn: 223 ÷ (16.051 + 223) = 1,37%" in html
    assert "Chưa hoàn thành, trong hạn: 9.804, trong đó 120 không ghi hạn" in html


def test_the_four_cells_sum_to_the_total_of_the_table():
    html = render("{% four_cells v %}", v=COUNTS)
    assert "26.078" in html.split("Tổng")[1]


def test_the_drawing_also_works_on_paper():
    html = render('{% four_cells v "trang1" %}', v=COUNTS)
    drawing = html[html.index("<svg") : html.index("</svg>")]
    assert drawing.index("<title") < drawing.index("<rect")
    for forbidden in ("var(", "currentcolor", "<a ", "foreignobject", "style="):
        assert forbidden not in drawing.lower()
    assert 'id="trang1-gach"' in drawing


def test_cells_without_tasks_do_not_divide_by_nothing():
    html = render("{% four_cells v %}", v=dict.fromkeys(COUNTS, 0))
    assert "0 ÷ (0 + 0) = –" in html


def test_rows_of_the_table_lead_to_their_lists():
    html = render("{% four_cells v 'g' u %}", v=COUNTS, u={"open_overdue": "?o=qua-han"})
    assert '<a href="?o=qua-han">Chưa hoàn thành, quá hạn</a>' in html

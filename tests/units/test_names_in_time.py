"""A renaming entered ahead of its day shows from that day on."""

import datetime as dt

import pytest

from tests.factories import Cast
from units.dates import today
from units.models import Unit, UnitName
from units.services import refresh_names

pytestmark = pytest.mark.django_db


def test_a_name_begins_on_its_day(cast: Cast, django_assert_num_queries):
    tomorrow = today() + dt.timedelta(days=1)
    UnitName.objects.create(
        unit=cast.tk_office,
        name="Phòng Văn hóa và Du lịch xã Tân Kỳ",
        short_name="Phòng VH-DL xã Tân Kỳ",
        head_name="PHÒNG VĂN HÓA VÀ DU LỊCH",
        place="Tân Kỳ",
        valid_from=tomorrow,
    )
    with django_assert_num_queries(1):
        assert refresh_names(today()) == 0
    assert str(cast.tk_office) == "Phòng Văn hóa - Xã hội xã Tân Kỳ"
    # The day has come: refresh_current_name reads the same clock as everybody.
    UnitName.objects.filter(valid_from=tomorrow).update(valid_from=today())
    assert refresh_names(today()) == 1
    office = Unit.objects.get(pk=cast.tk_office.pk)
    assert str(office) == "Phòng VH-DL xã Tân Kỳ"
    assert Unit.objects.search("phong van hoa va du lich").get() == office
    assert refresh_names(today()) == 0

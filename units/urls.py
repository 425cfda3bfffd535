"""Addresses of units and people: acting for a unit, one's account, the administrator's pages."""

from django.urls import path

from units.views import acting, days, people, tree

app_name = "units"
urlpatterns = [
    path("don-vi/chon/", acting.choose, name="choose"),
    path("don-vi/doi/", acting.switch, name="switch"),
    path("don-vi/tim/", acting.search, name="search"),
    path("tai-khoan/", acting.account, name="account"),
    path("tai-khoan/bao-mat/", acting.security, name="security"),
    path("tai-khoan/bao-mat/phien-khac/", acting.end_sign_ins, name="sign-ins-end"),
    path("tai-khoan/bao-mat/phien/<int:pk>/", acting.end_sign_ins, name="sign-in-end"),
    path("quan-tri/", tree.overview, name="admin"),
    path("quan-tri/don-vi/", tree.unit_list, name="admin-units"),
    path("quan-tri/don-vi/them/", tree.unit_add, name="admin-unit-add"),
    path("quan-tri/don-vi/<int:pk>/", tree.unit_edit, name="admin-unit"),
    path("quan-tri/nguoi-dung/", people.people_list, name="admin-people"),
    path("quan-tri/nguoi-dung/them/", people.person_add, name="admin-person-add"),
    path("quan-tri/nguoi-dung/<int:pk>/", people.person_edit, name="admin-person"),
    path("quan-tri/ngay-nghi/", days.day_list, name="admin-days"),
]

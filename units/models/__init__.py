"""Who: places, units with names in time, people and the roles they hold in units."""

from units.models.office import CalendarDay, KeptForm, SignIn
from units.models.people import Delegation, Membership, Role, User
from units.models.unit import Area, Level, Line, Term, Unit, UnitName

__all__ = [
    "Area",
    "CalendarDay",
    "Delegation",
    "KeptForm",
    "Level",
    "Line",
    "Membership",
    "Role",
    "SignIn",
    "Term",
    "Unit",
    "UnitName",
    "User",
]

"""Lists as Excel files; the work is done in units.sheets, for every app alike."""

from units.sheets import CONTENT_TYPE as CONTENT_TYPE
from units.sheets import Cell as Cell
from units.sheets import workbook as workbook

"""Words that a known share of an archive's reports has."""

from typing import Final

#: In 30 % of the reports, in one of a thousand, and in none.
COMMON: Final = "公益诉讼"
RARE: Final = "英烈保护"
NOWHERE: Final = "量子力学"
#: A name printed in one of five thousand reports.
RARE_NAME: Final = "欧阳书芹"
#: Of the report by which a page is measured.
TEN_STATEMENTS: Final = 8

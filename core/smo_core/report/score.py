"""One figure for the health of a site, by a formula that anyone can redo on paper.

    score = 100 - 100 (E + W/4) / P - min(20, 5 e + 2 w)

P pages, E of them with an error, W with a warning but no error; e errors and w warnings
about the site as a whole. Notes of severity info cost nothing. It is rounded down: only a
site without any error or warning has 100.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from smo_core.model import Finding

_WARNING = 0.25
_SITE_ERROR, _SITE_WARNING, _SITE_MOST = 5, 2, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The health of a site, 0 to 100, and what it is made of."""

    pages: int
    with_errors: int
    with_warnings: int
    site_errors: int
    site_warnings: int

    @property
    def for_pages(self) -> float:
        """What is lost by pages: each with an error whole, each with a warning a quarter."""
        return 100 * (self.with_errors + _WARNING * self.with_warnings) / self.pages if self.pages else 0.0

    @property
    def for_site(self) -> int:
        """What is lost by findings about the site as a whole."""
        return min(_SITE_MOST, _SITE_ERROR * self.site_errors + _SITE_WARNING * self.site_warnings)

    @property
    def value(self) -> int:
        """The score, rounded down."""
        return max(0, int(100 - self.for_pages - self.for_site))


def score(pages: Iterable[str], findings: Iterable[Finding]) -> Score:
    """Return the score of the pages with these keys; a finding on a page that is not one of them is the site's."""
    known = set(pages)
    errors: set[str] = set()
    warnings: set[str] = set()
    of_site = {"error": 0, "warning": 0, "info": 0}
    for finding in findings:
        if finding.page not in known:
            of_site[finding.severity] += 1
        elif finding.severity == "error":
            errors.add(finding.page)
        elif finding.severity == "warning":
            warnings.add(finding.page)
    return Score(
        pages=len(known),
        with_errors=len(errors),
        with_warnings=len(warnings - errors),
        site_errors=of_site["error"],
        site_warnings=of_site["warning"],
    )

"""Settings of the audit: which rules, how bad, where not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from smo_core.settings.forms import Names, Part, listed

RULE = r"^[A-Z]([0-9]{2})?$"
RuleName = Annotated[str, Field(pattern=RULE)]
Form = Literal["json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html"]
RuleNames = Annotated[tuple[RuleName, ...], BeforeValidator(listed)]


class AuditSettings(Part):
    """The audit: rules over the built site."""

    enabled: bool = False
    """Audit the site at the end of each build, and say in one line what was found."""
    select: RuleNames = ()
    """Only these rules: ids such as ``G01``, or a letter for a whole group; empty means all."""
    ignore: RuleNames = ()
    """Not these rules."""
    severity: dict[RuleName, Literal["error", "warning", "info"]] = Field(default_factory=dict)
    """Another severity by rule or group: ``{G01: warning}``."""
    paths: dict[str, RuleNames] = Field(default_factory=dict)
    """Rules not to apply to some pages, by path glob: ``{"drafts/**": [M, G01]}``."""
    exclude: Names = ()
    """Path globs of pages about which nothing is reported; their links count all the same."""
    baseline: Path | None = None
    """A file of findings that are known: only others are reported."""
    reports: dict[Form, Path] = Field(default_factory=dict)
    """Files that an audited build writes, by format: ``{sarif: audit.sarif}``, with lines in the sources."""

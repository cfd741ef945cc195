"""F: feeds, sitemap and robots.txt."""

from __future__ import annotations

from smo_core.audit.finders import feeds
from smo_core.audit.rule import Rule

FEEDS: tuple[Rule, ...] = (
    Rule(
        id="F01",
        severity="info",
        title="No feed is named",
        why="Readers cannot subscribe; programs find a feed only if pages name it.",
        fix="Let the generator write a feed, and name it by <link rel=alternate>; --fix names one that is there.",
        across=feeds.none_advertised,
        repairable=True,
    ),
    Rule(
        id="F02",
        severity="error",
        title="Named feed missing",
        why="Subscribing fails.",
        fix="Correct the address, or let the feed be written.",
        across=feeds.advertised_missing,
    ),
    Rule(
        id="F03",
        severity="error",
        title="Feed or sitemap not well-formed",
        why="No program can read it.",
        fix="Write it by an XML or JSON writer, not by a template.",
        across=feeds.broken,
    ),
    Rule(
        id="F04",
        severity="error",
        title="Id used twice in a feed",
        why="Readers of the feed see only one of the items.",
        fix="Give each item an id of its own, and never change it.",
        across=feeds.ids,
    ),
    Rule(
        id="F05",
        severity="warning",
        title="Date invalid or in the future",
        why="Items are shown in the wrong order, or not at all.",
        fix="Write dates as RFC 822 (RSS) or RFC 3339 (Atom, sitemaps) want them.",
        across=feeds.dates,
    ),
    Rule(
        id="F06",
        severity="warning",
        title="Relative address in a feed",
        why="Shown in another program, it leads nowhere.",
        fix="Write whole addresses.",
        across=feeds.relative,
    ),
    Rule(
        id="F07",
        severity="error",
        title="Feed lists a page that is not there",
        why="Subscribers get an error page.",
        fix="Build the page, or take the item out.",
        across=feeds.absent,
    ),
    Rule(
        id="F08",
        severity="error",
        title="Sitemap wrong or too large",
        why="Search engines count errors against the site, and stop reading at 50,000 addresses or 50 MB.",
        fix="Let the sitemap be written with the build; split a large one.",
        across=feeds.sitemap,
    ),
    Rule(
        id="F09",
        severity="warning",
        title="robots.txt blocks pages or what they need",
        why="Search engines do not see the pages, or see them without style.",
        fix="Allow them.",
        across=feeds.robots,
    ),
)

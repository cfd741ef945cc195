"""One page of a folder: what is to be placed into it, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from smo_core.enrich import STYLESHEET, SitePlan, plan_page
from smo_core.folder.cache import encoded, stamp
from smo_core.folder.prints import digest
from smo_core.html.encoding import Decoded, decode
from smo_core.html.marks import MARK, ascii_only, strip
from smo_core.html.place import Seams, place
from smo_core.model import Additions, Finding
from smo_core.problems import InputError
from smo_core.stores import read
from smo_core.write import write


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be placed into one page.

    ``source`` is the digest of the file that was read, ``wanted`` are bytes that stand for all
    that is to be placed.
    """

    key: str
    source: bytes
    additions: Additions
    seams: Seams
    wanted: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What became of one page.

    ``source`` is the digest of the file to read next time, ``state`` stands for all that the
    page was made from; both are b"" when that is not certain.
    """

    key: str
    differs: bool = False
    findings: tuple[Finding, ...] = ()
    source: bytes = b""
    state: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the placing of all pages has in common; those who work on this machine have it without being sent it."""

    root: Path
    target: Path
    dry_run: bool
    whole: SitePlan
    seams: Mapping[str, Seams]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One page whose turn it is: the digests of its file in both folders, and the stamp of what was made of it last.

    ``wanted`` says that it is one of those to work on; the others are only planned.
    """

    key: str
    source: bytes
    there: bytes
    stamp: bytes
    wanted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was planned for one page, in figures, and what became of it.

    ``open`` says that anything may be added to it, ``listing`` that it but lists other pages, ``tagged`` that its head
    gets tags, ``blocks`` are the names of the blocks that it has a place for; ``placed`` is None for a page that was
    only planned. ``known`` says that all is as an earlier run left it, and ``findings`` are those of the plan.
    """

    key: str
    open: bool
    listing: bool = False
    tagged: bool = False
    blocks: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    placed: Placed | None = None
    known: bool = False


def planned(work: Work, turn: Turn) -> tuple[Done, Task | None]:
    """Return what is planned for a page, and what is to be placed into it; None where there is nothing to do."""
    key, page, seams = turn.key, work.whole.site.find(turn.key), work.seams[turn.key]
    made = plan_page(work.whole, page) if page is not None else None
    additions, findings = made if made is not None else (Additions(), ())
    if (drawn := seams.taken_over) and (additions.blocks or additions.wraps):
        head = tuple(tag for tag in additions.head if tag.key != STYLESHEET)
        additions = replace(additions, head=head, blocks=(), wraps=())
        findings = (*findings, _taken_over(key, drawn))
    done = Done(
        key=key,
        open=made is not None,
        listing=page is not None and page.facts.is_list,
        tagged=bool(additions.head),
        blocks=tuple(block.name for block in additions.blocks if seams.of(block) is not None),
        findings=findings,
    )
    if not turn.wanted:
        return done, None
    wanted = digest(encoded((additions, seams)))
    if turn.stamp:
        state = digest(turn.source, turn.source if work.target == work.root else turn.there, wanted)
        if stamp(state) == turn.stamp:
            return replace(done, placed=Placed(key=key, source=turn.source, state=state), known=True), None
    return done, Task(key=key, source=turn.source, additions=additions, seams=seams, wanted=wanted)


def _taken_over(key: str, framework: str) -> Finding:
    return Finding(
        rule="taken-over",
        severity="info",
        message=f"A script draws this page anew in the browser ({framework}), where blocks would vanish or disturb it: "
        "it has got head tags only.",
        hint="Show share links and related pages by a component of your site that reads smo/related.json.",
        page=key,
    )


def work_on(work: Work, turn: Turn) -> Done:
    """Plan a page, and place what is planned."""
    done, task = planned(work, turn)
    return done if task is None else replace(done, placed=apply(work.root, work.target, work.dry_run, task))


def apply(root: Path, target: Path, dry_run: bool, task: Task) -> Placed:  # noqa: FBT001 - called through partial
    """Return what became of a page once everything was placed into it; no exception, only findings."""
    key = task.key
    try:
        raw = read(root / key)
        if digest(raw) != task.source:
            # The seams are those of the text that was read; in another they would be anywhere.
            return _done_already(raw, task) or Placed(key=key, findings=(_changed(key),))
        made, findings = placed(raw, key, task.additions, task.seams)
        elsewhere = root != target
        differs = elsewhere or made != raw
        if differs and not dry_run:
            differs = write(target / key, made, like=root / key, differs=not elsewhere)
    except (OSError, InputError) as error:
        return Placed(key=key, findings=(Finding(rule="unwritable", severity="error", message=str(error), page=key),))
    if dry_run:
        return Placed(key=key, differs=differs, findings=tuple(findings))
    result = digest(made)
    source = task.source if elsewhere else result
    state = digest(source, result, task.wanted)
    return Placed(key=key, differs=differs, findings=tuple(findings), source=source, state=state)


def _done_already(raw: bytes, task: Task) -> Placed | None:
    """Return what became of a page that a worker wrote before it died, None for one that somebody else wrote."""
    try:
        made, findings = placed(raw, task.key, task.additions, task.seams)
    except Exception:  # noqa: BLE001 - another text has no such seams
        return None
    # What is as it was read has no mark of ours; what nothing can be placed into looks the same before and after.
    if made != raw or MARK not in decode(raw).text or any(finding.rule == "unsafe-page" for finding in findings):
        return None
    return Placed(
        key=task.key,
        differs=True,
        findings=tuple(findings),
        source=digest(made),
        state=digest(digest(made), digest(made), task.wanted),
    )


def _changed(key: str) -> Finding:
    return Finding(
        rule="changed-meanwhile",
        severity="error",
        message="The file changed after it was read, so nothing was placed into it.",
        hint="Run again when nothing else writes into the folder.",
        page=key,
    )


def _reads_alike(decoded: Decoded, text: str) -> bool:
    """Whether a page will be read in the encoding it was read in: what is placed can push its declaration too far."""
    if decoded.codec == "utf-8" and decoded.valid:
        return True
    again = decode(decoded.encode(text))
    return (again.codec, again.valid, again.text) == (decoded.codec, decoded.valid, text)


def placed(raw: bytes, key: str, additions: Additions, seams: Seams) -> tuple[bytes, list[Finding]]:
    """Return the page's new bytes. What cannot be undone to the byte is not done."""
    decoded = decode(raw)
    base = strip(decoded.text)
    if base != decoded.text and not (decoded.codec == "utf-8" and decoded.valid):
        # What is taken out has no say in how the rest is read.
        bare = decode(decoded.encode(base))
        decoded = bare if bare.text == base else decoded
    encode = str if decoded.unicode and decoded.valid else ascii_only
    text = place(base, additions, seams, encode=encode)
    if additions.wraps and strip(text) != base:
        text = place(base, replace(additions, wraps=()), seams, encode=encode)
    if strip(text) != base or not _reads_alike(decoded, text):
        message = "Nothing was placed here: it could not be taken out to the byte, or would change the encoding."
        hint = "The page's markup is broken near its head or its content, or it declares its encoding too late."
        return decoded.encode(base), [
            Finding(rule="unsafe-page", severity="warning", message=message, hint=hint, page=key)
        ]
    findings = []
    homeless = [block.name for block in additions.blocks if seams.of(block) is None and block.slot != "placeholder"]
    if homeless:
        findings.append(
            Finding(
                rule="no-content-region",
                severity="info",
                message=f"The page marks no content region, so it has no {', '.join(homeless)}.",
                hint="Mark it by <main> or <article>, or name it in the setting folder.content.",
                page=key,
            ),
        )
    return decoded.encode(text), findings

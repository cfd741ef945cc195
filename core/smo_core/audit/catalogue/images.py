"""I: pictures in the page."""

from __future__ import annotations

from smo_core.audit.finders import images
from smo_core.audit.rule import Rule

IMAGES: tuple[Rule, ...] = (
    Rule(
        id="I01",
        severity="error",
        title="Picture missing",
        why="Readers see a broken frame.",
        fix="Correct the address, or add the file to the site.",
        find=images.missing,
    ),
    Rule(
        id="I02",
        severity="warning",
        title="Picture without alt",
        why="Screen readers spell the name of the file.",
        fix='Say what the picture shows, or write alt="" when it is mere decoration.',
        find=images.text_missing,
    ),
    Rule(
        id="I03",
        severity="info",
        title="alt is the name of a file",
        why="Nobody learns anything from IMG_2041.jpg.",
        fix="Say what the picture shows.",
        find=images.text_is_name,
    ),
    Rule(
        id="I04",
        severity="info",
        title="Picture without width and height",
        why="The text jumps while pictures load.",
        fix="Write the size of the file as width and height.",
        find=images.size_missing,
    ),
    Rule(
        id="I05",
        severity="info",
        title="Picture heavier than 1 MB",
        why="Readers on the move wait, and pay.",
        fix="Save it in the size that it is shown in, as WebP or JPEG.",
        find=images.heavy,
    ),
    Rule(
        id="I06",
        severity="warning",
        title="Picture over plain HTTP",
        why="Browsers on an encrypted page do not show it, or complain.",
        fix="Write https://.",
        find=images.insecure,
    ),
    Rule(
        id="I07",
        severity="error",
        title="Picture with the wrong letter case",
        why="It works on the author's computer, and on no Linux server.",
        fix="Write the name as the file has it.",
        find=images.letter_case,
    ),
)

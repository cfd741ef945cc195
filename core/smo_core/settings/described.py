"""What stands below each field of a class in its source: its documentation."""

from __future__ import annotations


def described(part: type) -> dict[str, str]:
    """Return the text below each field of a class and of those it inherits from."""
    import ast  # noqa: PLC0415 - only who shows or writes down all settings needs any of these
    import inspect  # noqa: PLC0415
    from itertools import pairwise  # noqa: PLC0415
    from textwrap import dedent  # noqa: PLC0415

    found: dict[str, str] = {}
    for each in reversed(part.__mro__):
        if not each.__module__.startswith(__package__):
            continue
        body = ast.parse(dedent(inspect.getsource(each))).body[0]
        for field, below in pairwise(body.body if isinstance(body, ast.ClassDef) else ()):
            text = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else None
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, str):
                found[field.target.id] = inspect.cleandoc(text)
    return found

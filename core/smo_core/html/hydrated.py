"""Pages that a script takes over in the browser ("hydration").

Such a script compares the page with what it would have drawn itself; where anything else stands, it complains
and draws the page anew, without it. It also turns to other pages without loading them.
"""

from __future__ import annotations

from smo_core.html.dom import Element, Tree

# By the element that a framework fills, by its attribute, and by what its scripts are called.
_IDS = {"__docusaurus": "Docusaurus", "__next": "Next.js", "___gatsby": "Gatsby", "__nuxt": "Nuxt"}
_ATTRIBUTES = {
    "data-server-rendered": "Vue",
    "data-reactroot": "React",
    "ng-version": "Angular",
    "ng-server-context": "Angular",
}
_SCRIPTS = {
    "__next_f": "Next.js",
    "__NUXT__": "Nuxt",
    "__VP_HASH_MAP__": "VitePress",
    "__VUEPRESS_SSR_CONTEXT__": "VuePress",
    "__remixContext": "Remix",
    "__reactRouterContext": "React Router",
    "__sveltekit_": "SvelteKit",
}
# Vue 3 leaves it before each list that it will fill again; VuePress and others have no further sign.
_FRAGMENT = "<!--[-->"
# These have scripts elsewhere than right in the body: in the head, in the element that is filled.
_PLAIN = frozenset({"app", "root", "svelte"})


def framework(tree: Tree) -> str:
    """Return the name of the framework that takes a page over, "" where none is known to."""
    body = tree.body
    deeper = False
    for element in body.children if body is not None else ():
        if isinstance(element, Element):
            name = _known(element)
            if name:
                return name
            deeper = deeper or element.attr("id") in _PLAIN or _is_bare(element)
    if not deeper:
        return ""
    scripts = tree.document.select("script:not([src])")
    named = next((name for script in scripts if (name := _called(script))), "")
    return named or ("Vue" if _FRAGMENT in tree.text else "")


def _known(element: Element) -> str:
    if element.tag == "script":
        return _called(element)
    found = _IDS.get(element.attr("id") or "", "")
    return found or next((name for attribute, name in _ATTRIBUTES.items() if element.attr(attribute) is not None), "")


def _called(script: Element) -> str:
    text = script.text
    return next((name for sign, name in _SCRIPTS.items() if sign in text), "") if "__" in text else ""


def _is_bare(element: Element) -> bool:
    """Whether an element is there for a script alone: it has no box."""
    return "contents" in (element.attr("style") or "")

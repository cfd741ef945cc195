"""Pages and strategies that several HTML tests share."""

from hypothesis import strategies as st

from smo_core.model import Additions, Block, HeadTag

HOSTILE = (
    "Quotes \" and ' and <angle> & ampersand",
    "</script><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    "--> <!-- ]]> <![CDATA[",
    "line\nbreak\r\nand\ttab and \u2028 separator",
    "emoji 👩\u200d👩\u200d👧 and ‏עברית and \u202e override",
    "{{ jinja }} {% raw %} ${js} \\u003c \\",
    "data-smo-placed=x </aside> <aside data-smo-placed=share>",
)
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))

SHELLS = {
    "ordinary": "<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<title>T</title>\n</head>\n<body>\n<main>\n{}\n</main>\n</body>\n</html>\n",
    "crlf": "<!doctype html>\r\n<html><head>\r\n<title>T</title>\r\n</head>\r\n<body>\r\n<article>{}</article>\r\n</body></html>\r\n",
    "no head tags": "<!doctype html><title>T</title><main>{}</main>",
    "no head at all": "<main>{}</main>",
    "fragment": "{}",
    "upper case": "<HTML><HEAD><TITLE>T</TITLE></HEAD><BODY><MAIN>{}</MAIN></BODY></HTML>",
    "head end in a comment": "<html><head><!-- </head> --><title>T</title></head><body><main>{}</main></body></html>",
    "head end in a script": "<html><head><script>x='</head>'</script></head><body><main>{}</main></body></html>",
    "head end in an attribute": '<html><head><meta name=a content="</head>"><title>T</title></head><body><main>{}</main></body></html>',
    "quote ends the head early": '<html><head><meta name=description content="File "<stdin>" line"><title>T</title></head><body><main>{}</main></body></html>',
    "pixel in noscript": "<html><head><title>T</title><noscript><img src=p></noscript><meta name=late content=x></head><body><main>{}</main></body></html>",
    "template in head": "<html><head><template><p>x</p></template><title>T</title></head><body><main>{}</main></body></html>",
    "unclosed article": "<html><head><title>T</title></head><body><article>{}</body></html>",
    "unclosed everything": "<html><head><title>T</title><body><main><p>{}",
    "frameset": "<html><head><title>T</title></head><frameset><frame src=a></frameset></html>",
    "byte order mark": "\ufeff<!doctype html><html><head><title>T</title></head><body><main>{}</main></body></html>",
    "bare carriage returns": "<html>\r<head>\r<title>T</title>\r</head>\r<body>\r<main>\r{}\r</main>\r</body>\r</html>\r",
    "empty": "",
}


def tag(name: str, value: str, attribute: str = "property") -> HeadTag:
    """Return a meta tag."""
    return HeadTag(key=(attribute, name), tag="meta", attributes=((attribute, name), ("content", value)))


def block(name: str, slot: str = "after_content", inside: str = "<p>x</p>") -> Block:
    """Return a block whose content is given as safe HTML."""
    return Block(name=name, slot=slot, html=f'<aside class="smo" id="{name}">{inside}</aside>')


ADDITIONS = Additions(
    head=(tag("og:title", HOSTILE[0]), tag("og:type", "article"), tag("twitter:card", "summary", "name")),
    blocks=(block("before", "before_content"), block("share"), block("related"), block("end", "body_end")),
)

"""Pages as nobody writes them: how long they take, how much memory, and whether each byte comes back.

    python benchmarks/giants.py [--case NAME ...] [--scale 1.0] [--seconds 120] [--megabytes 6000]

Each case is one page (and a normal one beside it), linked and unlinked in a process of its own with a
limit on time and memory. ``--scale 0.5`` halves all sizes; what grows as the square takes a quarter of
the time then.
"""

from __future__ import annotations

import argparse
import json
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

HEAD = b'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Giant</title></head><body><main><h1>Giant</h1><p>Some words of text.</p>'
TAIL = b"</main></body></html>\n"


def _page(middle: bytes) -> bytes:
    return HEAD + middle + TAIL


def _links(n: int) -> bytes:
    return _page(b"".join(b'<p><a href="p%d.html">link %d</a></p>\n' % (i, i) for i in range(n)))


def _bomb(width: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, width, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 10_000_000)) + chunk(b"IEND", b"")


# Name → the page, from a size; sizes are those of --scale 1.
CASES: dict[str, Callable[[float], bytes]] = {
    "100 MB of text": lambda s: _page(b"<p>Words and more words of a page without end.</p>\n" * int(2_000_000 * s)),
    "1,000,000 links": lambda s: _links(int(1_000_000 * s)),
    "100,000 divs deep": lambda s: _page(b"<div>" * int(100_000 * s) + b"<p>x <a href=a.html>y</a></p>" + b"</div>" * int(100_000 * s)),
    "100,000 divs unclosed": lambda s: _page(b"<div>" * int(100_000 * s) + b"<p>x</p>"),
    "100,000 articles deep": lambda s: _page(b"<article>" * int(100_000 * s) + b"x" + b"</article>" * int(100_000 * s)),
    "30,000 lists deep": lambda s: _page(b"<ul><li>a b c d e f g" * int(30_000 * s) + b"</li></ul>" * int(30_000 * s)),
    "30,000 divs, p in each": lambda s: _page(b"<div><p>some words here</p>" * int(30_000 * s) + b"</div>" * int(30_000 * s)),
    "100,000 b unclosed": lambda s: _page(b"<b>x<p>" * int(100_000 * s)),
    "200,000 metas": lambda s: HEAD.replace(b"<title>", b'<meta property="og:title" content="x">' * int(200_000 * s) + b"<title>") + TAIL,
    "20,000 canonicals": lambda s: HEAD.replace(b"<title>", b"".join(b'<link rel=canonical href="https://a.example/%d">' % i for i in range(int(20_000 * s))) + b"<title>") + TAIL,
    "100,000 attributes": lambda s: _page(b"<p " + b" ".join(b"a%d=x" % i for i in range(int(100_000 * s))) + b">x</p>"),
    "100,000 forged marks": lambda s: _page(b'<i data-smo-placed="x">' * int(100_000 * s)),
    "50,000 forged placeholders": lambda s: _page(b'<i data-smo="share"></i>' * int(50_000 * s)),
    "title of 50 MB": lambda s: HEAD.replace(b"Giant</title>", b"G" * int(50_000_000 * s) + b"</title>") + TAIL,
    "20 MB of <": lambda s: _page(b"<" * int(20_000_000 * s)),
    "20 MB of <a": lambda s: _page(b"<a " * int(6_000_000 * s)),
    "20 MB of <!--": lambda s: _page(b"<!--" * int(5_000_000 * s)),
    "20 MB of &": lambda s: _page(b"&amp" * int(5_000_000 * s)),
    "20 MB of NUL": lambda s: _page(b"\0" * int(20_000_000 * s)),
    "20 MB of CR": lambda s: _page(b"\r" * int(20_000_000 * s)),
    "20 MB invalid UTF-8": lambda s: _page(b"\xff\xfe\xc0" * int(7_000_000 * s)),
    "40 MB UTF-16": lambda s: b"\xff\xfe" + _page(b"<p>words of text</p>" * int(1_000_000 * s)).decode().encode("utf-16-le"),
    "JSON-LD 100,000 deep": lambda s: HEAD.replace(b"<title>", b'<script type="application/ld+json">' + b"[" * int(100_000 * s) + b"</script><title>") + TAIL,
    "one word of 20 MB": lambda s: _page(b"<p>" + b"a" * int(20_000_000 * s) + b"</p>"),
    "image of 60,000 × 60,000": lambda _: _page(b'<img src="bomb.png" alt="x">'),
}  # fmt: skip


def main() -> int:
    """Run the cases; as a child, run one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", action="append", choices=CASES)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--megabytes", type=int, default=6000)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        print(json.dumps(_work(chosen.child)))
        return 0
    bad = 0
    print(f"{'page':28} {'MB':>6} {'link s':>7} {'unlink s':>8} {'peak MB':>8}  outcome")
    for name in chosen.case or CASES:
        bad += _tried(name, chosen.scale, chosen.seconds, chosen.megabytes)
    return int(bool(bad))


def _tried(name: str, scale: float, seconds: int, megabytes: int) -> bool:
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary, "site")
        root.mkdir()
        raw = CASES[name](scale)
        (root / "giant.html").write_bytes(raw)
        (root / "index.html").write_bytes(_page(b'<p>See <a href="giant.html">it</a>.</p>'))
        (root / "bomb.png").write_bytes(_bomb(60_000))
        size, digest = len(raw) / 1e6, sha256(raw).hexdigest()
        del raw
        limit = megabytes * 1_000_000
        try:
            done = subprocess.run(
                [sys.executable, __file__, "--child", str(root)],
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
            )
            said = json.loads(done.stdout) if done.returncode == 0 else {}
            outcome = said.get("outcome") or (done.stderr.strip().splitlines() or ["ended"])[-1][:70]
        except subprocess.TimeoutExpired:
            said, outcome = {}, f"not done in {seconds} s"
        whole = sha256((root / "giant.html").read_bytes()).hexdigest() == digest
        good = bool(said) and whole
        print(
            f"{name:28} {size:6.1f} {said.get('link', 0):7.1f} {said.get('unlink', 0):8.1f} {said.get('peak', 0):8.0f}  "
            f"{outcome}{'' if whole else '; NOT AS IT WAS'}",
            flush=True,
        )
        return not good


def _work(root: Path) -> dict[str, object]:
    from smo_core.folder import link, unlink
    from smo_core.settings import from_mapping

    settings = from_mapping({"site_url": "https://x.example/", "cards": False}, source="benchmark")
    started = time.process_time()
    report = link(root, settings, jobs=1)
    linked = time.process_time()
    unlink(root, jobs=1)
    ended = time.process_time()
    rules = sorted({finding.rule for finding in report.findings if finding.page == "giant.html"})
    return {
        "link": linked - started,
        "unlink": ended - linked,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "outcome": ("placed" if "giant.html" in report.changed else "left alone") + f" {' '.join(rules)}".rstrip(),
    }


if __name__ == "__main__":
    sys.exit(main())

"""Draw the PNG pictures of the handbook.

    python tools/draw_images.py [folder]

Needs Pillow 10.1 or newer and nothing else: the font is the one Pillow carries.
The result depends on no clock and no random source, so a second run writes the
same pictures. The SVG pictures in content/images are written by hand.
"""

import math
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "content" / "images"

INK = "#12343b"
PAPER = "#fbf7ef"
TEAL = "#1f7a74"
MINT = "#a9d6c6"
CORAL = "#e4683f"
SAND = "#f0d9a8"
SKY = "#8fb8d8"
GREY = "#8b9a9c"
LINE = "#d8d2c4"
WHITE = "#ffffff"

SCALE = 2  # everything is drawn twice as large and then reduced


class Picture:
    """A canvas that hides the enlargement used for smooth edges."""

    def __init__(self, width, height, ground=PAPER):
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)

    @staticmethod
    def _s(values):
        return [v * SCALE for v in values]

    def box(self, x, y, w, h, fill=None, line=None, width=2, radius=10):
        self.draw.rounded_rectangle(
            self._s([x, y, x + w, y + h]), radius * SCALE, fill, line, width * SCALE
        )

    def disc(self, x, y, r, fill, line=None, width=2):
        self.draw.ellipse(self._s([x - r, y - r, x + r, y + r]), fill, line, width * SCALE)

    def line(self, points, fill=INK, width=2):
        flat = [c * SCALE for p in points for c in p]
        self.draw.line(flat, fill, width * SCALE, joint="curve")

    def polygon(self, points, fill):
        self.draw.polygon([c * SCALE for p in points for c in p], fill)

    def dashed(self, start, end, fill=GREY, width=2, dash=9):
        length = math.dist(start, end)
        steps = max(1, int(length // dash))
        for i in range(0, steps, 2):
            a, b = i / steps, min(1, (i + 1) / steps)
            self.line(
                [
                    (start[0] + (end[0] - start[0]) * a, start[1] + (end[1] - start[1]) * a),
                    (start[0] + (end[0] - start[0]) * b, start[1] + (end[1] - start[1]) * b),
                ],
                fill,
                width,
            )

    def arrow(self, start, end, fill=INK, width=3, gap=0, head=11):
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        start = (start[0] + gap * math.cos(angle), start[1] + gap * math.sin(angle))
        end = (end[0] - gap * math.cos(angle), end[1] - gap * math.sin(angle))
        base = (end[0] - head * math.cos(angle), end[1] - head * math.sin(angle))
        self.line([start, base], fill, width)
        side = angle + math.pi / 2
        half = head * 0.55
        self.polygon(
            [
                end,
                (base[0] + half * math.cos(side), base[1] + half * math.sin(side)),
                (base[0] - half * math.cos(side), base[1] - half * math.sin(side)),
            ],
            fill,
        )

    def text(self, x, y, words, size=24, fill=INK, bold=False, anchor="la"):
        font = ImageFont.load_default(size * SCALE)
        stroke = max(1, round(size * SCALE / 40)) if bold else 0
        self.draw.text(
            (x * SCALE, y * SCALE), words, fill, font, anchor=anchor,
            stroke_width=stroke, stroke_fill=fill,
        )

    def lines(self, x, y, rows, size=24, fill=INK, bold=False, anchor="la", lead=1.35):
        for row in rows:
            self.text(x, y, row, size, fill, bold, anchor)
            y += size * lead

    def save(self, name, colors=96):
        small = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        small = small.quantize(colors, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(TARGET / name, optimize=True)


def bars_of_text(p, x, y, widths, fill=LINE, height=10, gap=20):
    for w in widths:
        p.box(x, y, w, height, fill, radius=5)
        y += gap


def spread(count, seed):
    """A fixed scatter of `count` numbers in 0..1 (golden-ratio sequence)."""
    return [((i + seed) * 0.6180339887) % 1 for i in range(count)]


# ---------------------------------------------------------------- hero images


def hero_handbook():
    p = Picture(1200, 630, INK)
    nodes = [
        (770, 150, 26, CORAL), (930, 110, 16, MINT), (1065, 190, 22, SAND),
        (860, 270, 34, TEAL), (1010, 330, 18, MINT), (1120, 400, 28, CORAL),
        (780, 420, 20, SAND), (910, 470, 26, SKY), (1050, 530, 17, MINT),
        (700, 300, 14, SKY),
    ]
    edges = [(0, 1), (1, 2), (0, 3), (3, 2), (3, 4), (4, 5), (3, 6), (6, 7), (7, 4),
             (7, 8), (5, 8), (9, 0), (9, 3), (9, 6)]
    for a, b in edges:
        p.line([nodes[a][:2], nodes[b][:2]], "#3f6168", 3)
    for x, y, r, c in nodes:
        p.disc(x, y, r + 6, INK)
        p.disc(x, y, r, c)
    p.text(80, 175, "The SMO", 92, PAPER, True)
    p.text(80, 280, "Handbook", 92, PAPER, True)
    p.box(84, 405, 120, 8, CORAL, radius=4)
    p.lines(80, 440, ["Pages that are easy to link to,", "share, find and bring home."], 32, MINT)
    p.save("hero-handbook.png")


def hero_previews():
    p = Picture(1200, 630, MINT)
    p.text(70, 60, "One page, three previews", 52, INK, True)
    for x, w, kind in ((70, 500, "large"), (610, 520, "small"), (610, 520, "text")):
        y = {"large": 160, "small": 160, "text": 375}[kind]
        h = {"large": 400, "small": 180, "text": 185}[kind]
        p.box(x + 6, y + 8, w, h, "#8cc2b0", radius=18)
        p.box(x, y, w, h, WHITE, radius=18)
        if kind == "large":
            p.box(x, y, w, 262, TEAL, radius=18)
            p.box(x, y + 230, w, 32, TEAL, radius=0)
            p.disc(x + 120, y + 130, 60, SAND)
            p.polygon([(x + 190, y + 262), (x + 330, y + 90), (x + 470, y + 262)], CORAL)
            bars_of_text(p, x + 26, y + 290, [400], INK, 16)
            bars_of_text(p, x + 26, y + 328, [440, 300], LINE, 12, 26)
        elif kind == "small":
            p.box(x, y, 180, h, TEAL, radius=18)
            p.box(x + 150, y, 30, h, TEAL, radius=0)
            p.disc(x + 60, y + 70, 30, SAND)
            p.polygon([(x + 60, y + h), (x + 120, y + 70), (x + 180, y + h)], CORAL)
            bars_of_text(p, x + 206, y + 36, [280], INK, 16)
            bars_of_text(p, x + 206, y + 76, [270, 290, 160], LINE, 12, 26)
        else:
            p.box(x, y, 8, h, CORAL, radius=4)
            bars_of_text(p, x + 36, y + 34, [160], TEAL, 12)
            bars_of_text(p, x + 36, y + 68, [380], INK, 16)
            bars_of_text(p, x + 36, y + 106, [440, 350], LINE, 12, 26)
    p.save("hero-previews.png")


def hero_linking():
    p = Picture(1280, 672, PAPER)
    groups = [(310, 340, 170, TEAL, 26), (660, 230, 120, SKY, 14), (700, 500, 105, SAND, 11),
              (1000, 350, 150, MINT, 20)]
    for a, b in ((0, 1), (0, 2), (1, 3), (2, 3), (1, 2), (0, 3)):
        p.line([groups[a][:2], groups[b][:2]], LINE, 10)
    for gx, gy, radius, color, count in groups:
        p.disc(gx, gy, radius, WHITE, color, 4)
        for i in range(count):
            angle = i * 2.399963
            dist = (radius - 24) * math.sqrt((i + 0.5) / count)
            p.disc(gx + dist * math.cos(angle), gy + dist * math.sin(angle), 11, color)
        p.disc(gx, gy, 20, INK)
    for x, y in ((1180, 110), (1215, 170), (1130, 90)):
        p.disc(x, y, 11, CORAL)
    p.text(60, 50, "Nothing stands alone", 50, INK, True)
    p.text(62, 118, "unless nobody links to it", 28, CORAL)
    p.save("hero-linking.png")


# ------------------------------------------------------------ section banners


def banner(name, ground, ink, accent, title, pattern):
    p = Picture(1200, 630, ground)
    pattern(p, ink, accent)
    p.box(0, 420, 1200, 210, ground, radius=0)
    p.line([(70, 440), (1130, 440)], ink, 3)
    p.text(70, 475, title, 58, ink, True)
    p.text(70, 556, "The SMO Handbook", 26, accent)
    p.save(name, 64)


def waves(p, ink, accent):
    for k in range(9):
        y = 60 + k * 42
        points = [(x, y + 22 * math.sin(x / 85 + k * 0.7)) for x in range(-10, 1215, 6)]
        p.line(points, accent if k % 3 == 1 else ink, 5 if k % 3 == 1 else 2)


def tiles(p, ink, accent):
    values = spread(96, 3)
    for i, v in enumerate(values):
        x, y = 70 + (i % 16) * 67, 50 + (i // 16) * 62
        if v < 0.18:
            p.box(x, y, 50, 46, accent, radius=8)
        elif v < 0.6:
            p.box(x, y, 50, 46, None, ink, 2, 8)
        else:
            p.disc(x + 25, y + 23, 7, ink)


def branches(p, ink, accent):
    def grow(x, y, angle, length, depth):
        if depth == 0:
            p.disc(x, y, 7, accent)
            return
        nx, ny = x + length * math.cos(angle), y + length * math.sin(angle)
        p.line([(x, y), (nx, ny)], ink, depth)
        grow(nx, ny, angle - 0.42, length * 0.78, depth - 1)
        grow(nx, ny, angle + 0.36, length * 0.76, depth - 1)

    for x in (230, 600, 970):
        grow(x, 420, -math.pi / 2, 98, 6)


def bars(p, ink, accent):
    for i, v in enumerate(spread(22, 5)):
        h = 50 + 300 * v
        p.box(75 + i * 48, 420 - h, 30, h, accent if v > 0.8 else ink, radius=4)


def ladders(p, ink, accent):
    for i, v in enumerate(spread(7, 1)):
        y = 70 + i * 50
        start, end = 70 + 260 * v, 1130 - 300 * ((v * 3) % 1)
        p.line([(start, y), (end, y)], ink, 3)
        p.disc(start, y, 12, ink)
        p.disc(end, y, 12, accent)


def rings(p, ink, accent):
    for i, (x, y) in enumerate(((260, 230), (600, 210), (940, 240))):
        for r in range(30, 181, 30):
            p.disc(x, y, 210 - r, None, accent if r == 60 + 30 * i else ink, 3)


# ----------------------------------------------------------------- diagrams


def safe_area():
    p = Picture(1200, 630, TEAL)
    p.box(0, 0, 1200, 630, None, INK, 6, 0)
    p.box(100, 60, 1000, 510, None, SAND, 3, 0)
    p.box(285, 0, 630, 630, None, CORAL, 4, 0)
    p.text(600, 250, "Keep the words here", 52, WHITE, True, "mm")
    p.text(600, 330, "square crop: 630 x 630", 30, SAND, False, "mm")
    p.text(120, 80, "margin: 100 left and right, 60 above and below", 22, SAND)
    p.text(24, 590, "1200 x 630", 26, MINT)
    p.save("card-safe-area.png", 48)


def crop_ratios():
    p = Picture(1000, 560)
    p.text(40, 30, "The same picture, four frames", 34, INK, True)
    frames = [("1.91 : 1", 1.91, TEAL), ("16 : 9", 16 / 9, SKY), ("4 : 3", 4 / 3, SAND),
              ("1 : 1", 1.0, CORAL)]
    x = 40
    for label, ratio, color in frames:
        h = 130
        w = h * ratio
        p.box(x, 140, w, h, color, INK, 2, 0)
        p.disc(x + w / 2, 140 + h / 2, 30, PAPER)
        p.text(x + w / 2, 300, label, 24, INK, True, "ma")
        x += w + 38
    p.lines(40, 370, [
        "1.91 : 1  large link previews (1200 x 630)",
        "16 : 9    video posters, some search features",
        "4 : 3     older cards and some search features",
        "1 : 1     small cards and thumbnails",
    ], 24)
    p.save("crop-ratios.png", 48)


def link_graph():
    p = Picture(1000, 560)
    at = {"home": (180, 280), "guide": (380, 150), "api": (380, 410), "setup": (590, 90),
          "themes": (600, 240), "errors": (590, 450), "notes": (790, 170),
          "draft A": (840, 380), "draft B": (930, 470), "lonely": (850, 60)}
    for a, b in (("home", "guide"), ("home", "api"), ("guide", "setup"), ("guide", "themes"),
                 ("api", "themes"), ("api", "errors"), ("setup", "notes"), ("themes", "notes"),
                 ("themes", "guide"), ("draft A", "draft B"), ("draft B", "draft A"), ("lonely", "setup")):
        p.arrow(at[a], at[b], INK, 3, 36)
    for name, (x, y) in at.items():
        color = CORAL if name == "lonely" else SAND if name.startswith("draft") else MINT
        if name in ("errors", "notes"):
            color = SKY
        p.disc(x, y, 34, color, INK, 2)
        p.text(x, y + 40, name, 21, INK, False, "ma")
    for i, (color, label) in enumerate(((CORAL, "orphan: no link leads here"),
                                        (SAND, "island: linked, but not from home"),
                                        (SKY, "dead end: no link leads away"))):
        p.disc(50, 470 + i * 32, 10, color, INK, 2)
        p.text(70, 458 + i * 32, label, 21)
    p.save("link-graph.png", 64)


def pagerank_values():
    """PageRank of the five-page example in linking/pagerank.md."""
    links = {"Home": ["Guide", "API", "Blog"], "Guide": ["Home", "API"], "API": ["Guide"],
             "Blog": ["Home"], "FAQ": ["Guide"]}
    names = list(links)
    rank = dict.fromkeys(names, 1 / len(names))
    for _ in range(200):
        rank = {
            n: 0.15 / len(names)
            + 0.85 * sum(rank[m] / len(links[m]) for m in names if n in links[m])
            for n in names
        }
    return rank


def pagerank_chart():
    p = Picture(1000, 520)
    p.text(40, 30, "Share of the random reader's time", 34, INK, True)
    rank = pagerank_values()
    for i, (name, value) in enumerate(sorted(rank.items(), key=lambda kv: -kv[1])):
        y = 110 + i * 74
        p.text(40, y + 12, name, 28)
        p.box(180, y, 680 * value / 0.4, 48, CORAL if name == "FAQ" else TEAL, radius=6)
        p.text(196 + 680 * value / 0.4, y + 12, f"{value * 100:.1f} %", 26, INK, True)
    p.text(40, 480, "damping 0.85, five pages, eight links", 20, GREY)
    p.save("pagerank-chart.png", 48)


def orphan_chart():
    p = Picture(1000, 460)
    p.text(40, 28, "Pages no other page's text links to", 34, INK, True)
    rows = [("FastAPI docs", 97, 155), ("Argo CD docs", 99, 454), ("Ethereum EIPs", 599, 950)]
    for i, (name, part, whole) in enumerate(rows):
        y = 115 + i * 100
        share = part / whole
        p.text(40, y + 14, name, 26)
        p.box(260, y, 560, 54, LINE, radius=6)
        p.box(260, y, 560 * share, 54, CORAL, radius=6)
        p.text(840, y + 2, f"{share * 100:.0f} %", 30, INK, True)
        p.text(840, y + 34, f"{part} of {whole}", 18, GREY)
    p.text(40, 420, "links in the body only; menus, previous/next and footers not counted", 20, GREY)
    p.save("orphan-chart.png", 48)


def widget_weight():
    p = Picture(1000, 500)
    p.text(40, 28, "Kilobytes per page view for share buttons", 34, INK, True)
    rows = [("plain links, icons in a shared file", 0.53, TEAL),
            ("plain links, icons inline", 3.4, TEAL),
            ("small script library with style sheet", 9.7, SKY),
            ("component library, full set", 21.7, SKY),
            ("two-click script, script and style", 38.2, CORAL)]
    for i, (name, kb, color) in enumerate(rows):
        y = 100 + i * 72
        p.text(40, y + 12, name, 22)
        p.box(470, y, max(4, 400 * kb / 40), 44, color, radius=6)
        p.text(484 + 400 * kb / 40, y + 10, f"{kb}", 24, INK, True)
    p.text(40, 464, "compressed transfer size; frameworks and icon fonts not counted", 20, GREY)
    p.save("widget-weight.png", 48)


def share_anatomy():
    p = Picture(1000, 420)
    p.box(40, 130, 920, 110, WHITE, INK, 2, 14)
    labels = [("Copy link", TEAL), ("Mastodon", INK), ("Bluesky", INK), ("E-mail", INK), ("Print", INK)]
    x = 64
    for label, color in labels:
        p.box(x, 156, 160, 58, None, color, 3, 10)
        p.disc(x + 28, 185, 11, color)
        p.text(x + 50, 174, label, 22, color)
        x += 176
    p.text(40, 60, "A share bar is a list of links", 34, INK, True)
    p.arrow((144, 300), (144, 226), CORAL, 3)
    p.text(64, 308, "first: what most readers want", 21, CORAL)
    p.arrow((496, 340), (496, 226), CORAL, 3)
    p.text(380, 348, "a word, not only an icon", 21, CORAL)
    p.arrow((848, 300), (848, 226), CORAL, 3)
    p.text(960, 308, "44 pixels high: room for a thumb", 21, CORAL, False, "ra")
    p.save("share-anatomy.png", 48)


def announce_order():
    p = Picture(1000, 400)
    p.text(40, 30, "Announce last", 34, INK, True)
    steps = ["build", "upload", "check live", "post", "note it down"]
    for i, step in enumerate(steps):
        x = 40 + i * 190
        p.box(x, 150, 160, 90, CORAL if i == 3 else MINT, INK, 2, 12)
        p.text(x + 80, 195, step, 24, INK, True, "mm")
        if i:
            p.arrow((x - 30, 195), (x - 1, 195), INK, 3)
    p.line([(880, 240), (880, 310), (500, 310), (500, 252)], GREY, 3)
    p.arrow((500, 290), (500, 242), GREY, 3)
    p.text(690, 318, "next run: look first, then post", 22, GREY, False, "ma")
    p.save("announce-order.png", 48)


def main():
    global TARGET
    if len(sys.argv) > 1:
        TARGET = Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    hero_handbook()
    hero_previews()
    hero_linking()
    banner("banner-linkability.png", PAPER, INK, CORAL, "Linkability", ladders)
    banner("banner-sharing.png", TEAL, PAPER, SAND, "Sharing", waves)
    banner("banner-travel.png", INK, SKY, CORAL, "Travel", waves)
    banner("banner-measure.png", SAND, INK, CORAL, "Measure", bars)
    banner("banner-stale.png", CORAL, PAPER, INK, "Stale cards", tiles)
    banner("banner-counters.png", SKY, INK, PAPER, "No more counters", bars)
    banner("banner-attic.png", MINT, INK, CORAL, "Orphans in the attic", branches)
    banner("banner-twice.png", SAND, INK, TEAL, "Posted twice", rings)
    safe_area()
    crop_ratios()
    link_graph()
    pagerank_chart()
    orphan_chart()
    widget_weight()
    share_anatomy()
    announce_order()


if __name__ == "__main__":
    main()

"""What a browser highlights for a text fragment, read off a screenshot: no API tells."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

MARK = "::target-text { background: #f0f !important; color: #f0f !important }"
# The blocks that hold text, each as its text nodes; what our script adds is no text of the page.
BLOCKS = """
const shown = (node) => node.data.trim() && node.parentElement.checkVisibility({visibilityProperty: true}) && !node.parentElement.closest('.smo,script,select');
const blocks = () => {
  const region = document.querySelector('article,main,[role=main]');
  const walker = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
  const found = new Map();
  for (let node; (node = walker.nextNode()); ) {
    if (!shown(node)) continue;
    const block = node.parentElement.closest('p,li,td,th,h1,h2,h3,h4,h5,h6,dt,dd,figcaption,blockquote,div');
    if (!block || block.closest('pre') || block.querySelector('pre')) continue;
    if (!found.has(block)) found.set(block, []);
    found.get(block).push(node);
  }
  return [...found.values()];
};
const nodes = () => blocks().flat();
"""
# Words of one block, across its inline markup: [first node, offset, last node, offset behind].
CHOOSE = (
    BLOCKS
    + """
([seed, count]) => {
  const random = () => { // mulberry32
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const all = nodes();
  const segmenter = new Intl.Segmenter(document.documentElement.lang, {granularity: 'word'});
  const words = [];
  for (const block of blocks()) {
    const text = block.map((node) => node.data).join('');
    const at = (offset, end) => {
      for (const node of block) {
        if (offset < node.length || (end && offset === node.length)) return [all.indexOf(node), offset];
        offset -= node.length;
      }
    };
    for (const {segment, index, isWordLike} of segmenter.segment(text)) {
      if (isWordLike) words.push([...at(index), ...at(index + segment.length, true)]);
    }
  }
  const chosen = [];
  while (chosen.length < count) {
    // Single words, sentences, and stretches over several blocks.
    const length = [3, 12, 60][chosen.length % 3];
    const first = Math.floor(random() * words.length);
    const last = Math.min(first + Math.floor(random() * length), words.length - 1);
    chosen.push([words[first][0], words[first][1], words[last][2], words[last][3]]);
  }
  return chosen;
}
"""
)
# Select each, use the toolbar, and collect what it copies.
QUOTE = (
    BLOCKS
    + """
async (chosen) => {
  const all = nodes();
  const copied = [];
  navigator.clipboard.writeText = async (text) => { copied.push(text); };
  const tools = document.querySelector('.smo-quote');
  const rest = () => new Promise((done) => setTimeout(done));
  for (const [from, offset, to, end] of chosen) {
    getSelection().removeAllRanges();
    for (let turn = 0; turn < 1500 && tools.matches(':popover-open'); turn++) await rest();
    getSelection().setBaseAndExtent(all[from], offset, all[to], end);
    for (let turn = 0; turn < 1500 && !tools.matches(':popover-open'); turn++) await rest();
    const before = copied.length;
    tools.querySelector('button').click();
    await rest();
    if (copied.length === before) copied.push('');
  }
  return copied;
}
"""
)
RECTS = (
    BLOCKS
    + """
(chosen) => {
  const all = nodes();
  return chosen.flatMap(([from, offset, to, end]) => {
    const whole = new Range();
    whole.setStart(all[from], offset);
    whole.setEnd(all[to], end);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const boxes = [];
    for (let node; (node = walker.nextNode()); ) {
      if (!whole.intersectsNode(node)) continue;
      const range = new Range();
      range.setStart(node, node === all[from] ? offset : 0);
      range.setEnd(node, node === all[to] ? end : node.length);
      boxes.push(...range.getClientRects());
    }
    return boxes.map((box) => [box.left, box.top, box.right, box.bottom]);
  });
}
"""
)
# What waits for the selection to rest, and for a region to be spoken, need not wait in tests.
QUICK = "window.later = window.setTimeout; window.setTimeout = (act, wait) => later(act, wait > 1000 ? wait : 0);"


def differs(page: Any, expected: list[list[float]]) -> str:
    """Say how the highlighted pixels of a page differ from the boxes that should be; empty if they do not."""
    picture = np.asarray(Image.open(BytesIO(page.screenshot())).convert("RGB")).astype(int)
    marked = (picture[..., 0] > 200) & (picture[..., 1] < 90) & (picture[..., 2] > 200)
    core, rim = np.zeros_like(marked), np.zeros_like(marked)
    for left, top, right, bottom in expected:
        if right - left < 1:
            continue
        rim[max(0, int(top) - 4) : int(bottom) + 5, max(0, int(left) - 3) : int(right) + 4] = True
        core[int(top) + 4 : int(bottom) - 3, int(left) + 2 : int(right) - 1] = True
    beyond, missing = int((marked & ~rim).sum()), int((core & ~marked).sum())
    if beyond > 3 or missing > 0.02 * core.sum():
        return f"{beyond} pixels too many, {missing} of {int(core.sum())} missing"
    return ""


# The stretch between two empty elements, <b id="from"></b> and <b id="to"></b>.
BETWEEN = (
    BLOCKS
    + """
() => {
  const all = nodes();
  const [from, to] = ['from', 'to'].map((id) => document.getElementById(id));
  const first = all.findIndex((node) => from.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
  const last = all.findLastIndex((node) => to.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING);
  return [[first, 0, last, all[last].length]];
}
"""
)

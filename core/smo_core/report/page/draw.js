// The picture. What rests is drawn once into a store larger than the window; moving the
// map shows the store elsewhere, and only what is chosen is drawn anew.
const store = document.createElement("canvas");
const stored = { x: 0, y: 0, scale: 0, width: 0, height: 0, margin: -1, stale: true };
// How far the store reaches beyond each side of the window: the first not at all, so that the map is there sooner.
const MARGIN = 0.5;
const FEW_LINKS = 2500;
const linkCount = data.links.counts.reduce((sum, each) => sum + each, 0);
const names = ["ink", "soft", "edge", "strong", "paper", "fill", "accent", "error", "alarm", "alarm-fill", "isle", "isle-fill", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"];
let colours = {};

/** Ask the stylesheet for its colours, as they are just now. */
const paint = () => {
  const probe = el("span", "hidden");
  document.body.append(probe);
  colours = Object.fromEntries(names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  }));
  probe.remove();
  stored.stale = true;
};
const inkOf = (disc) => (disc.kind === "orphans" ? colours.alarm : disc.kind === "islands" ? colours.isle : colours[`c${disc.place % 8}`]);
const font = (weight, pixels) => `${weight} ${pixels}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;

/** How a point of the map lies in the store. */
const inStore = (x, y) => [(x - stored.x) * stored.scale + stored.width / 2, (y - stored.y) * stored.scale + stored.height / 2];

const drawDisc = (context, disc) => {
  const [x, y] = inStore(disc.x, disc.y);
  const r = disc.radius * stored.scale;
  context.beginPath();
  context.arc(x, y, r, 0, 7);
  context.fillStyle = { orphans: colours["alarm-fill"], islands: colours["isle-fill"], section: colours.fill }[disc.kind];
  context.fill();
  context.lineWidth = disc.kind === "section" ? 1 : 2.5;
  context.setLineDash({ orphans: [9, 6], islands: [2, 5], section: [] }[disc.kind]);
  context.lineCap = disc.kind === "islands" ? "round" : "butt";
  context.strokeStyle = disc.kind === "section" ? colours.edge : inkOf(disc);
  context.stroke();
  context.setLineDash([]);
};
/** Each link by itself, while they are few. */
const drawLinks = (context) => {
  context.strokeStyle = colours.strong;
  context.globalAlpha = linkCount < 400 ? 0.5 : 0.28;
  context.lineWidth = 1;
  context.beginPath();
  for (let page = 0; page < size; page += 1) {
    for (const target of out(page)) {
      context.moveTo(...inStore(pages.x[page], pages.y[page]));
      context.lineTo(...inStore(pages.x[target], pages.y[target]));
    }
  }
  context.stroke();
  context.globalAlpha = 1;
};
/** Links summed between discs. */
const drawSums = (context) => {
  const most = data.between.reduce((top, [, , sum]) => Math.max(top, sum), 1);
  context.strokeStyle = colours.strong;
  for (const [a, b, sum] of data.between) {
    context.globalAlpha = 0.14 + 0.5 * (sum / most);
    context.lineWidth = 0.75 + 9 * Math.sqrt(sum / most);
    context.beginPath();
    context.moveTo(...inStore(discs[a].x, discs[a].y));
    context.lineTo(...inStore(discs[b].x, discs[b].y));
    context.stroke();
  }
  context.globalAlpha = 1;
};
const drawPages = (context) => {
  const dot = (page) => {
    const [x, y] = inStore(pages.x[page], pages.y[page]);
    const r = Math.max(radius[page] * stored.scale, 0.8);
    if (x < -r || y < -r || x > stored.width + r || y > stored.height + r) return;
    if (r < 1.3) context.rect(x - r, y - r, 2 * r, 2 * r);
    else {
      context.moveTo(x + r, y);
      context.arc(x, y, r, 0, 7);
    }
  };
  // Pages with errors are hollow: that tells them apart also without colours.
  const hollow = (page) => worst[page] === 2 && radius[page] * stored.scale > 2;
  for (const disc of discs) {
    context.beginPath();
    disc.pages.forEach((page) => hollow(page) || dot(page));
    context.fillStyle = inkOf(disc);
    context.fill();
  }
  const wrong = discs.map((disc) => disc.pages.filter(hollow));
  // Where most have errors, red says no more than hollow does; the colours of discs say more.
  const many = worst.reduce((sum, level) => sum + (level === 2), 0) > size / 4;
  context.lineWidth = Math.min(4, 0.8 + 1.4 * stored.scale);
  discs.forEach((disc, place) => {
    context.beginPath();
    wrong[place].forEach(dot);
    context.fillStyle = colours.paper;
    context.fill();
    context.strokeStyle = many ? inkOf(disc) : colours.error;
    context.stroke();
  });
};
const free = (taken, box) => taken.every((other) => box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1]);
const write = (context, text, x, y, colour, halo = 4) => {
  context.lineWidth = halo;
  context.lineJoin = "round";
  context.strokeStyle = colours.paper;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
};
/** The middle of a text that reaches half to each side: moved, at the edge of the window, so that it stays within it. */
const within = (middle, half) => {
  const [from, to] = [view.width * stored.margin, view.width * (1 + stored.margin)];
  const seen = middle > from && middle < to && half * 2 < view.width;
  return seen ? Math.min(Math.max(middle, from + half + 4), to - half - 4) : middle;
};
const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
/** The name of a disc without the word that all groups of pages begin with: that they are around the page named is plain to see. */
const shownName = (disc) => {
  const named = /^Around (.+?)( \(\d+\))?$/.exec(disc.name);
  return named && disc.pages.some((page) => titleOf(page) === named[1]) ? disc.name.slice("Around ".length) : disc.name;
};
/** Large islands are named as groups of pages are: the rim tells what they are. */
const isNamed = (disc) => disc.kind === "section" || disc.name.startsWith("Around ");
/** What is written at a disc: its name in one line, with more below where it stands apart; ``room`` is the most letters. */
const labelOf = (context, disc, room = Infinity) => {
  const pagesIn = disc.pages.length;
  const under = isNamed(disc) ? "" : `${count(pagesIn, "page")} ${disc.kind === "orphans" ? "without a link" : "cut off"}`;
  // A name much wider than its disc would cover others.
  const name = short(shownName(disc), Math.min(room, Math.max(under ? 30 : 13, Math.min(Math.round((disc.radius * stored.scale) / 3.2), 60))));
  context.font = font(650, under ? 15 : 13);
  const wide = context.measureText(name).width;
  context.font = font(500, 12.5);
  const tail = under ? "" : number.format(pagesIn);
  const behind = tail ? context.measureText(tail).width + 6 : 0;
  return { name, wide, tail, under, half: Math.max(wide + behind, under ? context.measureText(under).width : 0) / 2 + 3, high: under ? 32 : 14, full: wide + behind };
};
const EDGE = 14;
/** Whether a box lies over no disc but its own, or over no more than an edge. */
const clear = (own, box) => discs.every((disc) => {
  if (disc === own) return true;
  const [x, y] = inStore(disc.x, disc.y);
  const [dx, dy] = [Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3])];
  const r = disc.radius * stored.scale;
  return Math.hypot(dx, dy) > r - Math.min(EDGE, r / 2);
});
// A letter of a name takes about so many pixels; a name cut to fewer letters says nothing.
const [LETTER, FEWEST] = [8, 9];
/** Where the name of a disc goes: above or below, if it covers no other disc; else across its middle, if it fits; else where it can be read. */
const placed = (context, disc, taken) => {
  const [centre, middle] = inStore(disc.x, disc.y);
  const r = disc.radius * stored.scale;
  const boxed = (label, y) => {
    const x = within(centre, label.half);
    return { label, x, y, box: [x - label.half, y - label.high, x + label.half, y + 4] };
  };
  const label = labelOf(context, disc);
  const beside = [middle - r - 7, middle + r + 3 + label.high].map((y) => boxed(label, y)).filter((one) => free(taken, one.box));
  const best = beside.find((one) => clear(disc, one.box));
  if (best) return best;
  const room = Math.floor((r * 2 - (label.full - label.wide)) / LETTER);
  const across = room < FEWEST || label.under ? null : { ...boxed(labelOf(context, disc, room), middle + 5), across: true };
  return across && free(taken, across.box) ? across : beside[0];
};
/** The names of discs, those apart first, then the largest; not at all where two would touch. */
const drawNames = (context) => {
  const taken = [];
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  const weight = (disc) => (isNamed(disc) ? disc.radius : Infinity);
  for (const disc of discs.slice().sort((a, b) => weight(b) - weight(a) || a.place - b.place)) {
    if (disc.radius * stored.scale < (view.width < 600 ? 13 : 6) && isNamed(disc)) continue;
    const found = placed(context, disc, taken);
    if (!found) continue;
    const { label, x, y, box, across } = found;
    const halo = across ? 7 : 4;
    taken.push(box);
    const left = x - label.full / 2;
    context.font = font(650, label.under ? 15 : 13);
    write(context, label.name, left, label.under ? y - 17 : y, disc.kind === "section" || across ? colours.ink : inkOf(disc), halo);
    context.font = font(500, 12.5);
    if (label.under) write(context, label.under, x - context.measureText(label.under).width / 2, y, colours.ink);
    else write(context, label.tail, left + label.wide + 6, y, across ? colours.ink : colours.soft, halo);
  }
  return taken;
};
/** The titles of pages, best linked first, as far as there is room. */
const drawTitles = (context, taken) => {
  const seen = [];
  // The whole of a large site is no place for titles.
  if (size > 150 && stored.scale < view.fitted * 1.25) return;
  for (let page = 0; page < size; page += 1) {
    if (radius[page] * stored.scale < 10) continue;
    const [x, y] = inStore(pages.x[page], pages.y[page]);
    if (x > 0 && y > 0 && x < stored.width && y < stored.height) seen.push([page, x, y]);
  }
  seen.sort(([a], [b]) => pages.rank[b] - pages.rank[a] || a - b);
  // Where there are few, no title covers another page.
  if (seen.length <= 250) seen.forEach(([page, x, y]) => {
    const r = radius[page] * stored.scale * 0.8;
    taken.push([x - r, y - r, x + r, y + r]);
  });
  context.font = font(450, 12);
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const [page, centre, y] of seen.slice(0, 500)) {
    const text = short(titleOf(page), 28);
    const top = y + radius[page] * stored.scale + 3;
    const half = context.measureText(text).width / 2 + 2;
    const x = within(centre, half);
    const box = [x - half, top, x + half, top + 15];
    if (!free(taken, box)) continue;
    taken.push(box);
    write(context, text, x, top, colours.ink);
  }
};
/** Draw all that rests into the store. */
const restore = () => {
  const margin = stored.margin < 0 ? 0 : MARGIN;
  Object.assign(stored, { x: view.x, y: view.y, scale: view.scale, width: view.width * (1 + 2 * margin), height: view.height * (1 + 2 * margin), margin, stale: false });
  store.width = Math.round(stored.width * view.ratio);
  store.height = Math.round(stored.height * view.ratio);
  const context = store.getContext("2d");
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  // Sums run from rim to rim, so discs on their way lie over them.
  if (linkCount > FEW_LINKS) drawSums(context);
  discs.forEach((disc) => drawDisc(context, disc));
  if (linkCount <= FEW_LINKS) drawLinks(context);
  drawPages(context);
  drawTitles(context, drawNames(context));
};

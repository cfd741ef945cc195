// Hands on the map: mouse, wheel, fingers, keys. Whatever dragging does, buttons and keys do too.
const pointers = new Map();
let moved = 0;
let spread = 0;
const at = (event) => {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};
const tell = (page, px, py) => {
  const tip = $("map-tip");
  tip.hidden = page < 0;
  if (page < 0) return;
  const noted = foundOn(page).length;
  tip.replaceChildren(said("span", "", titleOf(page)), el("small", "", `${sectionOf(page)} · ${count(into(page).length, "link")} in, ${out(page).length} out${noted ? ` · ${count(noted, "finding")}` : ""}`));
  const x = Math.min(px + 14, view.width - tip.offsetWidth - 6);
  const y = py + 18 + tip.offsetHeight > view.height ? py - tip.offsetHeight - 12 : py + 18;
  tip.style.transform = `translate(${Math.max(4, x)}px, ${y}px)`;
};

canvas.addEventListener("pointerdown", (event) => {
  canvas.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, at(event));
  moved = pointers.size > 1 ? 99 : 0;
  spread = 0;
});
canvas.addEventListener("pointermove", (event) => {
  const now = at(event);
  const before = pointers.get(event.pointerId);
  if (!before) {
    const page = pageAt(...now);
    if (page !== hover.page) {
      hover.page = page;
      canvas.classList.toggle("over", page >= 0);
      redraw();
    }
    tell(page, ...now);
    return;
  }
  moved += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
  pointers.set(event.pointerId, now);
  if (pointers.size === 2) {
    const [[ax, ay], [bx, by]] = [...pointers.values()];
    const apart = Math.hypot(ax - bx, ay - by);
    if (spread) zoom(apart / spread, (ax + bx) / 2, (ay + by) / 2);
    spread = apart;
    zoomed();
  }
  if (moved > 4) canvas.classList.add("dragging");
  const share = 1 / pointers.size / view.scale;
  view.x -= (now[0] - before[0]) * share;
  view.y -= (now[1] - before[1]) * share;
  bounded();
  tell(-1);
  redraw();
});
const lift = (event) => {
  if (!pointers.delete(event.pointerId)) return;
  canvas.classList.remove("dragging");
  spread = 0;
  if (moved > 4 || event.type !== "pointerup") return;
  const [x, y] = at(event);
  const page = pageAt(x, y);
  choose(page, page < 0 ? discAt(x, y) : -1, "map");
};
canvas.addEventListener("pointerup", lift);
canvas.addEventListener("pointercancel", lift);
canvas.addEventListener("pointerleave", () => {
  hover.page = -1;
  tell(-1);
  redraw();
});
canvas.addEventListener("wheel", (event) => {
  // A page that scrolls must not be caught by a map on its way.
  if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return;
  event.preventDefault();
  zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0022)), ...at(event));
  zoomed();
}, { passive: false });
canvas.addEventListener("dblclick", (event) => {
  zoom(2, ...at(event));
  redraw();
});

/** The nearest of some things in a direction: near counts, straight ahead counts more. */
const towards = (key, x, y, things) => {
  const [ux, uy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = -1;
  let least = Infinity;
  for (const [thing, tx, ty] of things) {
    const along = (tx - x) * ux + (ty - y) * uy;
    const aside = Math.abs((tx - x) * uy) + Math.abs((ty - y) * ux);
    const cost = along + 2.2 * aside;
    if (along > 0.5 && cost < least) [best, least] = [thing, cost];
  }
  return best;
};
const step = (key) => {
  if (chosen.page >= 0) {
    const here = discs[chosen.disc].pages.filter((page) => page !== chosen.page);
    const next = towards(key, pages.x[chosen.page], pages.y[chosen.page], here.map((page) => [page, pages.x[page], pages.y[page]]));
    if (next >= 0) goTo(next);
  } else if (chosen.disc >= 0) {
    const from = discs[chosen.disc];
    const next = towards(key, from.x, from.y, discs.map((disc) => [disc.place, disc.x, disc.y]));
    if (next >= 0) choose(-1, next, "keys");
  } else {
    choose(-1, 0, "keys");
  }
};
/** Choose a page by keys: it comes into view. */
const goTo = (page) => {
  choose(page, -1, "keys");
  const [x, y] = place(pages.x[page], pages.y[page]);
  if (x < 60 || y < 60 || x > view.width - 60 || y > view.height - 60) centre(pages.x[page], pages.y[page]);
  redraw();
};
const enter = () => {
  if (chosen.page >= 0) {
    $("details-title").focus();
    return;
  }
  const disc = discs[Math.max(chosen.disc, 0)];
  if (!disc?.pages.length) return;
  const close = Math.min(view.width, view.height) / (2.3 * disc.radius);
  centre(disc.x, disc.y, Math.max(view.scale, Math.min(close, 3)));
  choose(disc.pages[0], -1, "keys");
};
const leave = () => {
  if (chosen.page >= 0) choose(-1, chosen.disc, "keys");
  else choose(-1, -1, "keys");
};
canvas.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const acts = { Enter: enter, Escape: leave, "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), 0: fit };
  if (event.key.startsWith("Arrow")) step(event.key);
  else if (acts[event.key]) acts[event.key]();
  else return;
  event.preventDefault();
  redraw();
});
$("zoom-in").addEventListener("click", () => { zoom(1.5); redraw(); });
$("zoom-out").addEventListener("click", () => { zoom(1 / 1.5); redraw(); });
$("zoom-fit").addEventListener("click", () => { fit(); redraw(); });

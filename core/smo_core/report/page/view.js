// The window on the map: which part of it is seen, how large, and what stands under a point.
const canvas = $("canvas");
const view = { x: 0, y: 0, scale: 1, width: 0, height: 0, ratio: 1, fitted: 1 };
const discs = data.discs.map(([name, kind, radius, ...middles], place) => ({ name, kind, radius, middles, place, x: 0, y: 0, pages: [] }));
pages.disc.forEach((disc, page) => discs[disc].pages.push(page));
const [SMALL, LARGE, GAP, ROOM, FEW, AIR] = data.seed;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const radius = Float64Array.from(pages.rank, (rank) => SMALL + (LARGE - SMALL) * Math.sqrt(rank / 1000));
pages.x = new Float64Array(size);
pages.y = new Float64Array(size);
discs.forEach((disc) => disc.pages.sort((a, b) => pages.rank[b] - pages.rank[a] || a - b));
const frame = { tall: null, left: 0, right: 0, top: 0, bottom: 0 };

/** Where the pages of a disc stand from its middle: a few in a ring, more as the seeds of a sunflower, the best linked first. */
const seeds = (inside, set) => {
  const largest = radius[inside[0]];
  if (inside.length > 1 && inside.length <= FEW) {
    const away = AIR * (largest + GAP) / Math.sin(Math.PI / inside.length);
    inside.forEach((page, seed) => set(page, away, 2 * Math.PI * seed / inside.length - Math.PI / 2));
    return;
  }
  let area = 0;
  inside.forEach((page, seed) => {
    const share = (ROOM * (radius[page] + GAP)) ** 2;
    const away = seed ? Math.max(Math.sqrt(area + share / 2), largest + GAP + radius[page]) : 0;
    set(page, away, seed * GOLDEN);
    area = Math.max(area, away * away - share / 2) + share;
  });
};
/** Set the discs for a wide or a tall window, and their pages in them. */
const settle = (tall) => {
  if (frame.tall === tall) return;
  Object.assign(frame, { tall, left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity });
  for (const disc of discs) {
    [disc.x, disc.y] = tall ? disc.middles.slice(2) : disc.middles;
    frame.left = Math.min(frame.left, disc.x - disc.radius);
    frame.right = Math.max(frame.right, disc.x + disc.radius);
    frame.top = Math.min(frame.top, disc.y - disc.radius);
    frame.bottom = Math.max(frame.bottom, disc.y + disc.radius);
    seeds(disc.pages, (page, away, turn) => {
      pages.x[page] = disc.x + away * Math.cos(turn);
      pages.y[page] = disc.y + away * Math.sin(turn);
    });
  }
};

/** From the map to the window. */
const place = (x, y) => [(x - view.x) * view.scale + view.width / 2, (y - view.y) * view.scale + view.height / 2];
/** From the window to the map. */
const spot = (px, py) => [(px - view.width / 2) / view.scale + view.x, (py - view.height / 2) / view.scale + view.y];

const bounded = () => {
  view.scale = Math.min(Math.max(view.scale, view.fitted * 0.6), Math.max(8, view.fitted * 2));
  view.x = Math.min(Math.max(view.x, frame.left), frame.right);
  view.y = Math.min(Math.max(view.y, frame.top), frame.bottom);
};
const measure = () => {
  const box = canvas.getBoundingClientRect();
  view.width = box.width;
  view.height = box.height;
  view.ratio = Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.round(box.width * view.ratio);
  canvas.height = Math.round(box.height * view.ratio);
  settle(box.height > box.width * 1.05);
  // Room for the search field above, the buttons below, and labels beside.
  const wide = Math.max(box.width - (box.width > 600 ? 90 : 40), 80);
  const high = Math.max(box.height - (frame.tall ? 200 : 150), 80);
  view.fitted = Math.min(wide / (frame.right - frame.left || 1), high / (frame.bottom - frame.top || 1), 3);
};
const fit = () => {
  view.x = (frame.left + frame.right) / 2;
  view.y = (frame.top + frame.bottom) / 2 - 12 / view.fitted;
  view.scale = view.fitted;
};
const zoom = (factor, px = view.width / 2, py = view.height / 2) => {
  const [x, y] = spot(px, py);
  view.scale *= factor;
  bounded();
  view.x = x - (px - view.width / 2) / view.scale;
  view.y = y - (py - view.height / 2) / view.scale;
  bounded();
};
const centre = (x, y, scale = view.scale) => {
  view.x = x;
  view.y = y;
  view.scale = scale;
  bounded();
};

/** The page nearest to a point of the window, with a little room for fingers; −1 for none. */
const pageAt = (px, py) => {
  const [x, y] = spot(px, py);
  let best = -1;
  let least = Infinity;
  const room = 5 / view.scale;
  for (let page = 0; page < size; page += 1) {
    const away = Math.hypot(pages.x[page] - x, pages.y[page] - y) - radius[page];
    if (away < room && away < least) [best, least] = [page, away];
  }
  return best;
};
const discAt = (px, py) => {
  const [x, y] = spot(px, py);
  return discs.findIndex((disc) => Math.hypot(disc.x - x, disc.y - y) <= disc.radius);
};

// One frame: the store, shown where it belongs, and on it what is chosen.
const hover = { page: -1 };
let asked = 0;
let zooming = 0;

const ring = (context, page, colour, width, air) => {
  const [x, y] = place(pages.x[page], pages.y[page]);
  context.beginPath();
  context.arc(x, y, Math.max(radius[page] * view.scale, 2) + air, 0, 7);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
};
const lines = (context, page, others, dash) => {
  context.setLineDash(dash);
  context.beginPath();
  for (const other of others) {
    context.moveTo(...place(pages.x[page], pages.y[page]));
    context.lineTo(...place(pages.x[other], pages.y[other]));
  }
  context.stroke();
  context.setLineDash([]);
};
/** The links of one page: out as whole lines, in as broken ones. */
const drawChosen = (context, page) => {
  context.strokeStyle = colours.accent;
  const many = out(page).length + into(page).length > 40;
  context.lineWidth = many ? 1 : 1.6;
  context.globalAlpha = many ? 0.5 : 0.85;
  lines(context, page, out(page).slice(0, 600), []);
  lines(context, page, into(page).slice(0, 600), [5, 4]);
  context.globalAlpha = 1;
  [...out(page), ...into(page)].slice(0, 600).forEach((other) => ring(context, other, colours.accent, 1.4, 1));
  ring(context, page, colours.paper, 6, 3.5);
  ring(context, page, colours.ink, 3, 3.5);
};
/** Whether the store does not hold what is looked at. */
const outside = () => {
  const reach = (0.5 + stored.margin) * view.scale / stored.scale;
  const x = Math.abs(stored.x - view.x) * view.scale + view.width / 2;
  const y = Math.abs(stored.y - view.y) * view.scale + view.height / 2;
  return x > view.width * reach || y > view.height * reach;
};
const frameNow = () => {
  asked = 0;
  if (!view.width) return;
  // While a zoom goes on, the store is stretched; it is drawn anew when the zoom rests.
  if (stored.stale || (!zooming && (stored.scale !== view.scale || outside()))) restore();
  const context = canvas.getContext("2d");
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const stretch = view.scale / stored.scale;
  const [x, y] = place(stored.x, stored.y);
  const [wide, high] = [stored.width * stretch, stored.height * stretch];
  const left = (x - wide / 2) * view.ratio;
  const top = (y - high / 2) * view.ratio;
  if (stretch === 1) context.drawImage(store, Math.round(left), Math.round(top));
  else context.drawImage(store, left, top, wide * view.ratio, high * view.ratio);
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  if (chosen.disc >= 0 && chosen.page < 0) {
    const disc = discs[chosen.disc];
    const [cx, cy] = place(disc.x, disc.y);
    context.beginPath();
    context.arc(cx, cy, disc.radius * view.scale + 4, 0, 7);
    context.strokeStyle = colours.ink;
    context.lineWidth = 3;
    context.stroke();
  }
  if (chosen.page >= 0) drawChosen(context, chosen.page);
  if (hover.page >= 0) ring(context, hover.page, colours.ink, 2, 2);
};
const redraw = () => {
  asked ||= requestAnimationFrame(frameNow);
};
const zoomed = () => {
  clearTimeout(zooming);
  zooming = setTimeout(() => {
    zooming = 0;
    redraw();
  }, 140);
  redraw();
};
watchers.push(redraw);

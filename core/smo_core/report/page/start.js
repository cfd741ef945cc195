// Begin: show what scripts can do, draw the map, follow the window and the colours.
document.querySelector(".stage").hidden = false;
document.querySelector(".theme").hidden = false;
const again = () => {
  const box = canvas.getBoundingClientRect();
  if (box.width === view.width && box.height === view.height && !stored.stale) return;
  const whole = !view.width || view.scale === view.fitted;
  const { tall } = frame;
  measure();
  if (whole || tall !== frame.tall) fit();
  bounded();
  stored.stale = true;
  frameNow();
};
// At once: a page that is being printed waits for no frame.
const recolour = () => {
  paint();
  frameNow();
};
if (size) {
  paint();
  again();
  new ResizeObserver(again).observe(canvas);
} else {
  document.querySelector(".stage").hidden = true;
}
for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"]) matchMedia(query).addEventListener("change", recolour);
$("theme").addEventListener("change", (event) => {
  document.documentElement.dataset.theme = event.target.value;
  recolour();
});
// The rest comes when the map is seen; at once for those who look for it: by a link to it, or on paper.
const makeRest = () => waiting.splice(0).forEach((make) => make());
if (!size || location.hash) makeRest();
else requestAnimationFrame(() => setTimeout(() => {
  performance.mark("map");
  makeRest();
}));
window.addEventListener("beforeprint", makeRest);
// Whoever comes near the map may move it.
for (const near of ["pointerenter", "focus"]) {
  canvas.addEventListener(near, () => {
    stored.stale ||= !stored.margin;
    redraw();
  }, { once: true });
}
window.addEventListener("beforeprint", () => document.querySelectorAll("details.group").forEach((one, place) => { if (place < 40) one.open = true; }));

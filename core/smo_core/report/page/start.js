// Begin: show what scripts can do, draw the map, follow the window and the colours.
document.querySelector(".stage").hidden = false;
document.querySelector(".theme").hidden = false;
const again = () => {
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
window.addEventListener("beforeprint", () => document.querySelectorAll("details.group").forEach((one, place) => { if (place < 40) one.open = true; }));

// Find a page on the map by typing: a combobox as ARIA describes it.
const finder = $("find");
const foundList = $("found");
let hits = [];
let active = -1;
const openList = (open) => {
  foundList.hidden = !open;
  finder.setAttribute("aria-expanded", String(open));
  if (!open) finder.removeAttribute("aria-activedescendant");
};
const mark = (place) => {
  active = place;
  [...foundList.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
  if (place < 0) return finder.removeAttribute("aria-activedescendant");
  finder.setAttribute("aria-activedescendant", foundList.children[place].id);
  return foundList.children[place].scrollIntoView({ block: "nearest" });
};
const take = (place) => {
  const page = hits[place];
  openList(false);
  if (page === undefined) return;
  choose(page, -1, "list");
  $("details-title").focus({ preventScroll: true });
};
const look = () => {
  const test = searcher(finder.value);
  hits = [];
  if (test) for (let page = 0; page < size; page += 1) if (test(haystack(page))) hits.push(page);
  const all = hits.length;
  hits = byRank(hits).slice(0, 30);
  foundList.replaceChildren(...hits.map((page, place) => {
    const item = said("li", "", titleOf(page), el("small", "", sectionOf(page)));
    item.id = `found-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(place);
    });
    return item;
  }));
  openList(hits.length > 0);
  if (test) $("map-said").textContent = `${count(all, "page")} found`;
  mark(hits.length ? 0 : -1);
};
finder.addEventListener("input", rested(look, 90));
finder.addEventListener("blur", () => openList(false));
finder.addEventListener("keydown", (event) => {
  const shift = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (shift && hits.length) {
    openList(true);
    mark((active + shift + hits.length) % hits.length);
  } else if (event.key === "Escape") {
    finder.value = "";
    openList(false);
  } else if (event.key !== "Enter") {
    return;
  }
  event.preventDefault();
  if (event.key === "Enter") {
    look();
    take(Math.max(active, 0));
  }
});
finder.form.addEventListener("submit", (event) => event.preventDefault());

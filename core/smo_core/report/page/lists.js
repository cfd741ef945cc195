// The tables: orphans with pages to link them from, and all pages.
const spotButton = (page) => {
  const made = button("spot", "Map", () => showOnMap(page));
  made.setAttribute("aria-label", `Show ${titleOf(page)} on the map`);
  return made;
};
const text = (page) => `${haystack(page)} ${sectionOf(page).toLowerCase()}`;
const depth = (page) => (pages.depth[page] < 0 ? "–" : number.format(pages.depth[page]));
const title = { name: "Page", show: (page) => [linkTo(page), spotButton(page)], by: titleOf };
const section = { name: "Section", show: (page) => said("span", "", sectionOf(page)), by: sectionOf };

if ($("orphans-table")) {
  const rescuers = new Map(data.orphans.map(([page, , list]) => [page, list]));
  const menus = new Map(data.orphans.map(([page, many]) => [page, many]));
  const from = (page) => {
    const list = rescuers.get(page);
    if (!list.length) return el("small", "", "No page is near it.");
    return el("ul", "", ...list.map(([other, reason, sentence]) => el("li", "", linkTo(other), said("small", "", data.texts[sentence] || data.texts[reason]))));
  };
  waiting.push(() => table($("orphans-table"), {
    label: "Orphans",
    rows: data.orphans.map(([page]) => page),
    text,
    columns: [title, { name: "Best linked from", show: from }, section, { name: "In menus of", number: true, show: (page) => (menus.get(page) ? count(menus.get(page), "page") : "none"), by: (page) => menus.get(page) }],
  }));
}
waiting.push(() => table($("pages-table"), {
  label: "All pages",
  rows: pages.key.map((_, page) => page),
  text,
  sort: 4,
  down: true,
  columns: [
    title,
    section,
    { name: "Links in", number: true, show: (page) => number.format(into(page).length), by: (page) => into(page).length },
    { name: "Links out", number: true, show: (page) => number.format(out(page).length), by: (page) => out(page).length },
    { name: "PageRank", number: true, show: (page) => (pages.rank[page] / 10).toFixed(1), by: (page) => pages.rank[page] },
    { name: "Clicks from home", number: true, show: depth, by: (page) => (pages.depth[page] < 0 ? 1e9 : pages.depth[page]) },
    { name: "Findings", number: true, show: (page) => number.format(foundOn(page).length), by: (page) => foundOn(page).length },
  ],
}));

// What is chosen, in words: beside the map, and aloud.
const resting = [...$("details").childNodes];
const MOST = 12;

const pageButton = (page) => {
  const made = button("", titleOf(page), () => {
    goTo(page);
    $("details-title").focus({ preventScroll: true });
  });
  made.dir = "auto";
  return el("li", "", made);
};
const listOf = (heading, list, empty) => {
  const title = el("h4", "", heading, " ", el("span", "", number.format(list.length)));
  if (!list.length) return empty ? [title, el("p", "meta", empty)] : [];
  const shown = el("ul", "pages", ...list.slice(0, MOST).map(pageButton));
  if (list.length > MOST) {
    const more = el("li", "", button("more", `All ${number.format(list.length)}`, () => {
      more.remove();
      shown.append(...list.slice(MOST, 1000).map(pageButton));
      shown.children[MOST].firstChild.focus();
    }));
    shown.append(more);
  }
  return [title, shown];
};
const byRank = (list) => list.slice().sort((a, b) => pages.rank[b] - pages.rank[a] || a - b);
const fact = (name, value) => el("div", "", el("dt", "", name), el("dd", "", value));
const notedOn = (page) => foundOn(page).map((place) => {
  const [title, , fix] = ruleOf(place);
  const level = levels[found.level[place]];
  return el("li", level[0], el("strong", "", `${level[1]}: `), title, " ", whereOf(place), said("small", "", words(place, "message") || fix));
});

const pageDetails = (page) => {
  const disc = discs[pages.disc[page]];
  const parts = [];
  const where = el("p", "meta", said("span", "", sectionOf(page)), " · ", el("bdi", "", pages.key[page]));
  parts.push(where);
  if (disc.kind === "orphans") parts.push(el("p", "alarm", "Orphan: no text links here."));
  if (disc.kind === "islands") parts.push(el("p", "alarm", "Island: cut off from the rest of the site."));
  if (data.base !== null) {
    const open = el("a", "", "Open the page");
    open.href = hrefOf(page);
    parts.push(open);
  }
  const far = pages.depth[page];
  parts.push(el("dl", "facts", fact("Links in", number.format(into(page).length)), fact("Links out", number.format(out(page).length)), fact("PageRank, of the best", `${(pages.rank[page] / 10).toFixed(1)} %`), fact("Clicks from home", far < 0 ? "not reached" : number.format(far))));
  const noted = notedOn(page);
  if (noted.length) parts.push(el("h4", "", "Findings ", el("span", "", number.format(noted.length))), el("ul", "noted", ...noted.slice(0, 30)));
  const orphan = data.orphans.find(([key]) => key === page);
  if (orphan?.[2].length) parts.push(...listOf("Best linked from", orphan[2].map(([key]) => key)));
  parts.push(...listOf("Linked from", byRank(into(page)), "No page links here in its text."));
  parts.push(...listOf("Links to", byRank(out(page)), "It links to no page."));
  parts.push(...listOf("Related", related(page)));
  return parts;
};
const discDetails = (disc) => {
  const inside = disc.pages;
  const joined = data.between
    .filter(([a, b]) => a === disc.place || b === disc.place)
    .map(([a, b, sum]) => [discs[a === disc.place ? b : a], sum])
    .sort(([, a], [, b]) => b - a);
  const wrong = inside.filter((page) => worst[page] === 2).length;
  const list = el("ul", "pages", ...joined.slice(0, MOST).map(([other, sum]) => el("li", "", button("", `${other.name}: ${count(sum, "link")}`, () => choose(-1, other.place, "keys")))));
  const lead = { orphans: "No page links to these in its text.", islands: "Linked among themselves only: from home, no path leads here.", section: "" }[disc.kind];
  return [
    lead ? el("p", "alarm", lead) : "",
    el("dl", "facts", fact("Pages", number.format(inside.length)), fact("With errors", number.format(wrong))),
    ...listOf(disc.kind === "section" ? "Best linked pages" : "Pages", inside),
    ...(joined.length ? [el("h4", "", "Linked with"), list] : []),
  ];
};
watchers.push((from) => {
  const { page, disc } = chosen;
  const title = $("details-title");
  if (page >= 0) {
    title.textContent = titleOf(page);
    $("details").replaceChildren(...pageDetails(page));
  } else if (disc >= 0) {
    title.textContent = discs[disc].name;
    $("details").replaceChildren(...discDetails(discs[disc]));
  } else {
    title.textContent = "How to read it";
    $("details").replaceChildren(...resting);
  }
  document.querySelector(".details").scrollTop = 0;
  if (from === "list" && page >= 0) centre(pages.x[page], pages.y[page], Math.max(view.scale, view.fitted * 1.6));
  if (page >= 0) $("map-said").textContent = `${titleOf(page)}, ${discs[disc].name}: ${count(into(page).length, "link")} in, ${out(page).length} out, ${count(foundOn(page).length, "finding")}. Enter for more.`;
  else $("map-said").textContent = disc >= 0 ? `${discs[disc].name}, ${count(discs[disc].pages.length, "page")}. Enter goes in.` : "Whole map";
});

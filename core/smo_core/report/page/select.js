// What is looked at: a page, a disc, or nothing. Whoever shows it listens.
const watchers = [];
const chosen = { page: -1, disc: -1 };
const choose = (page, disc, from = "") => {
  chosen.page = page;
  chosen.disc = page >= 0 ? pages.disc[page] : disc;
  watchers.forEach((watch) => watch(from));
};
/** Show a page on the map, from anywhere in the report. */
const showOnMap = (page) => {
  choose(page, -1, "list");
  $("map").scrollIntoView({ block: "start" });
  $("details-title").focus({ preventScroll: true });
};

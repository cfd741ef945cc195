// The data of the page, and what builds elements.
const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);

/** An element with a class and children; text becomes text nodes, never markup. */
const el = (tag, name, ...children) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
};
/** Text of the site: its direction is its own. */
const said = (tag, name, ...children) => {
  const made = el(tag, name, ...children);
  made.dir = "auto";
  return made;
};

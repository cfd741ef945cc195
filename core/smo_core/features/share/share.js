// <smo-share>: the share bar's buttons that need a script. The links work without it.
// What is served is `const WORDS = {…}`, the phrases of one language, then fragment.js and this
// file, made small: share.min.js, which its test writes and compares.

/** An element with properties and children; text becomes text nodes, never markup. */
const make = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const button = (label, onclick) =>
  make("button", { className: "smo-button", type: onclick ? "button" : "submit", onclick }, label);

/** The host in what a reader typed: a host, an address, @user@host. Undefined if there is none. */
const hostOf = (typed) => {
  try {
    const { host } = new URL(typed.trim().replace(/^(https?:\/\/)?/i, "https://"));
    if (/^([a-z\d-]+\.)+[a-z][a-z\d-]+(:\d+)?$/.test(host)) return host;
  } catch {}
};

/** Bring a bar to life, until the signal. */
const begin = (bar, words, lang, dir, signal) => {
  const { url, title, text, headings, quotes } = bar.dataset;
  const page = { title, text, url };
  const bare = url.split("#")[0];

  const on = (target, type, listener) => target.addEventListener(type, listener, { signal });
  /** Add an element outside of the bar: in its language, and gone when the bar goes. */
  const add = (parent, element) => {
    parent.append(Object.assign(element, { lang, dir }));
    signal.addEventListener("abort", () => element.remove());
  };
  const tell = (target, url) =>
    bar.dispatchEvent(new CustomEvent("smo:share", { bubbles: true, composed: true, detail: { target, url } }));
  const say = (text) => {
    const said = bar.querySelector("[role=status]");
    said.textContent = "";
    // Said twice, a text is only spoken again if it was gone in between.
    setTimeout(() => (said.textContent = text), 50);
  };

  /** Open a modal dialog; what opened it has the focus again when it closes. */
  const ask = (ariaLabel, content, ...choices) => {
    const form = make(
      "form",
      { method: "dialog" },
      ...content,
      make(
        "div",
        { className: "smo-row" },
        ...choices,
        button(words.script_close, () => dialog.close()),
      ),
    );
    const dialog = make("dialog", { className: "smo smo-dialog", ariaLabel, onclose: () => dialog.remove() }, form);
    add(document.body, dialog);
    dialog.showModal();
    return form;
  };
  const field = (label, properties) => make("label", { className: "smo-field" }, label, make("input", properties));

  /** Copy by the Clipboard API, else from a selected field, else show the field to copy by hand. */
  const copy = async (value, target, url, used) => {
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      const hand = field(words.copy_failed, { value, readOnly: true });
      document.body.append(hand);
      hand.control.select();
      const copied = document.execCommand("copy");
      hand.remove();
      used.focus();
      if (!copied) {
        ask(words.copy_failed, [hand]);
        return hand.control.select();
      }
    }
    say(words.copied);
    used.dataset.done = "";
    setTimeout(() => delete used.dataset.done, 2000);
    tell(target, url);
  };
  const sharable = (data) => navigator.canShare?.(data);
  // Closing the sheet is a choice, not an error.
  const share = (data, target) =>
    navigator.share(data).then(
      () => tell(target, data.url),
      () => {},
    );

  /** Ask for the reader's server of a federated network, and remember it here. */
  const choose = (link, { target, server, example = "mastodon.social" }) => {
    const key = "smo-server-" + target;
    const leave = (url) => {
      tell(target, url);
      form.parentNode.close();
    };
    const row = field(words.instance_prompt.replace("{example}", example), { inputMode: "url", required: true });
    const host = row.control;
    // A browser may refuse storage; the server is then asked for each time.
    try {
      host.value = localStorage[key] || "";
    } catch {}
    (host.oninput = () => host.setCustomValidity(hostOf(host.value) ? "" : words.script_server_bad))();
    const without = make(
      "a",
      { className: "smo-button", href: link.href, target: "_blank", rel: link.rel, onclick: () => leave(link.href) },
      words.script_without,
    );
    const form = ask(link.ariaLabel || link.textContent, [row], button(words.instance_go), without);
    form.onsubmit = () => {
      const name = hostOf(host.value);
      try {
        localStorage[key] = name;
      } catch {}
      const url = server.replace("{server}", name);
      open(url, "_blank", "noopener");
      leave(url);
    };
    host.select();
  };

  const texts = {
    copy: url,
    // CommonMark lets every sign of punctuation be escaped.
    "copy-markdown": `[${title.replace(/[\\`*_[\]<>&~|$!#]/g, "\\$&")}](${url.replace(/[\\()<> ]/g, percent)})`,
    "copy-html": make("a", { href: url }, title).outerHTML,
  };
  const act = (action, used) => {
    if (action in texts) return copy(texts[action], action, url, used);
    if (action === "native") return share(page, action);
    tell(action, url);
    if (action === "print") print();
    else
      ask(used.ariaLabel || used.textContent, [
        make("img", { className: "smo-qr", src: used.dataset.src, alt: url }),
        make("p", { className: "smo-address" }, url),
      ]);
  };

  on(bar, "click", (event) => {
    const used = event.target.closest("[data-action],[data-target]");
    if (!used) return;
    const { action, target, server } = used.dataset;
    if (action) act(action, used);
    else if (server && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      choose(used, used.dataset);
    } else tell(target, used.href);
  });
  for (const used of bar.querySelectorAll("[data-action]")) {
    const { action, src } = used.dataset;
    const item = used.parentNode;
    item.hidden = action === "native" ? !sharable(page) : action === "qr" && !src;
    if (action === "native") item.parentNode.prepend(item);
  }

  // Of several bars of a page, the first serves its headings and quotes.
  if (document.querySelector("smo-share") !== bar) return;
  const content = "article,main,[role=main]";
  const region = bar.closest(content) || document.querySelector(content) || document.body;

  // A button to copy its address at each heading that the theme gives no link of its own.
  if (headings === "") {
    const icon = bar.querySelector("[data-action=copy] svg");
    for (const heading of region.querySelectorAll(":is(h2,h3,h4,h5,h6)[id]")) {
      if (heading.closest(".smo") || heading.querySelector(`a[href$="#${CSS.escape(heading.id)}"]`)) continue;
      const address = bare + "#" + encodeURIComponent(heading.id);
      const link = make("button", {
        className: "smo-part",
        type: "button",
        ariaLabel: words.script_section,
        onclick: () => copy(address, "section", address, link),
      });
      if (icon) link.append(icon.cloneNode(true));
      add(heading, link);
    }
  }

  // A small toolbar at selected text of the content; Tab leads into it, Escape closes it.
  if (quotes === "" && bar.togglePopover) {
    let range;
    let wait;
    let pressed;
    const quoted = (use) => () => {
      const [quote, directive] = quoteOf(readPage(range), document.documentElement.lang || undefined);
      use(words.quote_open + quote.replace(/\n/g, " ") + words.quote_close, bare + "#:~:" + directive);
    };
    const link = button(
      words.script_quote_link,
      quoted((quote, url) => copy(url, "quote", url, link)),
    );
    const whole = button(
      words.quote_share,
      quoted((text, url) => {
        const data = { title, text, url };
        if (sharable(data)) share(data, "quote-native");
        else copy(text + "\n" + url, "quote", url, whole);
      }),
    );
    const tools = make(
      "div",
      { className: "smo smo-quote", popover: "manual", role: "group", ariaLabel: words.quote_share },
      link,
      whole,
    );
    add(region, tools);
    const show = () => {
      const selection = getSelection();
      const found = /[\p{L}\p{N}]/u.test(selection) && selection.getRangeAt(0);
      const start = found.startContainer;
      // Text in a field is selected with the field's parent as its place.
      const good =
        region.contains(start) &&
        !document.activeElement.matches("input,textarea") &&
        !(start.closest ? start : start.parentElement).closest("[contenteditable],.smo");
      tools.togglePopover(good);
      if (!good) return;
      range = found.cloneRange();
      const box = range.getBoundingClientRect();
      const top = scrollY + Math.min(box.bottom, innerHeight - tools.offsetHeight - 16) + 8;
      const left =
        scrollX + Math.max(8, Math.min(box.left, document.documentElement.clientWidth - tools.offsetWidth - 8));
      tools.style.top = top + "px";
      tools.style.left = left + "px";
    };
    const soon = () => {
      clearTimeout(wait);
      if (!pressed) wait = setTimeout(() => signal.aborted || show(), 200);
    };
    // A press on the toolbar leaves the selection as it is; during another press it still grows.
    on(tools, "mousedown", (event) => event.preventDefault());
    for (const type of ["pointerdown", "pointerup", "pointercancel", "selectionchange"]) {
      on(document, type, ({ target, isPrimary }) => {
        if (tools.contains(target)) return;
        if (isPrimary) pressed = type === "pointerdown";
        soon();
      });
    }
    on(document, "keydown", (event) => {
      if (!tools.matches(":popover-open")) return;
      if (event.key === "Escape") tools.togglePopover(false);
      else if (event.key === "Tab" && !event.shiftKey && !tools.contains(event.target)) {
        event.preventDefault();
        link.focus();
      }
    });
  }
};

class Share extends HTMLElement {
  static words = {};
  connectedCallback() {
    const { lang, dir } = this.closest("[lang]");
    const words = Share.words[lang];
    this.disconnectedCallback();
    this.life = new AbortController();
    if (words) begin(this, words, lang, dir, this.life.signal);
  }
  disconnectedCallback() {
    this.life?.abort();
  }
}

// Instant navigation may bring the module of a second language: it only adds its words.
const known = customElements.get("smo-share");
(known || Share).words[WORDS.lang] = WORDS;
if (known) for (const bar of document.querySelectorAll("smo-share")) bar.connectedCallback();
else customElements.define("smo-share", Share);

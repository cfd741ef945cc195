// The share bar with script: native sheet and "copy link". (First steps; see the contract.)
customElements.define("smo-share", class extends HTMLElement {
  connectedCallback() {
    const { url, title, text } = this.dataset;
    const words = WORDS;
    const said = this.querySelector(".smo-said");
    const doing = {
      native: () => navigator.share({ url, title, text }),
      copy: () => navigator.clipboard.writeText(url).then(
        () => { said.textContent = words.copied; },
        () => { said.textContent = words.copy_failed; },
      ),
    };
    for (const button of this.querySelectorAll("[data-action]")) {
      const act = doing[button.dataset.action];
      if (!act || (button.dataset.action === "native" && !navigator.share)) continue;
      button.addEventListener("click", act);
      button.parentElement.hidden = false;
    }
  }
});

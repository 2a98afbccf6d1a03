// Opens the search: the dialog of the header, or the page of the search. What searches is loaded when it is first needed.
(() => {
  const opener = document.querySelector(".finder-open");
  const dialog = document.querySelector("dialog.finder");
  const page = document.querySelector(".finder-page");
  if (!opener || !dialog || !dialog.showModal) return;
  const KEY = "side-by-side.search-key";

  const load = (address) =>
    new Promise((loaded, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", loaded);
      script.addEventListener("error", failed);
      document.head.append(script);
    });

  let engine;
  const loadEngine = () => {
    const { index, script } = opener.dataset;
    const top = new URL("../", new URL(index, location.href));
    engine ??= Promise.all([load(index), load(script)]).then(() => window.sideBySideSearch(window.sideBySideIndex, top));
    engine.catch(() => { engine = undefined; }); // so that another attempt can succeed
    return engine;
  };

  const attach = async (root) => {
    const status = root.querySelector(".finder-status");
    if (root.dataset.ready) return;
    status.textContent = status.dataset.wait;
    try {
      (await loadEngine()).attach(root);
    } catch {
      status.textContent = status.dataset.failed;
    }
  };

  const open = () => {
    if (page) return page.querySelector("input[type=search]").focus();
    if (dialog.open) return;
    dialog.showModal();
    opener.setAttribute("aria-expanded", "true");
    dialog.querySelector("input").select();
    attach(dialog);
  };

  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  const close = () => {
    document.activeElement.blur(); // else what is typed next may still go to the hidden field
    dialog.close();
  };
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // a field with words in it would only be emptied
    close();
  });
  dialog.addEventListener("close", () => opener.setAttribute("aria-expanded", "false"));
  dialog.addEventListener("click", (event) => {
    const leads = event.target.closest("a") && !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (event.target === dialog || event.target.closest(".finder-close") || leads) close();
  });

  // What a form sends may be forbidden for pages that are files: the address is opened instead.
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const to = new URL(opener.href);
    const words = dialog.querySelector("input").value.trim();
    if (words) to.searchParams.set("q", words);
    location.assign(to);
  });
  if (page) {
    attach(page);
    page.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      attach(page);
    });
  }

  // The key / opens the search, except where it is typed, and where somebody has switched that off.
  const stored = () => {
    try {
      return localStorage.getItem(KEY) !== "off";
    } catch {
      return true;
    }
  };
  document.addEventListener("keydown", (event) => {
    const typed = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typed || !stored()) return;
    event.preventDefault();
    open();
  });
  const choice = page && page.querySelector(".finder-key");
  if (choice) {
    const box = choice.querySelector("input");
    box.checked = stored();
    choice.hidden = false;
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(KEY, box.checked ? "on" : "off");
      } catch {
        box.checked = true; // nothing can be kept here, so the key stays as it is
      }
    });
  }
})();

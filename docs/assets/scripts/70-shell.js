// The shell: colours, the sections on a phone, the contents beside a page, copying of examples.
(() => {
  "use strict";
  const body = document.body;

  const scheme = document.querySelector(".shell-scheme");
  const name = () => {
    const told = body.getAttribute("data-md-color-scheme") === "slate" ? scheme.dataset.light : scheme.dataset.dark;
    scheme.title = told;
    scheme.setAttribute("aria-label", told);
  };
  if (scheme) {
    name();
    new MutationObserver(name).observe(body, { attributeFilter: ["data-md-color-scheme"] });
    scheme.addEventListener("click", () => {
      const next = body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
      body.setAttribute("data-md-color-scheme", next);
      try {
        window.localStorage.setItem("side-by-side.scheme", next);
      } catch {
        // Not kept; the choice holds on this page.
      }
    });
  }

  const menu = document.querySelector(".shell-menu");
  const header = document.querySelector(".shell-header");
  if (menu && header) {
    const set = (open) => {
      menu.setAttribute("aria-expanded", String(open));
      header.classList.toggle("open", open);
    };
    menu.addEventListener("click", () => set(menu.getAttribute("aria-expanded") !== "true"));
    header.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.getAttribute("aria-expanded") === "true") {
        set(false);
        menu.focus();
      }
    });
  }

  const contents = document.querySelector(".shell-contents details");
  if (contents) {
    const beside = window.matchMedia("(min-width: 76.25em)");
    const fit = () => {
      contents.open = beside.matches;
    };
    fit();
    beside.addEventListener("change", fit);
    const links = new Map(
      [...contents.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
    );
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    const mark = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
      const current = passed.length ? passed[passed.length - 1].id : "";
      for (const [id, link] of links) link.classList.toggle("here", id === current);
    };
    if (headings.length) {
      const watch = new IntersectionObserver(mark, { rootMargin: "-100px 0px -60% 0px" });
      headings.forEach((heading) => watch.observe(heading));
    }
  }

  for (const code of document.querySelectorAll(".md-typeset pre > code")) {
    if (code.scrollWidth > code.clientWidth) code.tabIndex = 0; // so that the keyboard scrolls it
  }

  if (scheme && navigator.clipboard && scheme.dataset.copy) {
    for (const code of document.querySelectorAll(".md-typeset pre > code")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "shell-copy";
      button.textContent = scheme.dataset.copy;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = scheme.dataset.copied;
      });
      code.parentElement.append(button);
    }
  }
})();

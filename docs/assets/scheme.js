"use strict";
// Runs before anything is painted: the colours that the reader chose, else those of the reader's machine.
(() => {
  document.documentElement.classList.replace("no-js", "js");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    let chosen = null;
    try {
      chosen = window.localStorage.getItem("side-by-side.scheme");
    } catch {
      // A browser may keep nothing for a page; then the machine's colours hold.
    }
    const scheme = chosen === "slate" || chosen === "default" ? chosen : dark.matches ? "slate" : "default";
    document.body.setAttribute("data-md-color-scheme", scheme);
  };
  apply();
  dark.addEventListener("change", apply);
})();

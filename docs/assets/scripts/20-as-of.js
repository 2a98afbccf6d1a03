// What was said by which day: a slider over the days on which something was said. Its state stands in the address.
(() => {
  const NAME = "as-of";
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

  for (const box of document.querySelectorAll(".as-of")) {
    const controls = box.querySelector(".as-of-controls");
    const range = controls?.querySelector("input[type=range]");
    const stops = [...(controls?.querySelectorAll("option") ?? [])].map((one) => ({ day: one.dataset.day, words: one.label }));
    if (!range || stops.length < 2) continue;
    const now = controls.querySelector(".as-of-now");
    const link = controls.querySelector(".as-of-link");
    const buttons = [...controls.querySelectorAll("button")];
    const voices = [...box.querySelectorAll(".voice")].map((voice) => ({
      voice, empty: voice.querySelector(".nothing-yet"), said: [...voice.querySelectorAll(".history > li")],
    }));
    const all = voices.reduce((sum, { said }) => sum + said.length, 0);

    const address = (place) => {
      const url = new URL(window.location.href);
      if (place < stops.length) url.searchParams.set(NAME, stops[place].day);
      else url.searchParams.delete(NAME);
      return url;
    };

    // An answer is shown from the day by which it was surely given, and is a past one from the day another took its place.
    const show = (place) => {
      const day = place < stops.length ? stops[place].day : null;
      let shown = 0;
      for (const { voice, empty, said } of voices) {
        let here = 0;
        for (const one of said) {
          one.hidden = day !== null && !(one.dataset.since && one.dataset.since <= day);
          one.classList.toggle("past", day !== null && Boolean(one.dataset.until) && one.dataset.until <= day);
          const until = one.querySelector(".until");
          if (until) until.hidden = day !== null && one.dataset.until > day;
          here += one.hidden ? 0 : 1;
        }
        empty.hidden = here > 0;
        voice.classList.toggle("silent-yet", here === 0);
        shown += here;
      }
      const when = day === null ? controls.dataset.all : filled(controls.dataset.day, { day: stops[place].words });
      const told = day === null ? `${when}.` : `${when}. ${filled(controls.dataset.count, { shown, all })}.`;
      range.value = place;
      range.setAttribute("aria-valuetext", when);
      if (now.textContent !== told) now.textContent = told;
      buttons.forEach((button) => {
        button.setAttribute("aria-disabled", String(place + Number(button.dataset.step) < 0 || place + Number(button.dataset.step) > stops.length));
      });
      const shared = address(place);
      shared.hash = "over-time";
      link.href = shared.href;
    };

    const go = (place) => {
      const there = Math.min(Math.max(place, 0), stops.length);
      show(there);
      window.history.replaceState(window.history.state, "", address(there));
    };

    // The last day that is not after the asked one; everything where none is asked, or what is asked is no day.
    const asked = () => {
      const day = new URLSearchParams(window.location.search).get(NAME) ?? "";
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return stops.length;
      const after = stops.findIndex((stop) => stop.day > day);
      return after < 0 ? stops.length - 1 : Math.max(after - 1, 0);
    };

    range.addEventListener("input", () => go(Number(range.value)));
    for (const button of buttons) {
      button.addEventListener("click", () => go(Number(range.value) + Number(button.dataset.step)));
    }
    window.addEventListener("popstate", () => show(asked()));
    show(asked());
    controls.hidden = false;
  }
})();

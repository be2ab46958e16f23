"use strict";
// English that a person corrects in a card is shown in the page, kept in this browser, and saved as a copy of the page, which
// `padan corrections read` takes over.
document.addEventListener("DOMContentLoaded", () => {
  const $ = (id) => document.getElementById(id);
  const text = $("text");
  const key = "padan:corrections:" + text.dataset.print;
  const make = (name, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };
  const say = (message) => { $("said").textContent = message; };
  const shown = (cell) => [...cell.children].find((node) => node.matches(".e, .t"));
  const plain = (node) => [...(node?.childNodes ?? [])].filter((n) => !n.matches?.(".q")).map((n) => n.textContent).join("").trim();
  const address = (cell) => cell.closest(".s").id + " " + cell.dataset.c;

  let edits = {};
  try { edits = JSON.parse(localStorage.getItem(key)) ?? {}; } catch { /* then none were kept */ }
  const keep = () => {
    try {
      if (Object.keys(edits).length) localStorage.setItem(key, JSON.stringify(edits));
      else localStorage.removeItem(key);
    } catch { /* then they are not kept */ }
    const count = text.querySelectorAll(".corr").length;
    $("save").hidden = $("discard").hidden = count === 0;
    $("save").textContent = `Save (${count})`;
    $("save").setAttribute("aria-label", `Save the page with ${count} ${count === 1 ? "correction" : "corrections"}`);
  };

  // What stood in a cell before it was corrected.
  const before = new Map();
  const set = (cell, english) => {
    if (!before.has(cell)) before.set(cell, shown(cell)?.cloneNode(true) ?? null);
    const was = before.get(cell);
    const now = shown(cell);
    if (english === plain(was)) {
      if (was) now.replaceWith(was.cloneNode(true));
      else now?.remove();
      cell.classList.remove("corr");
      delete edits[address(cell)];
      return;
    }
    const node = now ?? cell.appendChild(make("span", { className: "e", lang: "en" }));
    node.textContent = english;
    cell.classList.add("corr");
    edits[address(cell)] = english;
  };
  if (Object.keys(edits).length) {
    const cells = new Map([...text.querySelectorAll("[data-c]")].map((cell) => [address(cell), cell]));
    // A correction of English that padan no longer shows was taken over, or is of another page.
    edits = Object.fromEntries(Object.entries(edits).filter(([where, english]) => cells.has(where) && typeof english === "string"));
    for (const [where, english] of Object.entries(edits)) set(cells.get(where), english);
  }
  keep();

  document.addEventListener("padan:card", ({ detail: { card, word, pin } }) => {
    const offer = (cell, place, words) => {
      if (!cell?.dataset.c || !place) return;
      const button = make("button", { type: "button", className: "fix" }, "Correct");
      button.setAttribute("aria-label", "Correct the English of " + words);
      place.after(" ", button);
      button.addEventListener("click", () => {
        pin();
        const input = make("input", { type: "text", value: plain(shown(cell)), lang: "en", spellcheck: true });
        input.setAttribute("aria-label", `English of ${words}; leave it empty if it has none here`);
        const enter = make("button", { type: "button" }, "Keep");
        const line = make("span", { className: "fixing" }, input, enter);
        place.hidden = true;
        button.replaceWith(line);
        input.focus();
        input.select();
        // What leaves the page leaves the focus too, and calls again.
        let over = false;
        const done = (changed, back) => {
          if (over) return;
          over = true;
          const english = input.value.replace(/\s+/g, " ").trim();
          line.replaceWith(button);
          place.hidden = false;
          if (changed && english !== plain(shown(cell))) {
            set(cell, english);
            keep();
            place.textContent = english || "–";
            say(english ? `${words}: ${english}` : words + ": no English");
          }
          if (back) button.focus();
        };
        enter.addEventListener("click", () => done(true, true));
        input.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          done(event.key === "Enter", true);
        });
        line.addEventListener("focusout", (event) => {
          if (!line.contains(event.relatedTarget)) done(true, false);
        });
      });
    };
    const unit = word.closest(".u");
    offer(word, card.querySelector(".of"), card.querySelector("h2").textContent);
    if (unit) offer(unit, card.querySelector(".term"), card.querySelector(".unit b").textContent);
  });

  /** The page as padan would write it with these corrections: what scripts and reader made of it is taken back. */
  const page = () => {
    const copy = document.documentElement.cloneNode(true);
    const each = (selector, work) => copy.querySelectorAll(selector).forEach(work);
    copy.removeAttribute("class");
    each("#card", (node) => node.remove());
    each("details", (node) => node.removeAttribute("open"));
    each("#said", (node) => node.replaceChildren());
    each("#save, #discard", (node) => { node.hidden = true; });
    each("#test", (node) => node.setAttribute("aria-pressed", "false"));
    each(".f", (node) => ["tabindex", "role", "aria-haspopup", "aria-expanded"].forEach((name) => node.removeAttribute(name)));
    each(".hid, .mine", (node) => node.classList.remove("hid", "mine"));
    each(".orig", (node) => node.setAttribute("hidden", "until-found"));
    return "<!doctype html>\n" + copy.outerHTML + "\n";
  };
  $("save").addEventListener("click", () => {
    let name = "";
    try { name = decodeURIComponent(location.pathname.split("/").pop()); } catch { /* then it has another name */ }
    const link = make("a", { href: URL.createObjectURL(new Blob([page()], { type: "text/html" })), download: name || "corrected.html" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say("Saved. padan corrections read takes it over.");
  });
  $("discard").addEventListener("click", () => {
    for (const [cell, was] of before) set(cell, plain(was));
    keep();
    say("Corrections are discarded");
    $("view").querySelector("summary").focus();
  });
});

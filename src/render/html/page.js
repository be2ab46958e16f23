"use strict";
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  root.classList.add("on");

  // What the reader chose stays in this browser, if it may keep anything.
  const kept = {
    read(name, otherwise) {
      try { return JSON.parse(localStorage.getItem("padan:" + name)) ?? otherwise; } catch { return otherwise; }
    },
    write(name, value) {
      try { localStorage.setItem("padan:" + name, JSON.stringify(value)); } catch { /* then it is not kept */ }
    },
  };
  const inputs = [...document.querySelectorAll("#view input")];
  const first = inputs.map((input) => input.checked);
  const chosen = kept.read("view", {});
  for (const input of inputs) {
    if (typeof chosen[input.id] === "boolean") input.checked = chosen[input.id];
  }
  $("view").addEventListener("change", () => {
    kept.write("view", Object.fromEntries(inputs.map((input) => [input.id, input.checked])));
  });

  // A page that padan goes on writing is read again when its reader comes back from the editor.
  if ("live" in root.dataset) {
    let away = false;
    addEventListener("blur", () => { away = true; });
    addEventListener("focus", () => away && location.reload());
  }

  document.addEventListener("DOMContentLoaded", () => {
    const text = $("text");
    const words = [...text.querySelectorAll(".w")];
    if (words.length === 0) return;
    const place = new Map(words.map((word, n) => [word, n]));
    const make = (name, properties = {}, ...children) => {
      const node = Object.assign(document.createElement(name), properties);
      node.append(...children);
      return node;
    };
    const say = (message) => { $("said").textContent = message; };
    const entryOf = (word) => $("w" + word.dataset.w);
    const keyOf = (word) => entryOf(word)?.dataset.k;
    const bare = (s) => s.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") || s;

    // Known words.
    const known = new Set(kept.read("known", []));
    const showKnown = () => {
      for (const word of words) word.classList.toggle("mine", known.has(keyOf(word)));
    };
    const know = (key) => {
      if (!key) return;
      if (!known.delete(key)) known.add(key);
      kept.write("known", [...known].sort());
      showKnown();
      say(known.has(key) ? key + ": known" : key + ": no longer known");
    };
    if (known.size) showKnown();

    // The card.
    const card = make("div", { id: "card", hidden: true });
    card.setAttribute("role", "dialog");
    document.body.append(card);
    let open = null;
    let pinned = false;
    let quiet = false;
    let timer = 0;
    const row = (label, ...content) => make("p", { className: "row" }, make("span", {}, label + " "), ...content);
    const copy = (node) => {
      const clone = node.cloneNode(true);
      clone.removeAttribute("id");
      return clone;
    };
    const indonesian = (name, content, properties = {}) => make(name, { lang: "id", ...properties }, content);

    // Where the English of a cell comes from.
    const from = (cell) => make("small", { className: "from" }, cell.dataset.s ? " " + cell.dataset.s : "");
    const fill = (word) => {
      const form = bare(word.querySelector(".f").textContent);
      const entry = entryOf(word);
      const here = word.querySelector(".e")?.textContent ?? form;
      card.replaceChildren();
      card.setAttribute("aria-label", "About " + form);
      const unit = word.closest(".u");
      const term = $("t" + (unit ?? word).dataset.t) ?? $("t" + word.dataset.t);
      if (unit || term) {
        const box = make("div", { className: "unit" });
        if (unit) {
          const covered = [...unit.querySelectorAll(".f")].map((f) => f.textContent).join(" ");
          box.append(indonesian("b", bare(covered)), " ", make("span", { className: "term" }, unit.querySelector(".t").textContent), from(unit));
        }
        for (const node of term?.querySelectorAll(".def, .note") ?? []) box.append(make("p", { className: "row" }, copy(node)));
        if (term && !box.hasChildNodes()) box.append("a term of the glossary");
        card.append(box);
      }
      card.append(indonesian("h2", form), make("p", { className: "of" }, here, from(word)));
      if (entry) {
        const cut = entry.querySelector(".cut");
        const root = entry.parentElement.querySelector("dt > span");
        const meaning = entry.parentElement.querySelector("dt > span + span");
        const kind = entry.querySelector("i");
        if (kind) card.append(row("Kind", kind.textContent));
        if (root && cut) card.append(row("Root", copy(root), meaning ? " – " + meaning.textContent : ""));
        if (cut) {
          const list = make("ul");
          for (const piece of cut.children) {
            const about = piece.matches("a") ? $(piece.getAttribute("href").slice(1)) : null;
            const said = make("span");
            if (about) said.append(...[...about.querySelector("dd").childNodes].filter((n) => !n.matches?.(".ex")).map((n) => n.cloneNode(true)));
            else said.textContent = piece.dataset.g ?? "";
            list.append(make("li", {}, indonesian("span", piece.textContent), said));
          }
          card.append(list);
        }
        const senses = entry.querySelector(".senses");
        if (senses) card.append(row("Senses", copy(senses)));
        for (const node of entry.querySelectorAll(".full, .also")) card.append(make("p", { className: "row" }, copy(node)));
        const places = [...new Set(words.filter((other) => other !== word && other.dataset.w === word.dataset.w).map((other) => other.closest(".s")))];
        if (places.length) {
          const links = places.slice(0, 24).flatMap((s) => [make("a", { href: "#" + s.id }, s.id.slice(1)), " "]);
          if (places.length > 24) links.push("…");
          card.append(row("Also in sentence", ...links));
        }
      }
      const acts = make("p", { className: "acts" });
      const key = keyOf(word);
      if (key) {
        const button = make("button", { type: "button" }, "I know this word");
        button.setAttribute("aria-pressed", String(known.has(key)));
        button.addEventListener("click", () => {
          know(key);
          button.setAttribute("aria-pressed", String(known.has(key)));
        });
        acts.append(button);
      }
      if (entry) acts.append(make("a", { href: "#" + entry.id }, "in the list"));
      if (acts.hasChildNodes()) card.append(acts);
      const close = make("button", { type: "button", className: "close" }, "×");
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", () => shut(true));
      card.append(close);
      document.dispatchEvent(new CustomEvent("padan:card", { detail: { card, word, pin: () => { pinned = true; } } }));
    };
    const settle = (word) => {
      const box = word.querySelector(".f").getBoundingClientRect();
      const whole = (word.closest(".u") ?? word).getBoundingClientRect();
      const left = Math.min(Math.max(8, box.left - 12), root.clientWidth - card.offsetWidth - 8);
      const below = whole.bottom + 6;
      const fits = below + card.offsetHeight < innerHeight || whole.top < card.offsetHeight + 70;
      card.style.left = left + scrollX + "px";
      card.style.top = (fits ? below : whole.top - card.offsetHeight - 6) + scrollY + "px";
    };
    const show = (word, stay) => {
      if (open !== word) {
        shut(false);
        open = word;
        fill(word);
        card.hidden = false;
        card.scrollTop = 0;
        settle(word);
        word.querySelector(".f").setAttribute("aria-expanded", "true");
      }
      pinned = pinned || stay;
    };
    const shut = (back) => {
      clearTimeout(timer);
      if (!open) return;
      const f = open.querySelector(".f");
      f.removeAttribute("aria-expanded");
      card.hidden = true;
      pinned = false;
      const word = open;
      open = null;
      if (f.hasAttribute("tabindex")) f.setAttribute("aria-expanded", "false");
      // Back from the card, the word has the focus and no card.
      quiet = true;
      if (back) go(word);
      quiet = false;
    };

    // One word at a time can be reached by the keyboard; arrows go from word to word.
    let current = null;
    const become = (word) => {
      if (current === word) return;
      const old = current?.querySelector(".f");
      for (const name of ["tabindex", "role", "aria-haspopup", "aria-expanded"]) old?.removeAttribute(name);
      current = word;
      const f = word.querySelector(".f");
      f.setAttribute("tabindex", "0");
      f.setAttribute("role", "button");
      f.setAttribute("aria-haspopup", "dialog");
      f.setAttribute("aria-expanded", String(open === word));
    };
    const go = (word) => {
      become(word);
      word.querySelector(".f").focus();
    };
    become(words[0]);

    // Self-test.
    const toggle = (cell) => {
      if (!cell.querySelector(":scope > .e, :scope > .t")) return;
      const hidden = cell.classList.toggle("hid");
      if (!hidden) say(cell.querySelector(":scope > .e, :scope > .t").textContent);
    };
    $("test").addEventListener("click", () => {
      const on = $("test").getAttribute("aria-pressed") !== "true";
      $("test").setAttribute("aria-pressed", String(on));
      for (const cell of text.querySelectorAll(".c")) {
        cell.classList.toggle("hid", on && cell.querySelector(":scope > .e, :scope > .t") !== null);
      }
      say(on ? "Glosses are hidden: click one to see it" : "Glosses are shown");
    });
    $("reset").addEventListener("click", () => {
      inputs.forEach((input, n) => { input.checked = first[n]; });
      kept.write("view", {});
    });

    let fresh = false;
    const later = (delay, work) => { clearTimeout(timer); timer = setTimeout(work, delay); };
    text.addEventListener("click", (event) => {
      const word = event.target.closest(".w");
      if (String(getSelection())) return;
      if (word && event.target.closest(".f, .m, .g")) {
        clearTimeout(timer);
        become(word);
        if (open === word && pinned) shut(false);
        else show(word, true);
        return;
      }
      const cell = event.target.closest(".c");
      if (cell) toggle(cell);
    });
    text.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse" || pinned) return;
      const f = event.target.closest(".f");
      if (f) later(450, () => show(f.parentElement, false));
      else if (open) later(350, () => shut(false));
      else clearTimeout(timer);
    });
    text.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && !pinned && event.relatedTarget && !card.contains(event.relatedTarget)) later(350, () => shut(false));
    });
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && !pinned) later(350, () => shut(false));
    });
    card.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      const target = $(link.getAttribute("href").slice(1));
      const same = target?.matches(".s") && [...target.querySelectorAll(".w")].find((other) => other.dataset.w === open.dataset.w);
      shut(false);
      if (same) {
        event.preventDefault();
        target.scrollIntoView({ block: "center" });
        go(same);
      }
    });
    document.addEventListener("pointerdown", (event) => {
      if (open && !card.contains(event.target) && !event.target.closest?.(".f")) shut(false);
      const view = $("view");
      if (view.open && !view.contains(event.target)) view.open = false;
    });
    text.addEventListener("focusin", (event) => {
      const word = event.target.closest(".w");
      if (word && !quiet && event.target.matches(":focus-visible")) later(fresh ? 250 : 0, () => document.activeElement === event.target && show(word, false));
    });
    text.addEventListener("focusout", (event) => {
      const to = event.relatedTarget;
      if (open && !pinned && to && !text.contains(to) && !card.contains(to)) shut(false);
    });
    const sentence = (word, step) => {
      const all = [...text.querySelectorAll(".s")];
      for (let n = all.indexOf(word.closest(".s")) + step; all[n]; n += step) {
        const found = all[n].querySelector(".w");
        if (found) return found;
      }
    };
    text.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !event.target.matches(".f")) return;
      const word = event.target.parentElement;
      const moves = {
        ArrowRight: () => words[place.get(word) + 1],
        ArrowLeft: () => words[place.get(word) - 1],
        ArrowDown: () => sentence(word, 1),
        ArrowUp: () => sentence(word, -1),
        Home: () => word.closest(".s").querySelector(".w"),
        End: () => [...word.closest(".s").querySelectorAll(".w")].pop(),
      };
      if (moves[event.key]) {
        event.preventDefault();
        const next = moves[event.key]();
        if (!next) return;
        fresh = open === null;
        shut(false);
        go(next);
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        show(word, true);
        card.querySelector("button, a").focus();
      } else if (event.key === "h" || event.key === "H") {
        toggle(word.closest(".c"));
      } else if (event.key === "k" || event.key === "K") {
        know(keyOf(word));
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (open) shut(card.contains(document.activeElement));
      else if ($("view").open) {
        $("view").open = false;
        $("view").querySelector("summary").focus();
      }
    });
    addEventListener("resize", () => open && settle(open));

    // Copies of the text are the text: spaces and line ends as in the article, no glosses.
    document.addEventListener("copy", (event) => {
      const selection = getSelection();
      if (selection.isCollapsed || !selection.rangeCount || !selection.getRangeAt(0).intersectsNode(text)) return;
      const part = selection.getRangeAt(0).cloneContents();
      if (!part.querySelector(".f")) return;
      part.querySelectorAll(".m, .g, .e, .t, .orig, .notes").forEach((node) => node.remove());
      const lines = [];
      const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) lines[lines.length - 1] += node.data.replace(/\s+/g, " ");
        else {
          if (node.matches?.(".p, .tr, div.s, dt, dd, h2")) lines.push("\n");
          node.childNodes.forEach(walk);
        }
      };
      lines.push("");
      walk(part);
      const copied = lines.join("").replace(/ *\n */g, "\n").replace(/ +/g, " ").trim();
      event.clipboardData.setData("text/plain", copied);
      event.preventDefault();
    });
  });
})();

// Drives pages that padan wrote in a real browser: node drive.mjs FOLDER [WORDS OF THE NAME OF A STEP], where FOLDER has
//   pages/*.html      pages of articles; every one is loaded, audited and looked at in five widths
//   translated.html   a page with a translation (all controls are used on this one)
//   hostile.html      a page of an article and a glossary that mean harm; hostile.txt is the article
//   long.html         a page of 5,000 words
// `playwright` and `axe-core` are found by NODE_PATH; CHROMIUM names a browser other than Playwright's own.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.env.NODE_PATH ?? process.cwd(), "x"));
const { chromium } = require("playwright");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const folder = process.argv[2];
const address = (name) => pathToFileURL(path.join(folder, name)).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || undefined, args: ["--no-sandbox"] });
const faults = [];

/** A page on which anything but silence is a fault. */
async function open(name, options = {}, context, prepare) {
  const own = context ?? (await browser.newContext({ viewport: { width: 1000, height: 900 }, bypassCSP: false, ...options }));
  const page = await own.newPage();
  const self = address(name);
  page.on("request", (request) => {
    // What is saved is a blob of the page's own.
    if (request.url().split("#")[0] !== self && !request.url().startsWith("blob:null/")) faults.push(`${name}: asks for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`${name}: console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${name}: ${error}`));
  page.on("dialog", (dialog) => {
    faults.push(`${name}: opens a dialogue: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("popup", () => faults.push(`${name}: opens a window`));
  await prepare?.(page);
  await page.goto(self);
  return page;
}

/** No violation that axe finds, in all of the page or in a part. The policy of the page lets no script in but its own, so axe is run from outside. */
async function audit(page, what, part = "document") {
  await page.evaluate(axe);
  const result = await page.evaluate(`axe.run(${part}, { resultTypes: ["violations"] })`);
  for (const v of result.violations) {
    faults.push(`${what}: axe: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
  }
  return result.passes.length;
}

async function fits(page, what) {
  for (const width of [320, 375, 768, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${what}: ${over} pixels too wide at ${width}`);
  }
  await page.setViewportSize({ width: 1000, height: 900 });
}

const visible = (page, selector) => page.locator(selector).first().isVisible();
const steps = [];
const step = (name, work) => steps.push([name, work]);

step("every page: no request, no fault, no violation, no width too narrow", async () => {
  const names = fs.readdirSync(path.join(folder, "pages")).filter((n) => n.endsWith(".html")).sort();
  assert.ok(names.length > 0);
  let passes = 0;
  for (const name of names) {
    const page = await open("pages/" + name);
    passes += await audit(page, name);
    await fits(page, name);
    await page.context().close();
  }
  return `${names.length} pages, ${passes} rules of axe passed`;
});

step("themes and sizes pass the audit too", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open("translated.html", { colorScheme });
    await page.click("#view > summary");
    await audit(page, colorScheme + ", panel open");
    for (const id of ["l-m", "l-n", "l-o"]) await page.check("#" + id);
    for (const id of ["th-light", "th-dark", "th-ink", "th-auto", "sz-large"]) {
      await page.check("#" + id);
      await audit(page, `${colorScheme}, ${id}`);
    }
    await fits(page, "large print");
    // The first closes a card that the pointer may have opened when the words grew, the second the panel.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.locator(".f").nth(3).click();
    await audit(page, colorScheme + ", card open");
    await page.context().close();
  }
});

step("every control does what it says", async () => {
  const page = await open("translated.html");
  await page.click("#view > summary");
  const cell = ".c.w:has(.e)";
  // Playwright's own `:visible` does not see what was hidden in a paragraph that is not on the screen.
  const count = (selector) => page.locator(selector).evaluateAll((nodes) => nodes.filter((n) => n.getClientRects().length).length);
  assert.ok(await visible(page, cell + " > .e"));
  await page.uncheck("#l-e");
  assert.equal(await count(".e"), 0);
  assert.equal(await page.locator(cell).first().evaluate((n) => getComputedStyle(n).display), "inline");
  await page.check("#l-e");
  assert.equal(await count(".m"), 0);
  await page.check("#l-m");
  assert.ok((await count(".m")) > 0 && (await count(".g")) > 0);
  await page.uncheck("#l-m");
  const inside = await count(".u .e");
  assert.equal(inside, 0);
  await page.uncheck("#l-t");
  assert.ok((await count(".u .e")) > 0 && (await count(".t")) === 0);
  await page.check("#l-t");
  assert.equal(await count(".np > .t"), 0);
  await page.check("#l-p");
  assert.ok((await count(".np > .t")) > 0);
  await page.uncheck("#l-p");
  await page.check("#l-o");
  assert.ok(await page.locator(".orig").first().evaluate((n) => n.getBoundingClientRect().height > 0));
  await page.uncheck("#l-o");
  assert.ok(await page.locator(".orig").first().evaluate((n) => n.getBoundingClientRect().height === 0));
  assert.ok((await count(".tr")) > 0);
  await page.uncheck("#l-f");
  assert.equal(await count(".tr"), 0);
  await page.check("#l-f");
  assert.equal(await count(".notes"), 0);
  await page.check("#l-n");
  assert.ok((await count(".notes")) > 0);
  await page.uncheck("#l-w");
  assert.equal(await count("#lists"), 0);
  await page.check("#l-w");

  const all = await count(".c > .e, .c > .t");
  const shown = { all };
  for (const id of ["d-first", "d-not-basic", "d-rare", "d-terms"]) {
    await page.check("#" + id);
    shown[id] = await count(".c > .e, .c > .t");
    assert.ok(shown[id] > 0 && shown[id] < all, `${id}: ${shown[id]} of ${all}`);
  }
  assert.ok(shown["d-rare"] < shown["d-not-basic"]);
  await page.check("#d-all");

  const above = () => page.locator(cell).first().evaluate((n) => n.querySelector(".e").getBoundingClientRect().top < n.querySelector(".f").getBoundingClientRect().top);
  assert.equal(await above(), false);
  await page.check("#p-above");
  assert.equal(await above(), true);
  const tops = await page.locator("#s2 .f").evaluateAll((nodes) => [...new Set(nodes.map((n) => Math.round(n.getBoundingClientRect().top)))].sort((a, b) => a - b));
  assert.ok(tops.every((top, n) => n === 0 || top - tops[n - 1] <= 1 || top - tops[n - 1] > 12), `words of a line stand on one line: ${tops}`);
  await page.check("#p-below");

  const beside = () => page.locator(".side").first().evaluate((n) => n.querySelector(".tr").getBoundingClientRect().left > n.querySelector(".line").getBoundingClientRect().right);
  assert.equal(await beside(), false);
  await page.check("#f-side");
  assert.equal(await beside(), true);
  await page.check("#f-below");

  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const colours = new Set([await paper()]);
  for (const id of ["th-dark", "th-ink"]) {
    await page.check("#" + id);
    colours.add(await paper());
  }
  assert.equal(colours.size, 3);
  await page.check("#th-auto");
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector(".f")).fontSize));
  const before = await size();
  await page.check("#sz-large");
  assert.equal(await size(), before * 1.5);
  await page.click("#reset");
  assert.equal(await size(), before);
  await page.context().close();
  return JSON.stringify(shown);
});

step("choices are remembered", async () => {
  const context = await browser.newContext();
  const page = await open("translated.html", {}, context);
  await page.click("#view > summary");
  await page.check("#l-m");
  await page.check("#th-dark");
  await page.check("#d-first");
  const again = await open("translated.html", {}, context);
  for (const id of ["l-m", "th-dark", "d-first"]) assert.ok(await again.locator("#" + id).isChecked(), id);
  await context.close();
});

step("cards open by tap, by hover and by keyboard, and close", async () => {
  const page = await open("translated.html");
  const cut = page.locator(".c.w:not(.n) > .f").first();
  await cut.click();
  assert.ok(await visible(page, "#card li"));
  const said = await page.locator("#card").innerText();
  assert.match(said, /Root/);
  assert.match(said, /Senses|Kind/);
  await cut.click();
  assert.ok(!(await visible(page, "#card")));
  await page.mouse.move(5, 700);
  await cut.hover();
  await page.waitForSelector("#card", { state: "visible" });
  await page.mouse.move(5, 700);
  await page.waitForSelector("#card", { state: "hidden" });
  const term = page.locator(".u.gl .f").first();
  await term.click();
  assert.ok(await visible(page, "#card .unit .term"));
  await page.click("#card .close");
  assert.ok(!(await visible(page, "#card")));
  await term.click();
  await page.mouse.click(5, 600);
  assert.ok(!(await visible(page, "#card")));
  await page.setViewportSize({ width: 360, height: 700 });
  await cut.click();
  const box = await page.locator("#card").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360 && Math.abs(box.y + box.height - 700) < 2, JSON.stringify(box));
  await page.context().close();
});

step("the keyboard alone is enough", async () => {
  const page = await open("translated.html");
  const focus = () => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.localName);
  const seen = [];
  for (let n = 0; n < 3; n++) {
    await page.keyboard.press("Tab");
    seen.push(await focus());
  }
  assert.deepEqual(seen, ["test", "summary", "f"]);
  await page.waitForSelector("#card", { state: "visible" });
  const word = () => page.evaluate(() => document.activeElement.textContent);
  const first = await word();
  await page.keyboard.press("ArrowRight");
  const second = await word();
  assert.notEqual(second, first);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await word(), first);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".s").id), "s2");
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  assert.equal(await word(), first);
  await page.keyboard.press("ArrowDown");
  // A name that English writes the same is no word to be known.
  while (await page.evaluate(() => !document.getElementById("w" + document.activeElement.parentElement.dataset.w))) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  assert.ok(await page.evaluate(() => document.querySelector("#card").contains(document.activeElement)));
  while (await page.evaluate(() => !document.activeElement.matches("[aria-pressed]"))) await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("#card").contains(document.activeElement)));
  await page.keyboard.press("Space");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")), "true");
  await page.keyboard.press("Escape");
  assert.equal(await focus(), "f");
  await page.waitForTimeout(300);
  assert.ok(!(await visible(page, "#card")));
  await page.keyboard.press("ArrowRight");
  const hides = async () => {
    const cell = page.locator(".hid");
    return cell.count();
  };
  while ((await page.evaluate(() => document.activeElement.closest(".c").querySelector(":scope > .e, :scope > .t"))) === null) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("h");
  assert.equal(await hides(), 1);
  await page.keyboard.press("h");
  assert.equal(await hides(), 0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focus(), "summary");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await focus(), "l-e");
  await page.keyboard.press("Space");
  assert.ok(!(await visible(page, ".c > .e")));
  await page.keyboard.press("Escape");
  assert.equal(await focus(), "summary");
  await page.context().close();
});

step("self-test hides and reveals; known words are left out", async () => {
  const page = await open("translated.html");
  const gloss = page.locator(".c.w > .e").first();
  await gloss.click();
  assert.equal(await gloss.evaluate((n) => getComputedStyle(n).visibility), "hidden");
  const box = await gloss.boundingBox();
  await page.mouse.click(box.x + 4, box.y + box.height / 2);
  assert.equal(await gloss.evaluate((n) => getComputedStyle(n).visibility), "visible");
  await page.click("#test");
  const hidden = await page.locator(".hid").count();
  assert.equal(hidden, await page.locator(".c:has(> .e, > .t)").count());
  await page.mouse.click(box.x + 4, box.y + box.height / 2);
  assert.equal(await page.locator(".hid").count(), hidden - 1);
  await page.click("#test");
  assert.equal(await page.locator(".hid").count(), 0);

  await page.locator(".c.w:not(.n) > .f").first().click();
  await page.click("#card .acts button");
  await page.keyboard.press("Escape");
  await page.click("#view > summary");
  await page.check("#d-known");
  assert.ok(!(await page.locator(".c.w:not(.n) > .e").first().isVisible()));
  await page.context().close();
});

step("a gloss is corrected in its card, kept, saved with the page, and taken back", async () => {
  const context = await browser.newContext({ acceptDownloads: true });
  let page = await open("translated.html", {}, context);
  assert.ok(!(await visible(page, "#save")));
  const cell = ".c.w:not(.n) > .e";
  const word = page.locator(".c.w:not(.n):has(> .e)").first();
  const old = (await word.locator(".e").innerText()).replace("?", "");
  // By keyboard: the card of the first word with a gloss, its button, the field.
  await word.locator(".f").click();
  await page.locator("#card .of + .fix").focus();
  await page.keyboard.press("Enter");
  await audit(page, "a gloss is being corrected");
  await page.keyboard.type("  a <b>better</b>   word & more ");
  await page.keyboard.press("Enter");
  const corrected = "a <b>better</b> word & more";
  assert.equal(await page.locator(cell).first().evaluate((n) => n.textContent), corrected);
  assert.equal(await page.locator("#card .of").innerText(), corrected);
  await page.keyboard.press("Escape");
  // One that is left by Escape stays as it was; one that is emptied is gone.
  const unit = page.locator(".u.gl").first();
  await unit.locator(".f").first().click();
  await page.click("#card .unit .fix");
  await page.keyboard.type("nothing");
  await page.keyboard.press("Escape");
  assert.ok(await visible(page, "#card .unit .term"));
  await page.click("#card .unit .fix");
  await page.keyboard.press("Backspace");
  await page.click("#card .fixing button");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#save").innerText(), "Save (2)");
  await audit(page, "corrected");
  await page.click("#test");
  await page.close();

  page = await open("translated.html", {}, context);
  assert.equal(await page.locator(cell).first().evaluate((n) => n.textContent), corrected);
  assert.equal(await page.locator(".corr").count(), 2);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  assert.equal(download.suggestedFilename(), "translated.html");
  await download.saveAs(path.join(folder, "corrected.html"));
  await page.click("#view > summary");
  await page.click("#discard");
  assert.equal((await page.locator(cell).first().evaluate((n) => n.textContent)).replace("?", ""), old);
  assert.equal(await page.locator(".corr").count(), 0);
  await page.close();

  // What was saved is a page like the other, with its policy and scripts, and holds the corrections itself.
  const saved = await open("corrected.html");
  assert.equal(await saved.locator(".corr").count(), 2);
  assert.equal(await saved.locator("#save").innerText(), "Save (2)");
  assert.equal(await saved.locator("#card").count(), 1);
  await saved.locator(".f").first().click();
  assert.ok(await visible(saved, "#card h2"));
  await audit(saved, "saved");
  await saved.context().close();
  await context.close();
});

step("copies hold the text and nothing else", async () => {
  const page = await open("translated.html");
  // A paragraph whose sentences have translations has a line for each sentence.
  const copied = await page.evaluate(() => {
    const lines = [...document.querySelectorAll("#text .p:nth-of-type(2) .line")].map((line) => {
      const range = document.createRange();
      range.selectNodeContents(line);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      const data = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, cancelable: true, bubbles: true }));
      return data.getData("text/plain");
    });
    return lines.join(" ");
  });
  const original = (await page.locator("#text .p:nth-of-type(2) .orig").textContent()).replace(/\s+/g, " ");
  assert.equal(copied, original);
  await page.context().close();
});

step("scripts off: glosses are there, and so are the controls", async () => {
  const page = await open("translated.html", { javaScriptEnabled: false });
  assert.ok(await visible(page, ".c > .e"));
  assert.ok(await visible(page, "#words dd"));
  assert.equal(await page.locator(".js:visible").count(), 0);
  await page.click("#view > summary");
  await page.check("#l-m");
  assert.ok(await visible(page, ".m"));
  await page.uncheck("#l-e");
  assert.ok(!(await visible(page, ".c > .e")));
  await page.check("#th-dark");
  assert.equal(await page.locator("html").evaluate((n) => getComputedStyle(n).colorScheme), "dark");
  await page.context().close();
});

step("prints on A4 and Letter, with nothing lost", async () => {
  const page = await open("translated.html", { colorScheme: "dark" });
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format });
    fs.writeFileSync(path.join(folder, format + ".pdf"), pdf);
    assert.ok(pdf.length > 20_000);
  }
  await page.emulateMedia({ media: "print" });
  for (const selector of [".c > .e", ".c > .t", ".tr", "#terms dd", "#words dd", "#affixes dd", "#labels dd"]) {
    assert.ok(await visible(page, selector), selector);
  }
  const ink = await page.locator(".c > .e").first().evaluate((n) => getComputedStyle(n).color);
  assert.equal(ink, "rgb(0, 0, 0)");
  await page.context().close();
});

step("an article and a glossary that mean harm stay text", async () => {
  const page = await open("hostile.html");
  await audit(page, "hostile");
  await fits(page, "hostile");
  const found = await page.evaluate(() => ({
    scripts: document.scripts.length,
    handlers: [...document.querySelectorAll("*")].filter((n) => [...n.attributes].some((a) => a.name.startsWith("on"))).length,
    outside: [...document.querySelectorAll("[src], [href], [action], iframe, object, embed, link, base, form, img, svg, math")].filter((n) => !(n.getAttribute("href") ?? "").startsWith("#")).length,
    owned: "owned" in window,
  }));
  assert.deepEqual(found, { scripts: 2, handlers: 0, outside: 0, owned: false });
  const harmless = (s) => s.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "").replace(/\s+/g, "");
  const written = harmless(fs.readFileSync(path.join(folder, "hostile.txt"), "utf8"));
  const shown = harmless(await page.evaluate(() => [...document.querySelectorAll(".orig")].map((n) => n.textContent).join("\n")));
  assert.equal(shown, written);
  const words = page.locator(".f");
  for (let n = 0; n < Math.min(await words.count(), 40); n++) {
    await words.nth(n).dispatchEvent("click");
    assert.equal(await page.evaluate(() => document.scripts.length), 2);
  }
  await page.context().close();
});

step("5,000 words, for information", async () => {
  const own = await browser.newContext({ viewport: { width: 1000, height: 900 } });
  // Processor time of the page's main thread, which a crowded machine does not change much.
  let session;
  const page = await open("long.html", {}, own, async (page) => {
    session = await own.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
  });
  const spent = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map((m) => [m.name, m.value * 1000]));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const words = await page.locator(".w").count();
  const loaded = await spent();
  const seen = await page.evaluate(async () => {
    const [navigation] = performance.getEntriesByType("navigation");
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const frames = [];
    let last = performance.now();
    for (let y = 0; y < document.documentElement.scrollHeight; y += 400) {
      scrollTo({ top: y, behavior: "instant" });
      await new Promise(requestAnimationFrame);
      frames.push(performance.now() - last);
      last = performance.now();
    }
    frames.sort((a, b) => a - b);
    const frame = (part) => Math.round(frames[Math.floor((frames.length - 1) * part)]);
    return { painted: Math.round(paint.startTime), loaded: Math.round(navigation.loadEventEnd), frames: frames.length, median: frame(0.5), most: frame(0.95) };
  });
  const scrolled = await spent();
  const each = (name) => ((scrolled[name] - loaded[name]) / seen.frames).toFixed(1);
  await audit(page, "long");
  await own.close();
  const style = Math.round(loaded.LayoutDuration + loaded.RecalcStyleDuration);
  return `${words} words: first painted after ${seen.painted} ms, loaded after ${seen.loaded} ms by the clock; ${Math.round(loaded.TaskDuration)} ms of processor time, ${style} of them style and layout; ` +
    `scrolling by 400 pixels takes ${each("TaskDuration")} ms a frame, style and layout ${(+each("RecalcStyleDuration") + +each("LayoutDuration")).toFixed(1)}; by the clock median ${seen.median} ms, 95 % within ${seen.most} ms`;
});

let failed = 0;
const wanted = process.argv[3] ?? "";
for (const [name, work] of steps.filter(([name]) => name.includes(wanted))) {
  const before = faults.length;
  try {
    const said = await work();
    for (const fault of faults.slice(before)) console.error("  " + fault);
    failed += faults.length > before;
    console.log(`${faults.length > before ? "FAILED" : "ok    "} ${name}${said ? `: ${said}` : ""}`);
  } catch (error) {
    failed += 1;
    for (const fault of faults.slice(before)) console.error("  " + fault);
    console.log(`FAILED ${name}: ${error.message.split("\n").slice(0, 4).join(" / ")} (${error.stack.match(/drive\.mjs:\d+/)?.[0]})`);
  }
}
await browser.close();
process.exit(failed > 0 ? 1 : 0);

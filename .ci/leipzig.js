// Lets leipzig.js align a page and counts what it made.
const fs = require('fs');
const { JSDOM } = require('jsdom');
const page = fs.readFileSync(process.argv[2], 'utf8');
const { window } = new JSDOM(page);
global.window = window;
global.document = window.document;
for (const name of ['Element', 'NodeList', 'HTMLElement', 'Node', 'CustomEvent']) global[name] = window[name];
const Leipzig = require('leipzig');
const blocks = window.document.querySelectorAll('[data-gloss]');
const wanted = [...blocks].map((b) => {
  const line = b.querySelector('.gloss__line');
  return line ? (line.textContent.match(/\{[^}]*\}|\S+/g) || []).length : 0;
});
new Leipzig('[data-gloss]', { firstLineOrig: true, lastLineFree: false }).gloss();
let words = 0;
blocks.forEach((b, n) => {
  const found = b.querySelectorAll('.gloss__word').length;
  if (found !== wanted[n]) throw new Error(`block ${n}: ${found} words, wanted ${wanted[n]}`);
  words += found;
});
if (window.document.querySelectorAll('script').length) throw new Error('a script came in');
console.log(`leipzig.js: ${blocks.length} blocks, ${words} words aligned`);

// The checks see what they are for: one good page, and the same page broken in one place at a time.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const dir = mkdtempSync(join(tmpdir(), "broken-"));
after(() => rmSync(dir, { recursive: true }));

const good = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/><title>A page</title>
<style>.scroll { overflow-x: auto } svg { width: 100% }
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: "page " counter(page) " / " counter(pages); } }
@media print { .scroll { overflow: visible } }</style></head><body><main id="main"><h1>A page</h1>
<h2 id="part">A part</h2><p><a href="#part">Words</a> to read.</p>
<div class="scroll" role="region" aria-label="Table" tabindex="0"><table><caption>Numbers</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Number</th></tr></thead>
<tbody><tr><th scope="row">One</th><td>1</td></tr></tbody></table></div>
<svg viewBox="0 0 200 40" role="img" aria-labelledby="t"><title id="t">A drawing</title>
<rect x="0" y="0" width="200" height="40" fill="#ffffff"/><text x="10" y="20" font-size="8">left</text><text x="100" y="20" font-size="8">right</text></svg>
</main></body></html>`;

// Each is [what is wrong, what is replaced, by what, what the check must say].
const faults = [
  ["a script", "</main>", "<script>1</script></main>", /policy: 1 script elements/],
  ["a script that the policy stops", "</main>", "<script>1</script></main>", /console: error: .*Content Security Policy/],
  ["no policy", /<meta http-equiv[^>]*>/, "", /policy: there is no/],
  ["a policy that lets images in", "img-src data:", "img-src https:", /policy: it allows more/],
  ["an image from elsewhere", "</main>", '<img alt="x" src="file:///nowhere.png"/></main>', /request: file:\/\/\/nowhere\.png/],
  ["a page too wide for a telephone", "</main>", '<div style="width: 400px">wide</div></main>', /overflow at 360 px: the document is 4\d\d px wide/],
  ["a table too wide for paper", "Words", "W".repeat(120), /overflow on paper/],
  ["pale words", "<p>", '<p style="color: #999">', /axe color-contrast at 1280 px/],
  ["a container that the keyboard misses", ' tabindex="0"><table>', '><table style="width: 900px">', /axe scrollable-region-focusable|overflow at 360 px/],
  ["a heading left out", /<(\/?)h2/g, "<$1h4", /headings: h4 after h1/],
  ["a table without caption", /<caption>.*<\/caption>/, "", /table: a table without caption/],
  ["a head without scope", '<th scope="row">', "<th>", /table: Numbers: "One" without scope/],
  ["a row cut short", "<td>1</td>", "", /table: Numbers: rows of 2 and 1 cells/],
  ["a drawing without name", ' aria-labelledby="t"', "", /figure: an svg role=img without a name/],
  ["words over words", 'x="100"', 'x="20"', /figure: A drawing: "left" overlaps "right"/],
  ["words out of the drawing", 'x="100"', 'x="190"', /figure: A drawing: "right" leaves the drawing/],
  ["pale words in a drawing", 'fill="#ffffff"', 'fill="#444444"', /figure: A drawing: "left" has a contrast of/],
  ["an id twice", "<p>", '<p id="main">', /id: "main" 2 times/],
  ["no language", ' lang="en-GB"', "", /lang: "" is no language/],
  ["a link to nowhere", "#part", "#parts", /link: #parts leads nowhere/],
  ["a blank page", "</main>", '<div style="break-before: page"></div><p style="break-before: page">End.</p></main>', /print: page 2 is blank/],
  ["a heading that ends a page", "</main>", '<h2>A lonely heading</h2><p style="break-before: page">End.</p></main>', /print: page 1 ends with a heading: A lonely heading/],
  ["a head of a table that ends a page", "<tr><th scope=\"row\">One", '<tr style="break-before: page"><th scope="row">One', /print: page 1 ends with a heading: Name Number/],
  ["a foot with a page to itself", "</body>", '<footer style="break-before: page">The foot</footer></body>', /print: page 2 holds nothing but the foot/],
  ["pages without numbers", /@bottom-right \{[^}]*\}/, "", /print: page 1 of 1 ends with/],
];

function check(files) {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, "check.mjs"), ...files], { encoding: "utf8" });
  assert.equal(run.stderr, "");
  const said = new Map();
  for (const part of run.stdout.split(/^(?=\/)/m)) said.set(part.slice(0, part.indexOf(": ")), part);
  return { status: run.status, said };
}

test("a good page is good", () => {
  const file = join(dir, "good.html");
  writeFileSync(file, good);
  const { status, said } = check([file]);
  assert.equal(said.get(file), `${file}: good in the browser and on paper\n`);
  assert.equal(status, 0);
});

test("each fault is found", () => {
  const files = faults.map(([, from, to], i) => {
    const broken = good.replace(from, to);
    assert.notEqual(broken, good, faults[i][0]);
    const file = join(dir, `${i}.html`);
    writeFileSync(file, broken);
    return file;
  });
  const { status, said } = check(files);
  assert.equal(status, 1);
  for (const [i, file] of files.entries()) assert.match(said.get(file), faults[i][3], faults[i][0]);
});

// check.mjs FILE.html... opens each report in Chromium and lists what is wrong with it:
// what the browser complains of or asks for, what does not fit, what a screen reader
// cannot use, figures whose words collide, and pages that do not print well.
// It exits with 1 when the list is not empty, and with 2 when nothing could be checked.

import { readFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { drawings, inView, overflow, printed, structure } from "./page.mjs";
import { pages } from "./print.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Everything of WCAG 2.2 A and AA, and the best practices: the order of headings is one of them.
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// 320 px is WCAG's reflow (1.4.10), 360 px a telephone, 1280 px a desk.
const widths = [320, 360, 1280];

const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// executable is the Chromium that is driven: $CHROMIUM, or Debian's.
function executable() {
  const path = process.env.CHROMIUM || "/usr/bin/chromium";
  if (!existsSync(path)) {
    console.error(`no Chromium at ${path}: install Debian's package chromium, or name one in $CHROMIUM`);
    process.exit(2);
  }
  return path;
}

// opened opens the report in a new context, and gathers what the browser complains of and asks for.
async function opened(browser, url, options, fail) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && fail("console", `${m.type()}: ${m.text()}`));
  page.on("pageerror", (e) => fail("console", `uncaught: ${e.message}`));
  page.on("request", (r) => r.url() !== url && !r.url().startsWith("data:") && fail("request", r.url()));
  page.on("requestfailed", (r) => fail("request failed", `${r.url()}: ${r.failure()?.errorText}`));
  await page.goto(url, { waitUntil: "load" });
  return { page, close: () => context.close() };
}

// asShipped opens the report with its own policy in force: the browser says what the policy blocks.
async function asShipped(browser, url, fail) {
  const { page, close } = await opened(browser, url, {}, fail);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content", { timeout: 2000 }).catch(() => null);
  if (policy === null) fail("policy", "there is no content security policy");
  else if (!/^default-src 'none'(;|$)/.test(policy) || /script-src|connect-src|https?:|\*/.test(policy)) fail("policy", `it allows more than inline style and data images: ${policy}`);
  const scripts = await page.locator("script").count();
  if (scripts > 0) fail("policy", `${scripts} script elements`);
  await close();
}

// accessible runs axe-core. On a wide screen, what it leaves undecided about the contrast of text
// in view counts as wrong, too; the texts of figures are measured by drawings.
async function accessible(page, width, fail) {
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"] }), rules);
  for (const rule of found.violations) {
    for (const node of rule.nodes) fail(`axe ${rule.id} at ${width} px`, `${node.target.join(" ")}: ${rule.help}`);
  }
  if (width !== widths.at(-1)) return;
  for (const rule of found.incomplete.filter((r) => r.id === "color-contrast")) {
    for (const node of rule.nodes) {
      const css = node.target.join(" ");
      if (await page.evaluate(inView, css)) fail("contrast undecided", `${css}: ${node.any[0]?.message ?? rule.help}`);
    }
  }
}

// onScreen checks the report at every width. The policy is put aside, as checks are scripts.
async function onScreen(browser, url, fail) {
  for (const width of widths) {
    const { page, close } = await opened(browser, url, { bypassCSP: true, viewport: { width, height: 900 } }, fail);
    for (const what of await page.evaluate(overflow)) fail(`overflow at ${width} px`, what);
    if (width > widths[0]) await accessible(page, width, fail);
    if (width === widths.at(-1)) {
      for (const [check, what] of await page.evaluate(structure)) fail(check, what);
      for (const what of await page.evaluate(drawings)) fail("figure", what);
    }
    await close();
  }
}

// onPaper prints the report on A4 and reads the pages.
async function onPaper(browser, url, fail) {
  // The width of the text: A4 less the margins of the style sheet, 210 - 2 * 16 mm.
  const width = Math.floor((178 / 25.4) * 96);
  const { page, close } = await opened(browser, url, { bypassCSP: true, viewport: { width, height: 1000 } }, fail);
  await page.emulateMedia({ media: "print" });
  for (const what of await page.evaluate(overflow)) fail("overflow on paper", what);
  const headings = await page.evaluate(printed);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, tagged: true, outline: true });
  for (const [check, what] of pages(pdf, headings)) fail(check, what);
  await close();
}

async function main(files) {
  if (files.length === 0) {
    console.error("usage: node check.mjs FILE.html...");
    process.exit(2);
  }
  const browser = await chromium.launch({ executablePath: executable(), args: flags });
  let wrong = 0;
  for (const file of files) {
    const seen = new Set();
    const fail = (check, what) => seen.add(`${check}: ${what}`);
    const url = pathToFileURL(resolve(file)).href;
    await asShipped(browser, url, fail);
    await onScreen(browser, url, fail);
    await onPaper(browser, url, fail);
    console.log(`${file}: ${seen.size === 0 ? "good in the browser and on paper" : `${seen.size} wrong`}`);
    for (const line of seen) console.log(`  ${line}`);
    wrong += seen.size;
  }
  await browser.close();
  process.exit(wrong === 0 ? 0 : 1);
}

await main(process.argv.slice(2));

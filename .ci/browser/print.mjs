// The checks of the printed report, on what pdfinfo and pdftotext read from it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// bare are the letters of a text without their order: the heads of a table that take several
// lines are read line by line, across the columns.
const bare = (s) => s.normalize("NFKC").replace(/[\s\u00ad]+/g, "").split("").sort().join("");

// pages lists what is wrong with a PDF, as [check, what]. A page ends with its number,
// and that line is not part of what stands on it.
export function pages(pdf, { headings, foot }) {
  const dir = mkdtempSync(join(tmpdir(), "printed-"));
  try {
    const file = join(dir, "report.pdf");
    writeFileSync(file, pdf);
    const info = execFileSync("pdfinfo", [file], { encoding: "utf8" });
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
    return [...described(info), ...ends(text.split("\f").slice(0, -1), headings, foot)];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function described(info) {
  const out = [];
  const value = (key) => info.match(new RegExp(`^${key}:\\s*(.*)$`, "m"))?.[1] ?? "";
  if (value("Tagged") !== "yes") out.push(["print", "the PDF is not tagged"]);
  if (!/A4/.test(value("Page size"))) out.push(["print", `the pages are ${value("Page size")}`]);
  if (!value("Title")) out.push(["print", "the PDF has no title"]);
  return out;
}

function ends(texts, headings, foot) {
  const out = [];
  const heads = new Set(headings.map(bare)); // each may take several lines
  for (const [i, text] of texts.entries()) {
    const lines = text.trimEnd().split("\n");
    const number = lines.pop().trim();
    if (!number.endsWith(`page ${i + 1} / ${texts.length}`)) out.push(["print", `page ${i + 1} of ${texts.length} ends with "${number}", not with its number`]);
    const body = bare(lines.join("\n"));
    if (body === "") out.push(["print", `page ${i + 1} is blank`]);
    if (body !== "" && body === bare(foot)) out.push(["print", `page ${i + 1} holds nothing but the foot of the document`]);
    const rest = lines.filter((l) => l.trim());
    for (let k = 1; k <= Math.min(6, rest.length); k++) {
      const last = rest.slice(-k).join(" ");
      // A line that begins far from the margin is of a cell, which may name a section.
      if (k === 1 && /^ {8}/.test(last)) continue;
      if (heads.has(bare(last))) out.push(["print", `page ${i + 1} ends with a heading: ${last.replace(/\s+/g, " ").trim()}`]);
    }
  }
  return out;
}

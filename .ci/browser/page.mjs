// The checks that run inside the page. Each is a function that the browser is handed
// whole: it sees the document and nothing of this module.

// overflow lists what makes the document wider than the window.
export function overflow() {
  const root = document.documentElement;
  const room = root.clientWidth;
  const out = [];
  if (root.scrollWidth > room) out.push(`the document is ${root.scrollWidth} px wide in a window of ${room} px`);
  const scrolls = (e) => ["auto", "scroll", "hidden"].includes(getComputedStyle(e).overflowX);
  for (const e of document.body.querySelectorAll("*")) {
    if (e.closest("svg") && e.tagName !== "svg") continue;
    const box = e.getBoundingClientRect();
    if (box.right <= room + 0.5 || box.width === 0) continue;
    // Wide tables and drawings may scroll in a container of their own, which the keyboard reaches.
    let holder = e.parentElement;
    while (holder && !scrolls(holder)) holder = holder.parentElement;
    if (holder && holder.tabIndex >= 0 && holder.getBoundingClientRect().right <= room + 0.5) continue;
    out.push(`<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}"> ends at ${Math.round(box.right)} px: ${e.textContent.trim().slice(0, 60)}`);
  }
  return out.slice(0, 8);
}

// inView tells whether an element is text of the page that no container scrolls out of view.
export function inView(css) {
  const e = document.querySelector(css);
  if (!e || e.closest("svg")) return false;
  for (let holder = e.parentElement; holder; holder = holder.parentElement) {
    if (getComputedStyle(holder).overflowX === "auto" && e.getBoundingClientRect().right > holder.getBoundingClientRect().right) return false;
  }
  return true;
}

// structure lists what is wrong with the document's skeleton, as [check, what].
export function structure() {
  const out = [];
  const all = (css, within = document) => [...within.querySelectorAll(css)];
  const words = (e) => (e?.textContent ?? "").replace(/\s+/g, " ").trim();
  if (!/^[a-z]{2}(-[A-Z]{2})?$/.test(document.documentElement.lang)) out.push(["lang", `"${document.documentElement.lang}" is no language`]);
  if (!document.title.trim()) out.push(["title", "the document has none"]);
  let level = 0;
  for (const h of all("h1, h2, h3, h4, h5, h6")) {
    const now = Number(h.tagName[1]);
    if (now > level + 1) out.push(["headings", `h${now} after h${level}: ${words(h)}`]);
    if (!words(h)) out.push(["headings", `an empty h${now}`]);
    level = now;
  }
  if (all("h1").length !== 1) out.push(["headings", `${all("h1").length} h1`]);
  for (const t of all("table")) {
    const name = words(t.caption);
    if (!name) out.push(["table", "a table without caption"]);
    for (const th of all("th", t)) {
      if (!["col", "row", "colgroup", "rowgroup"].includes(th.scope)) out.push(["table", `${name}: "${words(th)}" without scope`]);
    }
    if (all("thead th", t).length === 0) out.push(["table", `${name}: no column heads`]);
    const widths = new Set([...t.rows].map((r) => [...r.cells].reduce((n, c) => n + c.colSpan, 0)));
    if (widths.size > 1) out.push(["table", `${name}: rows of ${[...widths].join(" and ")} cells`]);
  }
  for (const svg of all("svg")) {
    if (svg.getAttribute("role") !== "img") out.push(["figure", "an svg that is no role=img"]);
    const named = (svg.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));
    const name = svg.getAttribute("aria-label") || named.map(words).join(" ");
    if (!name.trim() || named.some((e) => e === null)) out.push(["figure", "an svg role=img without a name"]);
  }
  const ids = new Map();
  for (const e of all("[id]")) ids.set(e.id, (ids.get(e.id) ?? 0) + 1);
  for (const [id, n] of ids) if (n > 1) out.push(["id", `"${id}" ${n} times`]);
  for (const a of all('a[href^="#"]')) if (!ids.has(decodeURIComponent(a.hash.slice(1)))) out.push(["link", `${a.getAttribute("href")} leads nowhere`]);
  return out;
}

// drawings lists texts of a figure that overlap each other, leave the drawing, or are too pale.
export function drawings() {
  const tolerance = 0.5; // px
  const out = [];
  const channel = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const luminance = (css) => {
    const [r, g, b] = css.match(/[\d.]+/g).map(Number);
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  };
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const shapes = "path, rect, circle, polygon, ellipse";
  // under is the colour of the last shape drawn before the text that covers its middle; paper is white.
  const under = (svg, text, box) => {
    let css = "rgb(255, 255, 255)";
    for (const e of svg.querySelectorAll(shapes + ", text")) {
      if (e === text) break;
      const fill = e.matches(shapes) ? getComputedStyle(e).fill : "none";
      if (!fill.startsWith("rgb(")) continue;
      const at = new DOMPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2).matrixTransform(e.getScreenCTM().inverse());
      if (e.isPointInFill(at)) css = fill;
    }
    return css;
  };
  // extent is where a text stands: as wide as its letters advance, as the browser pads the box it reports.
  const extent = (t) => {
    const box = t.getBoundingClientRect();
    const to = t.getScreenCTM();
    const at = t.getStartPositionOfChar(0);
    const left = new DOMPoint(at.x, at.y).matrixTransform(to).x;
    const right = new DOMPoint(at.x + t.getComputedTextLength(), at.y).matrixTransform(to).x;
    return { left, right, top: box.top, bottom: box.bottom };
  };
  for (const svg of document.querySelectorAll("svg")) {
    const name = svg.querySelector("title")?.textContent.slice(0, 50) ?? "?";
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].filter((t) => t.textContent.trim()).map((t) => ({ t, s: t.textContent.trim(), b: extent(t) }));
    if (texts.length === 0) out.push(`${name}: no text at all`);
    for (const [i, { t, s, b }] of texts.entries()) {
      const outside = Math.max(frame.left - b.left, b.right - frame.right, frame.top - b.top, b.bottom - frame.bottom);
      if (outside > tolerance) out.push(`${name}: "${s}" leaves the drawing by ${outside.toFixed(1)} px`);
      const ratio = contrast(luminance(getComputedStyle(t).fill), luminance(under(svg, t, b)));
      if (ratio < 4.5) out.push(`${name}: "${s}" has a contrast of ${ratio.toFixed(1)}`);
      for (const { s: other, b: o } of texts.slice(i + 1)) {
        const dx = Math.min(b.right, o.right) - Math.max(b.left, o.left);
        const dy = Math.min(b.bottom, o.bottom) - Math.max(b.top, o.top);
        if (dx > tolerance && dy > tolerance) out.push(`${name}: "${s}" overlaps "${other}" by ${dx.toFixed(1)} by ${dy.toFixed(1)} px`);
      }
    }
  }
  return out;
}

// printed are the texts that must not end a page, as what they head would be on the next, and
// the foot of the document, which must not have a page to itself.
export function printed() {
  const shown = (e) => e.getClientRects().length > 0;
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, caption, figcaption, thead")]
    .filter(shown)
    .map((e) => e.textContent)
    .filter((s) => s.trim());
  return { headings, foot: document.querySelector("body > footer")?.textContent ?? "" };
}

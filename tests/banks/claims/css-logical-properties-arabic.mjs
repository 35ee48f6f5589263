// Under dir="rtl" the start border is on the right and the icon is mirrored, but not within a left-to-right island.
import { answer, check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";

const css = answer("css-logical-properties-arabic", "css");
const icon = (id) => `<span class="icon-forward" id="${id}">x</span>`;

await chromium(async (page) => {
  const seen = async (html, id, property) => {
    await page.setContent(`<!doctype html><html ${html}><style>${css}</style><body>
      <p class="note" id="note">a</p>${icon("own")}<div dir="ltr" lang="en">${icon("island")}</div></body></html>`);
    return page.evaluate((id, property) => getComputedStyle(document.getElementById(id))[property], id, property);
  };
  const arabic = 'dir="rtl" lang="ar"', german = 'lang="de"';
  check(await seen(arabic, "note", "borderRightWidth") === "4px", "in Arabic the start border is on the right");
  check(await seen(german, "note", "borderLeftWidth") === "4px", "in German it is on the left");
  check(await seen(arabic, "own", "transform") === "matrix(-1, 0, 0, 1, 0, 0)", "the icon is mirrored in Arabic");
  check(await seen(german, "own", "transform") === "none", "and not in German");
  check(await seen(arabic, "island", "transform") === "none", "nor in English text within the Arabic page");
});

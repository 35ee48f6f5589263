// What the prompt describes is seen in Chromium, and the answer's rules end it.
import { answer, check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";

const url = `https://shop.example/${"a".repeat(300)}`;
const boxes = (text) => `<body style="margin:0"><div class="row"><div id="one">${text}</div><div id="two">b</div></div>`;
const plain = "#one, #two { padding: 20px; border: 1px solid }";

await chromium(async (page) => {
  await page.setViewport({ width: 800, height: 600 });
  const seen = async (css, text) => {
    await page.setContent(`<!doctype html><style>${plain}${css}</style>${boxes(text)}`);
    return page.evaluate(() => {
      const [one, two] = ["one", "two"].map((id) => document.getElementById(id).getBoundingClientRect());
      return { one: one.width, two: two.width, left: two.left, below: two.top > one.top, page: document.documentElement.scrollWidth };
    });
  };
  const floats = await seen("#one, #two { width: 50%; float: left }", "a");
  check(floats.below && floats.one === 442, "50% plus 42px, twice, does not fit side by side");
  const flex = await seen(".row { display: flex } #one, #two { flex: 1 }", "a");
  check(!flex.below && flex.page === 800, "in a flex row they fit");
  const pushed = await seen(".row { display: flex } #one, #two { flex: 1 }", url);
  check(pushed.left > 800, "a long URL pushes the other box out of the page");
  const capped = await seen(".row { display: flex } #one, #two { width: 50% }", url);
  check(capped.left < 800 && capped.page > 800, "a width caps the minimum, and the URL sticks out of its box");
  const mended = await seen(answer("css-box-flex-overflow", "css"), url);
  check(mended.one === mended.two && mended.page === 800, "the answer's rules give equal boxes and no overflow");
});

// The comment widget in Chromium: four ways in for somebody who writes comments or links, what they get, and the
// answer's line() that writes text.
import { answer, handout, check } from "../support/bank.mjs";
import { chromium, wait } from "../support/page.mjs";

const id = "sec-review-comment-widget-js";
const code = handout(id, "js");
const html = (comments) => `<!doctype html><ul id="comments"></ul><p id="preview"></p><script>
  var ran = [], sent;
  fetch = async (url, options) => (sent = options.headers.Authorization, { json: async () => ${JSON.stringify(comments).replace(/</g, "\\u003c")} });
</script><script>${code.replace('localStorage.getItem("token")', '"secret"').replace("</script>", "<\\/script>")}</script>`;
const plain = { author: "Ann", website: "https://x.example", text: "hi" };

await chromium(async (page) => {
  const first = () => page.waitForFunction(() => ran[0], { timeout: 5000 }).then((handle) => handle.jsonValue());
  const open = async (comment, hash = "") => {
    await page.goto("about:blank");
    await page.evaluate((part) => (location.hash = part), hash);
    await page.setContent(html([{ ...plain, ...comment }]));
    await page.waitForSelector("#comments li");
  };
  await open({ text: "<img src=x onerror='ran.push(token)'>" });
  check((await first()) === "secret", "an image in a comment runs script, and has the token");
  await open({ author: "<img src=x onerror='ran.push(1)'>" });
  check((await first()) === 1, "so does one in the author's name");
  await open({ text: "<SCRIPT>ran.push(1)</SCRIPT>" });
  await wait(200);
  check((await page.evaluate(() => ran.length)) === 0, "a script tag set by innerHTML does not even run");
  check((await page.$eval("li", (li) => li.innerHTML)).includes("ran.push"), "though the filter leaves it, being in capitals");
  check((await page.evaluate(() => clean("<script><script>"))) === "<script>", "and it removes only the first");
  await open({ website: "javascript:ran.push('link')" });
  await page.click("#comments a");
  check((await first()) === "link", "a javascript: link runs");
  await open({}, encodeURIComponent("<img src=x onerror='ran.push(2)'>"));
  check((await first()) === 2, "a prepared link runs script in the preview");
  await open({});
  await page.evaluate(() => { const frame = document.createElement("iframe"); frame.srcdoc = "<script>parent.postMessage({ author: '<img src=x onerror=ran.push(location.protocol)>', text: '' }, '*')</script>"; frame.sandbox = "allow-scripts"; document.body.append(frame); });
  check((await first()) === "about:", "a page of another origin inserts a comment by a message");

  const fixed = await page.evaluate((source) => {
    const line = new Function(`${source};return line;`)();
    document.querySelector("#comments").append(line({ author: "<b>x</b>", text: "<img src=x onerror='ran.push(9)'>" }));
    return document.querySelector("#comments li:last-child").textContent;
  }, answer(id, "js"));
  check(fixed.includes("<img") && !(await page.evaluate(() => ran.includes(9))), "the answer's line shows markup as text");
});

// Which file the answer's markup loads on phones and windows, by format; what jumps, what waits, and what is loaded without sizes.
import { answer, check } from "../support/bank.mjs";
import { chromium, until, wait } from "../support/page.mjs";

const html = answer("perf-responsive-product-images", "html");
const css = "<!doctype html><meta name=viewport content='width=device-width'><style>body{margin:0} img{max-width:100%;height:auto} picture img{width:100%} @media (min-width:900px){picture img{width:50vw}}</style>";
const swap = (text, old, now = "") => {
  if (!text.includes(old)) throw new Error(`${old} is not in the answer`);
  return text.replaceAll(old, now);
};
const svg = (w, h) => `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"/>`;

await chromium(async (page) => {
  let asked = [], delay = 0, body;
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === "/") return request.respond({ contentType: "text/html", body });
    if (pathname === "/favicon.ico") return request.respond({ status: 404 });
    asked.push([pathname.slice(1)]);
    if (delay) await wait(delay);
    const width = Number(/-(\d+)/.exec(pathname)[1]);
    request.respond({ contentType: "image/svg+xml", body: svg(width, width * 3 / 4) });
  });
  async function load(markup, width, scale = 1) {
    await page.setViewport({ width, height: 700, deviceScaleFactor: scale });
    asked = [];
    body = css + markup;
    await page.goto("http://shop.example/", { waitUntil: "load" });
    return asked.map(([name]) => name).find((name) => name.startsWith("mug"));
  }
  check(await load(html, 400, 2) === "mug-960.avif", "a phone 400 px wide with density 2 loads mug-960.avif");
  for (const [width, scale, file] of [[320, 1, 480], [400, 1, 480], [800, 1, 960], [899, 2, 1600], [1000, 1, 960], [1200, 1, 960], [1440, 2, 1600], [2400, 1, 1600]]) {
    const got = await load(html, width, scale);
    if (got !== `mug-${file}.avif`) check(false, `${width} px at ${scale}: ${got}`);
  }
  check(true, "eight other windows load a file that fits");
  check(await load(swap(html, "image/avif", "image/none"), 400, 2) === "mug-960.webp", "without AVIF it is WebP");
  check(await load(swap(swap(html, "image/avif", "image/none"), "image/webp", "image/no"), 400, 2) === "mug-960.jpg", "without both JPEG");
  check(await load(swap(html, 'sizes="(min-width: 900px) 50vw, 100vw"'), 1200) === "mug-1600.avif", "without sizes the browser assumes the full width and loads too much");
  const priority = async (markup) => {
    const session = await page.createCDPSession();
    await session.send("Network.enable");
    const found = {};
    session.on("Network.requestWillBeSent", ({ request }) => { found[new URL(request.url).pathname] = request.initialPriority; });
    await load(markup, 400);
    await session.detach();
    return found["/mug-480.avif"];
  };
  const [high, low] = [await priority(html), await priority(swap(html, 'fetchpriority="high"'))];
  check(high === "High" && low !== "High", "fetchpriority gives the main image priority from the start");
  const far = html.replace("<img src=\"thumb1", "<div style='height: 9000px'></div><img src=\"thumb1");
  await load(far, 400);
  await wait(200);
  check(!asked.some(([name]) => name.startsWith("thumb")), "thumbnails far down wait");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  check(await until(() => asked.some(([name]) => name === "thumb1-200.jpg")), "until they come near");
  await load(html, 400, 2);
  check(await until(() => asked.some(([name]) => name === "thumb1-400.jpg")), "at density 2 the large thumbnail");
  const jumps = async (markup) => {
    delay = 200;
    body = css + markup + "<p>below</p>";
    await page.goto("http://shop.example/", { waitUntil: "domcontentloaded" });
    const top = () => page.$eval("p", (p) => p.getBoundingClientRect().top);
    const before = await top();
    await page.waitForFunction(() => [...document.images].every((image) => image.complete));
    delay = 0;
    return before !== (await top());
  };
  check(!(await jumps(html)), "nothing jumps while loading");
  check(await jumps(swap(html, 'width="1600" height="1200"')), "without width and height the page jumps");
  body = css.replace("height:auto", "") + html;
  await page.goto("http://shop.example/", { waitUntil: "load" });
  const ratio = await page.$eval("picture img", (i) => i.clientWidth / i.clientHeight);
  check(Math.abs(ratio - 4 / 3) > 0.3, "without height: auto the ratio is lost");
  check((html.match(/alt="[^"]+"/g) ?? []).length === 2, "each image has a text");
});

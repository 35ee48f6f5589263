// The answer's page and header in Chromium: the page works, what is injected doesn't, and which directive does what.
import { createServer } from "node:http";
import { answer, check, handout } from "../support/bank.mjs";
import { chromium, until } from "../support/page.mjs";

const ID = "sec-write-a-csp-for-shop";
const policy = answer(ID, "http").replace(/^[^:]+:\s*/, "").replace(/\s+/g, " ").trim();
const page0 = handout(ID, "html"), page1 = answer(ID, "html");
const seen = { reports: [], stats: [] };
const files = {
  "/site.css": ["text/css", ".note { color: green }"],
  "/shop.js": ["text/javascript", "window.bought = []; function buy(id) { bought.push(id) }"],
  "/1.jpg": ["image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"],
  "/evil.js": ["text/javascript", "window.evil = true"],
  "/more.js": ["text/javascript", "window.more = true"],
};
let current = {};
const server = createServer((request, response) => {
  const url = request.url.split("?")[0], [host] = request.headers.host.split(":");
  if (url === "/page") {
    response.writeHead(200, { "content-type": "text/html", ...(current.header && { [current.name ?? "Content-Security-Policy"]: current.header }) });
    return response.end(`<!doctype html><title>x</title>${current.html}`);
  }
  if (url === "/frame") {
    response.writeHead(200, { "content-type": "text/html" });
    return response.end("<iframe src=/page></iframe>");
  }
  if (host === "stats.example" && url === "/s.js") {
    response.writeHead(200, { "content-type": "text/javascript" });
    return response.end("fetch('//' + new URL(document.currentScript.src).host + '/hit', {mode: 'no-cors'}); document.head.append(Object.assign(document.createElement('script'), {src: '/more.js'}))");
  }
  if (url === "/hit") seen.stats.push(host);
  const [type, body] = files[url] ?? ["text/plain", ""];
  response.writeHead(200, { "content-type": type });
  response.end(body);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const port = server.address().port;
const local = (text) => text.replaceAll("https://img.shop.example", `http://img.shop.example:${port}`).replaceAll("https://stats.example", `http://stats.example:${port}`);
const strict = local(policy.replace(/; report-to csp/, ""));

await chromium(async (page) => {
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    const url = new URL(request.url());
    if (url.hostname.endsWith(".example")) {
      const path = url.pathname;
      if (path === "/hit") seen.stats.push(url.hostname);
      const body = path === "/s.js"
        ? `fetch("http://stats.example:${port}/hit", {mode: "no-cors"}); document.head.append(Object.assign(document.createElement("script"), {src: "/more.js"}))`
        : (files[path] ?? ["", ""])[1];
      return request.respond({ status: 200, contentType: path.endsWith(".js") ? "text/javascript" : (files[path] ?? ["text/plain"])[0], body });
    }
    return request.continue();
  });
  const show = async (html, header, name) => {
    current = { html: local(html), header, name };
    seen.stats.length = 0;
    await page.goto(`http://127.0.0.1:${port}/page`, { waitUntil: "networkidle0" });
    await page.click("button").catch(() => {});
    await page.evaluate(() => new Promise((done) => setTimeout(done, 30)));
    return page.evaluate(() => ({
      bought: window.bought, evil: !!window.evil, more: !!window.more, image: document.images[0]?.naturalWidth,
      color: getComputedStyle(document.querySelector("p") ?? document.body).color, sheet: document.styleSheets.length, base: document.baseURI,
    }));
  };
  const works = (got) => JSON.stringify(got.bought) === "[7]" && got.image > 0 && got.color === "rgb(0, 128, 0)" && seen.stats.length > 0;
  check(works(await show(page0)), "the handout's page works without a policy");
  const broken = await show(page0, strict);
  check(!works(broken) && broken.bought === undefined && broken.color !== "rgb(0, 128, 0)", "under the policy it doesn't: scripts, handler and style attribute");
  const good = await show(page1, strict);
  check(works(good) && good.more, "the answer's page works, statistics too; a trusted script may load another");
  for (const [what, html] of Object.entries({
    "an inline script": "<script>window.evil = true</script>", "an onerror handler": "<img src=/none onerror='window.evil = true'>",
    "a script from our own host": "<script src=/evil.js></script>", "a script with a wrong nonce": "<script nonce=x>window.evil = true</script>",
    "a javascript: address": "<iframe src='javascript:parent.evil = true'></iframe>",
  })) {
    check((await show(page1 + html)).evil && !(await show(page1 + html, strict)).evil, `${what} runs without the policy and not with it`);
  }
  check((await show(page1 + "<script>window.evil = true</script>", strict.replace("'nonce-R4nd0m'", "'nonce-R4nd0m' 'unsafe-inline'"))).evil === false
    && (await show(page0 + "<img src=/none onerror='window.evil = true'>", "script-src 'self' 'unsafe-inline'")).evil, "beside a nonce unsafe-inline is ignored; alone it lets handlers run");
  check((await show("<base href='http://evil.example/'><p>x</p>", strict)).base.includes("127.0.0.1") && (await show("<base href='http://evil.example/'><p>x</p>", strict.replace("base-uri 'none'; ", ""))).base.includes("evil"),
    "base-uri stops a base element");
  current = { html: page1, header: strict };
  await page.goto(`http://127.0.0.1:${port}/frame`, { waitUntil: "networkidle0" });
  check(!(await Promise.all(page.frames().slice(1).map((f) => f.evaluate(() => document.title).catch(() => "")))).includes("x"), "the page can't be framed");
  check((await show(page1 + "<script>window.evil = true</script>", strict, "Content-Security-Policy-Report-Only")).evil, "report-only stops nothing");
  check(/report-to csp/.test(policy) && !/unsafe-inline|\*/.test(policy) && /frame-ancestors 'none'/.test(policy), "no unsafe-inline, no wildcard, and a name for reports");
});
server.close();

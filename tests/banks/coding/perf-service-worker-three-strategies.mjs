// The answer's worker in Chromium before a server that goes offline, fails and changes: the three strategies, a full store,
// stale files in the HTTP cache, and the change from one version to the next.
import { createServer } from "node:http";
import { answer, check } from "../support/bank.mjs";
import { chromium, until } from "../support/page.mjs";

const code = answer("perf-service-worker-three-strategies", "js");
const swap = (text, old, now) => {
  if (text.split(old).length !== 2) throw new Error(`${old} stands ${text.split(old).length - 1} times`);
  return text.replace(old, () => now);
};
let sw = code, offline = false, edition = 1, status = 200, asked = {};
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://x");
  if (offline && pathname !== "/sw.js") return request.socket.destroy();
  asked[pathname] = (asked[pathname] ?? 0) + 1;
  const image = pathname.endsWith(".svg"), script = pathname.endsWith(".js");
  response.writeHead(pathname.startsWith("/articles/") && !image ? status : 200, {
    "content-type": image ? "image/svg+xml" : script ? "text/javascript" : pathname.endsWith(".css") ? "text/css" : "text/html",
    "cache-control": pathname === "/app.css" ? "max-age=3600" : "no-store",
  });
  if (pathname === "/articles/slow") {
    response.write("first ".repeat(999));
    return void setTimeout(() => response.end("last"), 1500);
  }
  response.end(pathname === "/sw.js" ? sw : image ? "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>" : script ? "" : `${request.method} ${pathname} edition ${edition}`);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

await chromium(async (first) => {
  const browser = first.browser();
  async function started(worker) {
    sw = worker;
    [offline, edition, status] = [false, 1, 200];
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate(async () => { await navigator.serviceWorker.register("/sw.js"); await navigator.serviceWorker.ready; });
    await page.goto(`${origin}/app.js`);
    return page;
  }
  const see = async (page, path) => { await page.goto(origin + path).catch(() => {}); return page.evaluate(() => document.body.innerText).catch(() => ""); };
  const stored = (page) => page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) =>
    (await (await caches.open(name)).keys()).map((r) => `${name} ${new URL(r.url).pathname}`)))).flat());
  const image = (page, src) => page.evaluate((src) => new Promise((done) => Object.assign(new Image(), { src, onload: () => done(true), onerror: () => done(false) })), src);

  async function firstVisit(worker) {
    sw = worker;
    [offline, edition, status] = [false, 1, 200];
    const page = await (await browser.createBrowserContext()).newPage();
    await page.goto(`${origin}/articles/first`);
    await page.evaluate(async () => { await navigator.serviceWorker.register("/sw.js"); await navigator.serviceWorker.ready; });
    await page.evaluate(() => fetch("/articles/more").then((r) => r.text()));
    offline = true;
    const shown = [await see(page, "/articles/first"), await see(page, "/articles/more")];
    [offline] = [false];
    return shown.map((text) => text.includes("/offline.html"));
  }
  check((await firstVisit(code)).join() === "true,true", "the page of the first visit is not controlled yet: nothing it loads is stored");
  check((await firstVisit(code + 'self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));')).join() === "true,false", "clients.claim takes it over, but its own article came before");

  let page = await started(code);
  await see(page, "/articles/1");
  edition = 2;
  check((await see(page, "/articles/1")).endsWith("edition 2"), "online, an article is fresh");
  await page.goto(`${origin}/app.js`);
  check(await page.evaluate(async () => { const start = performance.now(); await fetch("/articles/slow"); return performance.now() - start < 1000; }), "a slow article begins to arrive before it is stored");
  check(await until(async () => (await stored(page)).includes("pages /articles/slow")), "it is stored when it is complete");
  status = 404;
  await see(page, "/articles/gone");
  check(!(await stored(page)).includes("pages /articles/gone"), "an error response is not stored");
  check(!(await see(page, "/articles/1")).endsWith("edition 1") && (await stored(page)).includes("pages /articles/1"), "a 404 is shown as it is, though a copy is stored, and does not replace that copy");
  status = 503;
  check((await see(page, "/articles/1")).endsWith("edition 2") && (await see(page, "/articles/7")).startsWith("GET /articles/7"), "a failing server: the stored copy, else its own page");
  status = 200;
  check(await image(page, "/a.svg") && await image(page, "/articles/b.svg"), "images load");
  const count = asked["/a.svg"];
  await page.goto(`${origin}/articles/1`);
  await image(page, "/a.svg");
  check(asked["/a.svg"] === count, "an image is taken from the cache");
  check((await page.evaluate(() => fetch("/articles/1", { method: "POST" }).then((r) => r.text()))).startsWith("POST"), "POST goes to the network");
  offline = true;
  check((await see(page, "/articles/1")).endsWith("edition 2"), "offline, an article read before opens");
  check((await see(page, "/articles/2")).includes("/offline.html"), "one never read shows /offline.html");
  check((await see(page, "/")).startsWith("GET / ") && await image(page, "/a.svg") && await image(page, "/articles/b.svg"), "the shell and images, also one below /articles/, are there");

  [offline, sw, edition] = [false, swap(code, "shell-v2", "shell-v3"), 3];
  const state = (wanted) => until(() => page.evaluate(async (wanted) => !!(await navigator.serviceWorker.getRegistration())[wanted], wanted));
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
  check(await state("waiting") && (await see(page, "/")).endsWith("edition 1"), "a new worker waits while a tab of the old one is open");
  check((await stored(page)).includes("shell-v3 /app.css") && (await page.evaluate(async () => (await (await caches.open("shell-v3")).match("/app.css")).text())).endsWith("edition 3"),
    "its shell is fresh, though the HTTP cache holds the old file");
  await page.goto("about:blank");
  await page.goto(origin);
  check(await until(async () => !(await stored(page)).some((one) => one.startsWith("shell-v2"))), "then it takes over and the old shell is gone");
  check((await see(page, "/")).endsWith("edition 3") && (await stored(page)).includes("pages /articles/1"), "with the new shell, and the articles kept");

  const full = "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));\n";
  page = await started(full + code);
  check((await see(page, "/articles/1")).startsWith("GET /articles/1") && await image(page, "/a.svg"), "with a full store, article and image come all the same");
  let slip = swap(code, "    event.waitUntil(caches.open(name)\n      .then((cache) => cache.put(event.request, copy))\n      .catch(() => {})); // full: the answer is good all the same", "await (await caches.open(name)).put(event.request, copy);");
  slip = swap(swap(slip, "function keep", "async function keep"), "return keep(event, PAGES, response);\n  } catch {\n", "{ await keep(event, PAGES, response); return response; }\n  } catch {\n    response = undefined;\n");
  page = await started(full + slip);
  check((await see(page, "/articles/1")).includes("/offline.html"), "a store that may fail turns a good article into the offline page");
  page = await started(swap(code, ', { cache: "reload" }', ""));
  sw = swap(swap(code, ', { cache: "reload" }', ""), "shell-v2", "shell-v3");
  await see(page, "/app.css");
  await page.goto(`${origin}/other`);
  await page.evaluate(() => fetch("/app.css?x").then(() => 0));
  edition = 9;
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
  await state("waiting");
  check((await page.evaluate(async () => (await (await caches.open("shell-v3")).match("/app.css")).text())).endsWith("edition 1"), "without reload the new shell holds an old file");
  page = await started(swap(code, "if (response.ok)", "if (true)"));
  status = 404;
  await see(page, "/articles/gone");
  check((await stored(page)).includes("pages /articles/gone"), "without the check of ok, errors get cached");
  page = await started(swap(code, "response.clone()", "response"));
  check(!(await see(page, "/articles/1")).startsWith("GET /articles/1") || !(await stored(page)).includes("pages /articles/1"), "without cloning, the body is consumed");
});
server.close();

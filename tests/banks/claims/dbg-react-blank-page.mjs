// Which listeners see a chunk that the deployment removed.
import { createServer } from "node:http";

import { check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";

const html = `<!doctype html><script>
seen = [];
window.onerror = () => seen.push("onerror");
addEventListener("error", (event) => event.target === window || seen.push("capture"), true);
addEventListener("unhandledrejection", () => seen.push("rejection"));
</script>`;
const server = createServer((request, response) => {
  if (request.url === "/gone.js") response.writeHead(404).end();
  else response.writeHead(200, { "content-type": "text/html" }).end(html); // the fallback rule: index.html for everything
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

await chromium(async (page) => {
  const after = async (work) => {
    await page.goto(`${origin}/`);
    return page.evaluate(work);
  };
  const file = await after(() => new Promise((done) => {
    const script = document.createElement("script");
    script.src = "/gone.js";
    document.head.append(script);
    setTimeout(() => done(seen), 300);
  }));
  check(file.join() === "capture", "a script file that is missing shows in the capture phase, not in window.onerror");
  const chunk = await after(() => new Promise((done) => {
    import("/chunk.abc.js");
    setTimeout(() => done(seen), 300);
  }));
  check(chunk.join() === "rejection", "a chunk answered with index.html and 200 rejects the import; only unhandledrejection sees it");
});
server.close();

// Five tabs of Chromium that need a new token at once: a lock alone renews five times, a look inside it after 50 ms once.
// Without the 50 ms the look is sometimes too early: the message may arrive after the lock.
import http from "node:http";
import { chromium, wait } from "../support/page.mjs";

let renewals = 0;
const server = http.createServer((request, response) => {
  if (request.url !== "/renew") {
    response.setHeader("content-type", "text/html");
    return response.end("<!doctype html><title>tab</title>");
  }
  renewals += 1;
  setTimeout(() => response.end(`token ${Math.random()}`), 30);
}).listen(0);
const address = `http://localhost:${server.address().port}/`;

function prepare() {
  const channel = new BroadcastChannel("session");
  window.token = "first";
  channel.onmessage = (event) => { window.token = event.data; };
  window.renew = (old, look, pause) => navigator.locks.request("refresh", async () => {
    if (pause) await new Promise((done) => setTimeout(done, pause));
    if (look && window.token !== old) return;
    window.token = await (await fetch("/renew")).text();
    channel.postMessage(window.token);
  });
}

let failed = false;
function check(condition, claim) {
  console.log(`  ${condition ? "seen" : "NOT SEEN"}: ${claim}`);
  failed ||= !condition;
}

try {
  await chromium(async (first) => {
    const tabs = [first];
    while (tabs.length < 5) tabs.push(await first.browser().newPage());
    for (const tab of tabs) {
      await tab.goto(address);
      await tab.evaluate(prepare);
    }
    async function rounds(look, pause) {
      const counts = [];
      for (let round = 0; round < 9; round += 1) {
        renewals = 0;
        const old = await first.evaluate(() => window.token);
        await Promise.all(tabs.map((tab) => tab.evaluate((...given) => window.renew(...given), old, look, pause)));
        counts.push(renewals);
        await wait(60);
      }
      return counts.sort((a, b) => a - b);
    }
    const none = await rounds(false, 0);
    const early = await rounds(true, 0);
    const late = await rounds(true, 50);
    check(none[0] === 5, `without a look five renewals each time: ${none}`);
    check(early[8] < 5, `with a look at once fewer: ${early}`);
    check(late[4] === 1, `with a look after 50 ms mostly one: ${late}`);
  });
} finally {
  server.close();
}
process.exit(failed ? 1 : 0);

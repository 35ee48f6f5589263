// What the page keeps alive: a logged object, a listener's closure; and what an abort signal lets go.
import { check } from "../support/bank.mjs";
import { chromium } from "../support/page.mjs";

await chromium(async (page) => {
  const cdp = await page.createCDPSession();
  const alive = async (make) => {
    await page.setContent("<!doctype html>");
    await page.evaluate(`{ const made = (${make})(); globalThis.held = new WeakRef(made); }`);
    for (let i = 0; i < 3; i++) {
      await new Promise((done) => setTimeout(done, 50));
      await cdp.send("HeapProfiler.collectGarbage");
    }
    return page.evaluate(() => globalThis.held.deref() !== undefined);
  };
  check(!await alive("() => new Array(1e5).fill(1)"), "an object that nothing holds goes");
  check(await alive("() => { const big = new Array(1e5).fill(1); console.log(big); return big; }"), "a logged object stays");
  check(await alive("() => { const big = new Array(1e5).fill(1); addEventListener('resize', () => big.length); return big; }"), "so does what a listener on window closes over");
  check(!await alive(`() => {
    const big = new Array(1e5).fill(1), stop = new AbortController();
    for (const type of ["resize", "scroll"]) addEventListener(type, () => big.length, { signal: stop.signal });
    stop.abort();
    return big;
  }`), "an aborted signal removes its listeners, and the data goes");
});

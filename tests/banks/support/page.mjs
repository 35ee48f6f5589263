// A page without layout (jsdom) and a real one (Chromium), for the harnesses of front-end questions.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

/** Loads a pinned package from the harnesses' environment. */
export const load = createRequire(`${process.env.BANKS_ENV}/`);

export const wait = (ms = 0) => new Promise((done) => setTimeout(done, ms));

/** Waits until something is so, for five seconds at most; whether it came to be. */
export async function until(condition) {
  for (let i = 0; i < 500; i++) {
    if (await condition()) return true;
    await wait(10);
  }
  return false;
}

/** What the code of a module exports: `scope` holds its globals, `modules` what its imports give. */
export function evaluate(code, { scope = {}, modules = {}, loader = "ts" } = {}) {
  const { code: js } = load("esbuild").transformSync(code, { loader, format: "cjs", jsx: "transform", logLevel: "silent" });
  const module = { exports: {} };
  const names = Object.keys(scope).filter((name) => /^[A-Za-z_]\w*$/.test(name) && name !== "default");
  const find = (name) => (name in modules ? modules[name] : load(name));
  new Function("module", "exports", "require", ...names, js)(module, module.exports, find, ...names.map((name) => scope[name]));
  return module.exports;
}

/** A jsdom window with this body; scripts and handlers in it run. `errors` collects what they throw. */
export function page(body, options = {}) {
  const { JSDOM, VirtualConsole } = load("jsdom");
  const virtualConsole = new VirtualConsole();
  const errors = [];
  virtualConsole.on("jsdomError", (error) => errors.push(String(error.cause ?? error.message)));
  const { window } = new JSDOM(`<!doctype html><body>${body}</body>`, {
    url: "https://app.example/", runScripts: "dangerously", pretendToBeVisual: true, virtualConsole, ...options,
  });
  return { window, document: window.document, errors };
}

/** Runs a classic script in a page, as a script element would. */
export function script(window, code) {
  const element = window.document.createElement("script");
  element.textContent = code;
  window.document.body.append(element);
}

/** Opens Chromium, runs `use(page)` and closes it; without a Chromium the harness is skipped (exit 77). */
export async function chromium(use) {
  const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) {
    console.error("skipped: needs Chromium (set CHROMIUM)");
    process.exit(77);
  }
  const browser = await load("puppeteer-core").launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    return await use(await browser.newPage());
  } finally {
    await browser.close();
  }
}

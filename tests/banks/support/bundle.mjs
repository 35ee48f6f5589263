// An answer's component with React in one classic script, for harnesses that need a browser's layout, keys or animations.
import { load } from "./page.mjs";

/** The script: it sets window.root, and window.render(name, props) renders what the code exports by that name. */
export function bundle(code, loader = "tsx") {
  const tail = `
import { createRoot as createRoot_ } from "react-dom/client";
import { flushSync as flushSync_ } from "react-dom";
import { createElement as createElement_ } from "react";
const exported_ = module_();
window.root = createRoot_(document.body.appendChild(document.createElement("main")));
window.render = (name, props, ...children) => flushSync_(() => window.root.render(createElement_(exported_[name], props, ...children)));`;
  const names = [...code.matchAll(/^export (?:default )?(?:function|const) (\w+)/gm)].map((m) => m[1]);
  const contents = `${code.replace(/^export (default )?/gm, "")}\nfunction module_() { return { ${names.join(", ")} }; }\n${tail}`;
  const { outputFiles } = load("esbuild").buildSync({
    stdin: { contents, loader, resolveDir: process.env.BANKS_ENV }, bundle: true, write: false, format: "iife", jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' }, minify: true, logLevel: "silent",
  });
  return outputFiles[0].text;
}

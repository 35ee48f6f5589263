// The types with TypeScript in strict mode: what compiles and what doesn't; in jsdom: elements, classes, one warning, attributes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../support/bank.mjs";
import { code } from "../support/coding.mjs";
import { compile, createElement, mount, React } from "../support/react.mjs";

const source = code("react-design-system-button-api", "tsx");
const good = ['<Button href="/x" target="_blank" rel="noopener">x</Button>', "<Button>x</Button>", '<Button type="submit" disabled form="f">x</Button>', "<Button primary>x</Button>", '<Button variant="danger" primary small>x</Button>',
  '<Button variant="secondary" size="medium" onClick={(e) => e.currentTarget.disabled} aria-label="x" />', '<Button href="/x" small onClick={(e) => e.currentTarget.href} />', "<Button ref={(node: HTMLButtonElement | null) => { node?.form; }} />", '<Button href="/x" ref={(node: HTMLAnchorElement | null) => { node?.href; }} />', '<Button data-test="1" className="wide" />'];
const bad = ['<Button href="/x" disabled />', '<Button href="/x" disabled={false} />', '<Button href="/x" type="button" />', '<Button variant="primry" />', '<Button size="large" />', '<Button target="_blank" />', '<Button variant={5} />', '<Button asLink href="/x" />', '<Button type="link" />'];
const folder = mkdtempSync(join(process.env.BANKS_ENV, "banks-"));
try {
  writeFileSync(join(folder, "button.tsx"), `declare const process: { env: { NODE_ENV?: string } };\n${source}\n${good.map((use, i) => `export const good${i} = ${use};`).join("\n")}\n${bad.map((use, i) => `// @ts-expect-error\nexport const bad${i} = ${use};`).join("\n")}`);
  let said = "";
  try {
    execFileSync(join(process.env.BANKS_ENV, "node_modules/.bin/tsc"), ["--noEmit", "--strict", "--jsx", "react-jsx", "--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler", "--lib", "es2022,dom", "--ignoreConfig", join(folder, "button.tsx")], { encoding: "utf8" });
  } catch (error) { said = error.stdout || error.message; }
  check(said === "", `${good.length} good uses compile, ${bad.length} bad ones do not ${said}`);
} finally {
  rmSync(folder, { recursive: true });
}
globalThis.React = React;
const warnings = [], errors = [];
console.warn = (text) => warnings.push(text);
const log = console.error; console.error = (...args) => errors.push(args.join(" "));
const { Button } = compile(source.replace(/^import .*$/gm, ""));
async function draw(props) { const { container } = await mount(createElement(Button, props, "x")); const [node] = container.children; return node; }
for (const variant of [undefined, "primary", "secondary", "danger"]) for (const size of [undefined, "small", "medium"]) for (const primary of [undefined, false, true]) for (const danger of [undefined, true]) for (const small of [undefined, true]) for (const href of [undefined, "/x", ""]) {
  const node = await draw({ variant, size, primary, danger, small, href });
  const look = variant !== undefined ? variant : danger ? "danger" : primary ? "primary" : "secondary";
  const scale = size !== undefined ? size : small ? "small" : "medium";
  if (node.className !== `button button-${look} button-${scale}` || node.tagName !== (href === undefined ? "BUTTON" : "A") || (node.tagName === "BUTTON" && (node.type !== "button" || node.hasAttribute("href")))) check(false, JSON.stringify([variant, size, primary, danger, small, href, node.outerHTML]));
}
check(warnings.length === 1 && /version 5/.test(warnings[0]), "432 combinations: element and classes as by hand, one warning in all");
let node = await draw({ type: "submit", className: "wide", title: "t", disabled: true, "data-test": "1" });
check(node.type === "submit" && node.className.endsWith(" wide") && node.title === "t" && node.disabled && node.dataset.test === "1", "native attributes pass, the type as well");
node = await draw({ type: undefined });
check(node.type === "button", "a type passed on as undefined is still a button");
let seen;
await draw({ href: "/x", target: "_blank", ref: (n) => { seen = n ?? seen; } });
check(seen?.tagName === "A" && seen.target === "_blank", "and the ref");
check(errors.length === 0, `React has nothing to complain of ${errors}`);
console.error = log;
warnings.length = 0;
const before = process.env.NODE_ENV;
const fresh = compile(source.replace(/^import .*$/gm, ""));
process.env.NODE_ENV = "production";
await mount(createElement(fresh.Button, { primary: true }));
process.env.NODE_ENV = before ?? "";
check(warnings.length === 0, "no warning in production");
process.exit(0);

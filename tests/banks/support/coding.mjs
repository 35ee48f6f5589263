// For the harnesses of coding questions: the answer's JavaScript, TypeScript or JSX as a module's exports, with slips.
import { createRequire } from "node:module";
import { blocks, question } from "./bank.mjs";

export const require = createRequire(`${process.env.BANKS_ENV}/`);

/** The code of the answer's blocks with this tag; each change is a pair of texts, as a candidate's slip would have it. */
export function code(id, tag, ...changes) {
  let text = blocks(question(id).answer, tag).join("\n");
  for (const [from, to] of changes) {
    const found = text.split(from).length - 1;
    if (found !== 1) throw new Error(`${id}: ${JSON.stringify(from)} stands ${found} times in the answer`);
    text = text.replace(from, () => to);
  }
  return text;
}

/** The named things that code defines; TypeScript and JSX are compiled first, and imports go through require. */
export function load(text, names, { globals = {}, modules = {} } = {}) {
  const { code: js } = require("esbuild").transformSync(text.replace(/^export (default )?/gm, ""), {
    loader: "tsx", format: "cjs", jsx: "automatic", logLevel: "silent",
  });
  const body = `${js}\nreturn { ${names.join(", ")} };`;
  const inner = (name) => modules[name] ?? require(name);
  return new Function("require", "exports", ...Object.keys(globals), body)(inner, {}, ...Object.values(globals));
}

/** What answer blocks with this tag define. */
export const solution = (id, names, { tag = "js", changes = [], ...rest } = {}) =>
  load(code(id, tag, ...changes), names, rest);

/** The handout's examples: [expression, expected] pairs, evaluated with the solution's names. */
export async function examples(id, scope) {
  const wrong = [];
  for (const block of blocks(question(id).handout, "jscon")) {
    for (const part of block.split(/^> /m).filter(Boolean)) {
      const [expression, wanted] = part.trim().split(/\n(?=[^\n]*$)/);
      const give = (text) => new Function(...Object.keys(scope), `return (async () => (${text}))()`)(...Object.values(scope));
      const found = await give(expression.replace(/;$/, ""));
      const expected = await give(wanted);
      if (JSON.stringify(found) !== JSON.stringify(expected)) wrong.push([expression, found]);
    }
  }
  return wrong;
}

/** Random numbers that are the same in each run. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return { next, below, pick: (list) => list[below(list.length)], times: (n, make) => Array.from({ length: n }, make) };
}

// Reads a question from the banks, so that a harness runs what is shipped and not a copy of it.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const banks = join(dirname(fileURLToPath(import.meta.url)), "../../../banks");

/** The question as it stands in its bank. */
export function question(id) {
  for (const file of readdirSync(banks).filter((name) => name.endsWith(".json")).sort()) {
    const found = JSON.parse(readFileSync(join(banks, file), "utf8")).questions.find((one) => one.id === id);
    if (found) return found;
  }
  throw new Error(`no question ${id}`);
}

/** The fenced blocks of a text, in order; with a tag, only those. */
export function blocks(text, tag) {
  const found = [...(text ?? "").matchAll(/^```([^\n`]*)\n([\s\S]*?)^```/gm)];
  return found.filter(([, name]) => tag === undefined || name.trim() === tag).map(([, , code]) => code);
}

export const handout = (id, tag, index = 0) => blocks(question(id).handout, tag)[index];
export const answer = (id, tag, index = 0) => blocks(question(id).answer, tag)[index];

/** One claim of the question, seen or not seen. */
export function check(condition, claim) {
  if (!condition) {
    console.error(`NOT SEEN: ${claim}`);
    process.exit(1);
  }
  console.log(`  seen: ${claim}`);
}

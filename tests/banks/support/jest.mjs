// Runs an answer's tests with Jest, for the component as it stands and for variants of it, all in one go.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const CONFIG = (environment, modules) => `module.exports = {
  testEnvironment: "${environment}", testTimeout: 6000,
  transform: { "\\\\.m?jsx?$": "<rootDir>/transform.js" },
  ${modules ? 'transformIgnorePatterns: ["/node_modules/(?!(rettime|until-async|@mswjs|@open-draft|msw)/)"],' : ""}
  setupFilesAfterEnv: ["@testing-library/jest-dom", "<rootDir>/setup.js"],
};`;
const TRANSFORM = `const { transformSync } = require("esbuild");
module.exports = { process: (source, file) => ({ code: transformSync(source, { loader: "jsx", format: "cjs", jsx: "automatic", sourcefile: file }).code }) };`;

// a busy machine needs more than the one second that findBy waits
const SETUP = `require("@testing-library/react").configure({ asyncUtilTimeout: 2500 });`;

/** For each variant (name to files; modules: are MSW's ES modules transformed, too?): whether each test passed, by its title; or { suite: false } if it could not start. */
export function run(variants, { environment = "jsdom", modules = true } = {}) {
  const root = mkdtempSync(join(process.env.BANKS_ENV, "jest-"));
  try {
    writeFileSync(join(root, "jest.config.js"), CONFIG(environment, modules));
    writeFileSync(join(root, "transform.js"), TRANSFORM);
    writeFileSync(join(root, "setup.js"), SETUP);
    for (const [name, files] of Object.entries(variants)) {
      mkdirSync(join(root, name));
      for (const [file, text] of Object.entries(files)) writeFileSync(join(root, name, file), text);
    }
    const { stdout, stderr } = spawnSync(process.execPath, [join(process.env.BANKS_ENV, "node_modules/jest/bin/jest.js"), "--json", "--silent", "--runInBand", "--rootDir", root], { cwd: root, encoding: "utf8" });
    if (!stdout.startsWith("{")) throw new Error(stderr);
    const outcomes = {};
    for (const suite of JSON.parse(stdout).testResults) {
      const tests = suite.assertionResults.map((test) => [test.title, test.status === "passed"]);
      outcomes[basename(dirname(suite.name))] = tests.length ? Object.fromEntries(tests) : { suite: false, said: suite.message };
    }
    return outcomes;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The titles of the tests that did not pass. */
export const failed = (outcome) => Object.keys(outcome).filter((title) => outcome[title] === false);

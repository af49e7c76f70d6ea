import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/bundles/", "_build/", "build/", ".venv/"] },
  js.configs.recommended,
  {
    files: ["src/hedgelab/widgets/**/*.js", "benchmarks/*.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["tools/*.mjs", "tests/**/*.mjs", "*.js"],
    languageOptions: { globals: globals.node },
  },
];

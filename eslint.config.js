import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/bundles/", "_build/", "build/", ".venv/"] },
  js.configs.recommended,
  {
    files: [
      "src/hedgelab/widgets/**/*.js",
      "src/hedgelab/desk/**/*.js",
      "src/hedgelab/desk_page/**/*.{js,jsx}",
      "benchmarks/*.js",
      "tests/desk_page/*.js",
    ],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
    rules: {
      // A longer one says why where it switches this off; files: tests/test_long_files.py.
      "max-lines-per-function": ["error", { max: 85, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["tools/*.mjs", "tests/**/*.mjs", "*.js"],
    languageOptions: { globals: globals.node },
  },
];

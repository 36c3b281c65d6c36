import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const words = "/[A-Za-z]{2}/";

export default tseslint.config(
  { ignores: ["dist", "target", "node_modules", "src/api/schema.ts"] },
  {
    files: ["src/**/*.{ts,tsx}", "test/**/*.ts", "vite.config.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // The router's redirects and not-founds are thrown, and are no errors.
      "@typescript-eslint/only-throw-error": ["error", { allow: [{ from: "package", package: "@tanstack/router-core", name: "Redirect" }] }],
      "max-lines-per-function": "off",
      eqeqeq: "error",
    },
  },
  {
    files: ["src/**/*.tsx"],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat["recommended-latest"]],
    rules: {
      // A scroll region has to take the focus (axe: scrollable-region-focusable).
      "jsx-a11y/no-noninteractive-tabindex": ["error", { roles: ["region"], allowExpressionValues: true }],
    },
  },
  {
    // Every text stands in the catalogue.
    files: ["src/**/*.tsx"],
    ignores: ["src/**/*.test.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: `JSXText[value=${words}]`, message: "Take the text from src/texts." },
        {
          selector: `JSXAttribute[name.name=/^(aria-label|title|placeholder|alt|label|lead|hint)$/] > Literal[value=${words}]`,
          message: "Take the text from src/texts.",
        },
        {
          selector: `JSXElement > JSXExpressionContainer > Literal[value=${words}]`,
          message: "Take the text from src/texts.",
        },
      ],
    },
  },
);

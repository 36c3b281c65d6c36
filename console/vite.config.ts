import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Built files lie below /console/, so that whoever serves them needs two rules only: this folder,
// and index.html for the addresses of views.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "target/dist",
    emptyOutDir: true,
    assetsDir: "console",
    target: "es2022",
    modulePreload: { polyfill: false },
    // A font in a style sheet would need data: in the policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "test/**/*.test.ts"],
    restoreMocks: true,
    testTimeout: 10_000,
  },
});

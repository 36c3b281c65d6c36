import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Whoever serves the built files needs three rules: what lies below /assets/ never changes,
// addresses of views are index.html, all else is a file.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsDir: "assets",
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

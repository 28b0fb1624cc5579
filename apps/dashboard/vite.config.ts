import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where the API listens while the page is developed. */
const api = process.env.SLUICE_API ?? "http://127.0.0.1:8080";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    // The page's policy has no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // A test has the budget, in bytes as they are sent.
    chunkSizeWarningLimit: 1_000,
    target: "es2023",
  },
  // What only the worker needs is got ready too: else its first start loads the page again.
  optimizeDeps: { entries: ["index.html", "src/verify/verify-worker.ts"] },
  server: {
    proxy: Object.fromEntries(["/v1", "/session", "/docs", "/openapi.json"].map((path) => [path, api])),
  },
});

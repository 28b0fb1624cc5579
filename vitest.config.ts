import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{apps,packages,infra,test,bench,examples}/**/*.test.ts"],
    globalSetup: ["infra/servers/src/resolve/resolve-all-servers.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // A second, as it is otherwise, is little on a machine that does other things too.
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    passWithNoTests: false,
  },
});

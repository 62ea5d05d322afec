import { availableParallelism } from "node:os"
import preact from "@preact/preset-vite"
import { defineConfig } from "vitest/config"
import { CountReporter } from "./server/testing/count-reporter.ts"

const BROWSER_TESTS = ["**/*.browser.test.ts", "demo/journeys/**/*.test.ts"]
const NOT_OURS = ["**/node_modules/**", "dist/**", "data/**"]

/** `unit` runs in Node (component tests name happy-dom at the file's top); `browser` drives a real Chromium against dist/. */
export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  test: {
    globalSetup: "server/testing/global-setup.ts",
    pool: "forks",
    reporters: ["default", new CountReporter()],
    unstubEnvs: true,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          sequence: { groupOrder: 0 },
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...NOT_OURS, ...BROWSER_TESTS],
          testTimeout: 15_000,
          hookTimeout: 30_000,
          // Left to itself vitest keeps one core for others, which is one of two.
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          sequence: { groupOrder: 1 },
          include: BROWSER_TESTS,
          exclude: NOT_OURS,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})

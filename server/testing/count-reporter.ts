import type { Reporter, TestModule } from "vitest/node"

/** Ends a run with one line that any program can read: `12 passed, 0 failed`. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) counts[test.result().state] += 1
      if (module.state() === "failed" && !tests.some((test) => test.result().state === "failed")) counts.failed += 1
    }
    // A test that never ended did not pass.
    const failed = counts.failed + counts.pending
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ""
    process.stdout.write(`\n${counts.passed} passed, ${failed} failed${skipped}\n`)
  }
}

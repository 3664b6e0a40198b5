import type { Reporter, TestModule } from 'vitest/node';

/** Ends the output of a test run with the figures that tests annotated, and one line that a script can read: `N passed, N failed, N skipped`. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const figures: string[] = [];
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      const states = tests.map((test) => test.result().state);
      figures.push(...tests.flatMap((test) => test.annotations().map(({ message }) => message)));
      const failed = states.filter((state) => state === 'failed').length;
      count.passed += states.filter((state) => state === 'passed').length;
      // A file that cannot be read, or whose set-up fails, has no failed test, and is a failure all the same.
      count.failed += failed === 0 && module.state() === 'failed' ? 1 : failed;
      count.skipped += states.filter((state) => state !== 'passed' && state !== 'failed').length;
    }
    // The default reporter prints its own summary first, in the same turn.
    setImmediate(() =>
      process.stdout.write(
        `\n${figures.map((figure) => `${figure}\n`).join('')}\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`,
      ),
    );
  }
}

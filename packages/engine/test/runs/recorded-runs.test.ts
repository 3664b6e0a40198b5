import {
  absence,
  compareRun,
  isAbsent,
  type JsonObject,
  normaliseRun,
  outOfScopeReason,
  type RecordedRun,
  recordedRuns,
} from '@tiphys/tools-conformance';
import { expect, test } from 'vitest';
import { startHttpFixture } from './http-fixture.ts';
import { readManifest } from './read-manifest.ts';
import { runHere, type Submission } from './run-here.ts';

/** Most cases spend most of their time sleeping. */
const sideBySide = 8;
/** May only rise. */
const atLeastInScope = 437;

test.skipIf(isAbsent)(
  `every recorded run in scope ends here as it ended in Argo${absence}`,
  async ({ annotate }) => {
    await using _ = await startHttpFixture();
    const { inside, outside } = sortByScope(recordedRuns());
    const failed = await compareAll(inside);
    const reasons = [...outside]
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `${reason}: ${count}`);
    await annotate(
      `runs: in scope ${inside.length}, agreeing ${inside.length - failed.size}, differing: ${failed.size}; out of scope: ${reasons.join(', ')}`,
    );
    expect(Object.fromEntries(failed)).toEqual({});
    expect(inside.length).toBeGreaterThanOrEqual(atLeastInScope);
  },
  300_000,
);

interface SortedRuns {
  readonly inside: readonly RecordedRun[];
  readonly outside: ReadonlyMap<string, number>;
}

function sortByScope(runs: readonly RecordedRun[]): SortedRuns {
  const inside: RecordedRun[] = [];
  const outside = new Map<string, number>();
  for (const run of runs) {
    const reason = outOfScopeReason(run.expected);
    if (reason === undefined) inside.push(run);
    else outside.set(reason, (outside.get(reason) ?? 0) + 1);
  }
  return { inside, outside };
}

async function compareAll(runs: readonly RecordedRun[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const failed = new Map<string, readonly string[]>();
  // The slowest first, so that none is left at the end.
  const waiting = [...runs].sort((a, b) => Number(isSlow(b)) - Number(isSlow(a)));
  const work = async (): Promise<void> => {
    for (let run = waiting.shift(); run; run = waiting.shift()) {
      const differences = await differencesOf(run);
      if (differences.length > 0) failed.set(run.name, differences);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, work));
  return failed;
}

function isSlow({ name }: RecordedRun): boolean {
  return /timeout|deadline|parallelism|resubmit|sleep|backoff/.test(name);
}

async function differencesOf({ expected, manifest: text }: RecordedRun): Promise<readonly string[]> {
  const manifest = readManifest(text);
  try {
    const submission = expected.submit as Submission | undefined;
    const action = expected.action as string | undefined;
    const workflow = await runHere(manifest, { ...submission, ...(action && { action }) });
    return compareRun(expected, normaliseRun(workflow as unknown as JsonObject));
  } catch (error) {
    return [String(error)];
  }
}

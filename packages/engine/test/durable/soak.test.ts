import { expect, test } from 'vitest';
import { soak } from './soak.ts';

/** Handles that Node.js may open in the meantime, for its thread pool and its watcher. */
const OWN_HANDLES = 6;

const seconds = Number(process.env.TIPHYS_SOAK_SECONDS ?? 60);

test('a minute of random runs leaves no process, handle or folder', { timeout: seconds * 3000 }, async () => {
  const report = await soak(seconds);
  expect(report, JSON.stringify(report)).toMatchObject({ processes: [], folders: [] });
  expect(report.moreHandles, JSON.stringify(report)).toBeLessThanOrEqual(OWN_HANDLES);
  expect(report.runs).toBeGreaterThan(3);
});

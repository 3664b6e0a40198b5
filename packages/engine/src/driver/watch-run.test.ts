import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { logFile } from '../contract/run-folder.ts';
import { followLog } from './run-files/follow-log.ts';
import { openStore, type Run, type Store } from './store.ts';
import { watchRun } from './watch-run.ts';

let directory: string;
let store: Store;
let run: Run;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-watch-'));
  store = openStore(directory);
  run = store.createRun('a');
});
afterEach(() => rmSync(directory, { recursive: true }));

const workflowOf = (status: object): Workflow => ({ status }) as Workflow;

describe('a run that is watched', () => {
  test('is shown at each change, when it is interrupted, and when it has ended', async () => {
    const seen: string[] = [];
    const steps = [
      () => run.writeWorkflow(workflowOf({ phase: 'Running' })),
      () => void run.close(),
      () => {
        run = store.openRun('a');
      },
      () => run.writeWorkflow(workflowOf({ phase: 'Succeeded', finishedAt: '2026-01-01T00:00:00Z' })),
    ];
    for await (const { liveness, workflow } of watchRun(store, 'a')) {
      seen.push(`${liveness} ${workflow?.status?.phase ?? '-'}`);
      steps.shift()?.();
    }
    expect(seen).toEqual([
      'live -',
      'live Running',
      'interrupted Running',
      'live Running',
      'finished Succeeded',
    ]);
  });

  test('is left alone when the signal is aborted', async () => {
    const stop = new AbortController();
    for await (const _ of watchRun(store, 'a', { signal: stop.signal })) setImmediate(() => stop.abort());
  });

  test('is unknown if the store does not have it', async () => {
    await expect(watchRun(store, 'b').next()).rejects.toMatchObject({ code: 'ENGINE_STORE_UNKNOWN_RUN' });
  });
});

describe('a log that is followed', () => {
  const node = { nodeId: 'wf-1', nodeName: 'wf.a' };

  test('comes in pieces until the node has ended, with whole characters', async () => {
    const file = logFile(run.folder, node);
    const bytes = Buffer.from('ö\n');
    writeFileSync(file, 'first\n');
    let hasEnded = false;
    const pieces: string[] = [];
    const steps = [
      () => appendFileSync(file, bytes.subarray(0, 1)),
      () => {
        appendFileSync(file, bytes.subarray(1));
        hasEnded = true;
      },
    ];
    for await (const piece of followLog(run.folder, node, { hasEnded: () => hasEnded })) {
      pieces.push(piece);
      steps.shift()?.();
    }
    expect(pieces.join('')).toBe('first\nö\n');
  });

  test('is empty if there is none', async () => {
    const pieces: string[] = [];
    for await (const piece of followLog(run.folder, node)) pieces.push(piece);
    expect(pieces).toEqual([]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProcessExecutor } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import type { RetryOptions } from '@tiphys/runs';
import {
  absence,
  compareRun,
  isAbsent,
  type JsonObject,
  manifestOf,
  normaliseRun,
  type RecordedRun,
  recordedRuns,
} from '@tiphys/tools-conformance';
import { readYaml } from '@tiphys/yaml';
import { expect, test } from 'vitest';
import { openLocalRuns } from '../src/local-runs.ts';

const cases = isAbsent ? [] : recordedRuns().filter(({ expected }) => expected.after !== undefined);

test.skipIf(isAbsent)(`runs that were retried in Argo are recorded${absence}`, () => {
  expect(cases.length).toBeGreaterThan(0);
});

test.for(cases)('$name ends here as it ended in Argo', async (recorded) => {
  expect(await differencesOf(recorded)).toEqual([]);
});

async function differencesOf({ expected, manifest }: RecordedRun): Promise<readonly string[]> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-retry-'));
  try {
    const runs = openLocalRuns(directory, {
      openExecutor: async (folder) =>
        createProcessExecutor({ folder, environment: { PATH: process.env.PATH ?? '/usr/bin:/bin' } }),
    });
    const { workflow, objects } = manifestOf(readYaml(manifest).documents);
    await (await runs.start({ workflow: workflow as Workflow, objects, name: 'wf' })).ended;
    await runs.retry('wf', optionsOf(expected.after as string));
    const ended = await runs.drivenBy('wf')?.ended;
    return compareRun(expected, normaliseRun(ended as unknown as JsonObject));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Reads the options of a command such as `retry -p c=0`. */
function optionsOf(command: string): RetryOptions {
  const [, parameter] = /-p (\S+)/.exec(command) ?? [];
  const [, selector] = /--node-field-selector (\S+)/.exec(command) ?? [];
  const [name = '', value = ''] = parameter?.split('=') ?? [];
  return {
    ...(parameter !== undefined && { parameters: { [name]: value } }),
    ...(selector !== undefined && { nodeFieldSelector: selector }),
    restartSuccessful: command.includes('--restart-successful'),
  };
}

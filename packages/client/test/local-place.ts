import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProcessExecutor } from '@tiphys/engine';
import { type LocalRuns, openLocalRuns } from '@tiphys/local';

/** Local runs in a temporary folder, which is removed at the end together with what still runs. */
export interface LocalPlace extends AsyncDisposable {
  readonly directory: string;
  readonly runs: LocalRuns;
}

/** Opens local runs whose tasks are processes. */
export function openLocalPlace(): LocalPlace {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-client-'));
  const started: string[] = [];
  const runs = openLocalRuns(path.join(directory, 'store'), {
    openExecutor: async (folder) =>
      createProcessExecutor({ folder, environment: { PATH: process.env.PATH ?? '/usr/bin:/bin' } }),
    onStart: ({ name }) => started.push(name),
  });
  return {
    directory,
    runs,
    async [Symbol.asyncDispose]() {
      for (const name of started) {
        const run = runs.drivenBy(name);
        run?.engine.terminate();
        await run?.ended.catch(() => undefined);
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

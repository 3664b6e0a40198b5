import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Workflow } from '@tiphys/models';
import { openArtifactAccess } from '../../src/artifacts/artifact-context.ts';
import { openArtifactStore } from '../../src/artifacts/stores/artifact-store.ts';
import { systemClock } from '../../src/contract/clock.ts';
import { combineExecutors } from '../../src/contract/combine-executors.ts';
import type { Executor } from '../../src/contract/executor.ts';
import { realFileSystem } from '../../src/contract/file-system.ts';
import { defaultLimits } from '../../src/contract/limits.ts';
import { StuckRunError } from '../../src/driver/loop/stuck-run-error.ts';
import { startWorkflow } from '../../src/driver/run-workflow.ts';
import { openStore } from '../../src/driver/store.ts';
import { createHttpExecutor } from '../../src/executors/http/http-executor.ts';
import { createLocalCluster } from '../../src/executors/resource/cluster/local-cluster.ts';
import { addObjects } from '../../src/executors/resource/objects/add-objects.ts';
import { openObjectStore } from '../../src/executors/resource/objects/object-store.ts';
import { createResourceExecutor } from '../../src/executors/resource/resource-executor.ts';
import { createProcessExecutor } from '../../src/process/process-executor.ts';
import type { Manifest } from './read-manifest.ts';
import { applyAction } from './recorded-action.ts';

const programs = path.resolve(import.meta.dirname, '../fixtures/bin');

/** The commands of images without command when the cases were recorded. */
const images = {
  'argoproj/argosay:v1': { cmd: ['cowsay'] },
  'argoproj/argosay:v2': { entrypoint: ['argosay'] },
  'docker/whalesay': { cmd: ['true'] },
};

/** Milliseconds after which a recorded command is applied. */
const ACTION_DELAY = 3000;

/** How a recorded case was submitted. */
export interface Submission {
  /** A command that is applied after some seconds, such as `stop`. */
  readonly action?: string;
  readonly name?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Runs a manifest with real processes. For a run that can never end, returns the workflow so far. */
export async function runHere(manifest: Manifest, submission: Submission = {}): Promise<Workflow> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-run-'));
  const { folder } = openStore(directory).createRun('wf');
  const environment = { PATH: `${programs}:${process.env.PATH ?? '/usr/bin:/bin'}` };
  const pods = createProcessExecutor({ folder, environment, images, maxProcesses: 64 });
  const executor = combineExecutors({
    pod: pods,
    data: pods,
    http: createHttpExecutor(),
    resource: localResources(directory),
  });
  const { action, ...submitted } = submission;
  try {
    const run = startWorkflow(manifest.workflow, {
      executor,
      objects: manifest.objects,
      ...submitted,
      // A suspended run waits for the command.
      ...(action && { onWait: () => {} }),
    });
    if (action) void setTimeout(ACTION_DELAY).then(() => applyAction(run, action));
    return await (action ? Promise.race([run.ended, current(run)]) : run.ended);
  } catch (error) {
    if (error instanceof StuckRunError) return error.workflow;
    throw error;
  } finally {
    await pods.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Returns a workflow as it is some time after a command, for one that still waits then. */
async function current(run: ReturnType<typeof startWorkflow>): Promise<Workflow> {
  await setTimeout(4 * ACTION_DELAY);
  return run.current();
}

function localResources(directory: string): Executor {
  const store = openObjectStore(path.join(directory, 'objects'));
  return createResourceExecutor({
    cluster: createLocalCluster(store, systemClock),
    isLocal: true,
    artifacts: {
      files: realFileSystem,
      limits: defaultLimits,
      store: openArtifactStore(realFileSystem, path.join(directory, 'artifacts')),
      ...openArtifactAccess({ searchPath: '' }),
    },
    prepare: (given) =>
      addObjects(store, given, { mark: path.join(directory, 'given'), namespace: 'default' }),
  });
}

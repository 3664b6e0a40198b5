import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import { StuckRunError } from '../../src/driver/loop/stuck-run-error.ts';
import { runWorkflow } from '../../src/driver/run-workflow.ts';
import { openStore } from '../../src/driver/store.ts';
import { createProcessExecutor } from '../../src/process/process-executor.ts';
import type { Manifest } from './conformance.ts';

const programs = path.resolve(import.meta.dirname, '../fixtures/bin');

/** The commands of images without command when the cases were recorded. */
const images = {
  'argoproj/argosay:v1': { cmd: ['cowsay'] },
  'argoproj/argosay:v2': { entrypoint: ['argosay'] },
  'docker/whalesay': { cmd: ['true'] },
};

/** How a recorded case was submitted. */
export interface Submission {
  /** Milliseconds after which the run is stopped. */
  readonly stopAfter?: number;
  readonly name?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Runs a manifest with real processes. For a run that can never end, returns the workflow so far. */
export async function runHere(manifest: Manifest, submission: Submission = {}): Promise<Workflow> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-run-'));
  const { folder } = openStore(directory).createRun('wf');
  const environment = { PATH: `${programs}:${process.env.PATH ?? '/usr/bin:/bin'}` };
  const executor = createProcessExecutor({ folder, environment, images, maxProcesses: 64 });
  const { stopAfter, ...submitted } = submission;
  const signal = stopAfter === undefined ? undefined : AbortSignal.timeout(stopAfter);
  try {
    return await runWorkflow(manifest.workflow, {
      executor,
      objects: manifest.objects,
      ...submitted,
      ...(signal && { signal }),
    });
  } catch (error) {
    if (error instanceof StuckRunError) return error.workflow;
    throw error;
  } finally {
    await executor.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

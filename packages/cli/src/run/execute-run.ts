import path from 'node:path';
import type { Run } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import { findStore } from '../world/find-store.ts';
import type { World } from '../world/world.ts';
import type { RunnableWorkflow } from './choose-workflow.ts';
import { createRunProgress } from './progress.ts';
import type { RunOptions } from './run-options.ts';

/** A run that has ended. */
export interface FinishedRun {
  readonly workflow: Workflow;
  readonly run: Run;
  /** The path of the manifest that ran. */
  readonly manifest: string;
}

/**
 * Runs a workflow in a new folder of the store, with its progress on the terminal, until it has ended. Ctrl-C stops it.
 *
 * @throws EngineError for a workflow or store that cannot be used
 */
export async function executeRun(
  runnable: RunnableWorkflow,
  options: RunOptions & { readonly silent: boolean },
  world: World,
): Promise<FinishedRun> {
  const { createProcessExecutor, findUnusedImages, nameRun, openStore, runWorkflow } = await import(
    '@tiphys/engine'
  );
  const { toYaml } = await import('@tiphys/workflow');
  const { allowedHosts, images, limits, maximumIterations, remoteBuckets } = options;
  const name = options.name ?? nameRun(runnable.workflow);
  const store = openStore(findStore(options.store, world));
  const run = store.createRun(name);
  for (const warning of await store.removeLeftovers()) world.terminal.err(`${warning}\n`);
  const manifest = path.join(run.folder.directory, 'manifest.yaml');
  await world.files.writeText(manifest, toYaml(runnable.workflow));
  for (const image of findUnusedImages(imagesOf(runnable), images))
    world.terminal.err(`warning: No template uses the image "${image}" of --image.\n`);
  const executor = createProcessExecutor({
    folder: run.folder,
    environment: taskEnvironment(world.env),
    images,
    limits,
    allowedHosts,
    remoteBuckets,
  });
  const notice = executor.findNotice();
  if (notice !== undefined) world.terminal.err(`${notice}\n`);
  const progress = await createRunProgress(world, options.silent);
  const stop = new AbortController();
  const onInterrupt = (): void => {
    progress.say('Interrupted: stopping the run. Press Ctrl-C again to exit immediately.');
    stop.abort();
  };
  try {
    const ended = runWorkflow(runnable.workflow, {
      executor,
      objects: runnable.objects,
      maximumIterations,
      maximumWorkflowBytes: limits.workflowBytes,
      signal: stop.signal,
      run,
      onUpdate: (state) => progress.update(state),
    });
    // Only from here on: before, Ctrl-C ends the process at once, even while it computes what to run first.
    world.interrupted.addEventListener('abort', onInterrupt, { once: true });
    if (world.interrupted.aborted) onInterrupt();
    return { workflow: await ended, run, manifest };
  } finally {
    progress.end();
    world.interrupted.removeEventListener('abort', onInterrupt);
    const warnings = await executor.close();
    for (const warning of warnings) world.terminal.err(`${warning}\n`);
    await run.close();
  }
}

/** The user's environment variables that tasks see: paths, locale, certificates and proxies, but nothing that may be secret. */
const PASSED_ON =
  /^(?:PATH|HOME|USER|SHELL|LANG|LANGUAGE|LC_\w+|TZ|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|(?:https?|no|all)_proxy)$/i;

function taskEnvironment(env: World['env']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => PASSED_ON.test(name)));
}

/** Returns every image in the objects of a run. */
function imagesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'image' && typeof inner === 'string' ? [inner] : imagesOf(inner),
  );
}

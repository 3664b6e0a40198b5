import type { LocalRuns } from '@tiphys/local';
import { copyObjects } from '../drive/copy-objects.ts';
import {
  manifestIn,
  NO_SETTINGS,
  type RunSettings,
  readRunSettings,
  writeRunSettings,
} from '../drive/run-settings.ts';
import { openSession, type SessionResult } from '../drive/session.ts';
import { withRelativePaths } from '../output/relative-paths.ts';
import { findStore } from '../world/find-store.ts';
import type { World } from '../world/world.ts';
import type { RunnableWorkflow } from './choose-workflow.ts';
import type { EarlierRun } from './earlier-run.ts';
import type { RunOptions } from './run-options.ts';

/** A run that has ended, or that the user has left. */
export interface FinishedRun extends SessionResult {
  /** The runs of its store. */
  readonly runs: LocalRuns;
  /** The path of the manifest that ran. */
  readonly manifest: string;
}

/** Options of {@link executeRun}. */
export interface ExecuteOptions extends RunOptions {
  /** Whether nothing but messages is printed while the run goes on. */
  readonly silent: boolean;
  /** The files with the Secrets of the run. */
  readonly secretFiles: readonly string[];
  /** The run that this one starts from: with its results where it goes on, with the inputs of a node where only that runs. */
  readonly earlier?: EarlierRun;
}

/**
 * Runs a workflow in a new folder of the store, with its progress on the terminal, until it has ended. Ctrl-C stops it, or leaves it if it only waits
 * for an answer.
 *
 * @throws EngineError for a workflow or store that cannot be used
 */
export async function executeRun(
  runnable: RunnableWorkflow,
  options: ExecuteOptions,
  world: World,
): Promise<FinishedRun> {
  const { copyStoredArtifact, findUnusedImages, openStore } = await import('@tiphys/engine');
  const { toYaml } = await import('@tiphys/workflow');
  const { images, limits, silent, log, earlier } = options;
  const directory = findStore(options.store, world);
  for (const warning of await openStore(directory).removeLeftovers())
    world.terminal.err(`${withRelativePaths(warning, world.cwd)}\n`);
  for (const image of findUnusedImages(imagesOf(runnable), images))
    world.terminal.err(`warning: No template uses the image "${image}" of --image.\n`);
  const printLog = silent ? world.terminal.err : undefined;
  const session = await openSession(world, { silent, log, printLog });
  const { openLocalRuns } = await import('@tiphys/local');
  const runs = openLocalRuns(directory, session.driver);
  const run = await runs.start({
    workflow: runnable.workflow,
    name: options.name,
    objects: runnable.objects,
    maximumIterations: options.maximumIterations,
    maximumWorkflowBytes: limits.workflowBytes,
    from: earlier?.only === undefined ? earlier?.name : undefined,
    prepare: async ({ folder }) => {
      writeRunSettings(folder, await settingsOf(options));
      const inputs = earlier?.only?.inputs?.artifacts;
      if (earlier !== undefined) copyObjects(earlier.folder, folder);
      for (const artifact of inputs ?? []) {
        if (earlier !== undefined) await copyStoredArtifact(artifact, { from: earlier.folder, to: folder });
      }
      await world.files.writeText(manifestIn(folder), toYaml(runnable.workflow));
    },
  });
  const result = await session.finish(run, runs);
  return { ...result, runs, manifest: manifestIn(run.folder) };
}

/** Returns the settings of the options. Those of an earlier run hold unless an option says otherwise. */
export async function settingsOf(options: ExecuteOptions): Promise<RunSettings> {
  const { executor, images, limits, allowedHosts, remoteBuckets, earlier } = options;
  const { plugins, cluster, variables, passedOn, secretFiles } = options;
  const before = earlier === undefined ? NO_SETTINGS : await readRunSettings(earlier.folder);
  return {
    executor: executor ?? before.executor,
    plugins: { ...before.plugins, ...plugins },
    cluster: cluster ?? before.cluster,
    images: { ...before.images, ...images },
    limits: { ...before.limits, ...limits },
    allowedHosts: [...before.allowedHosts, ...allowedHosts],
    remoteBuckets: [...before.remoteBuckets, ...remoteBuckets],
    variables: { ...before.variables, ...variables },
    passedOn: [...before.passedOn, ...passedOn],
    secretFiles,
  };
}

/** Returns every image in the objects of a run. */
function imagesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'image' && typeof inner === 'string' ? [inner] : imagesOf(inner),
  );
}

import type { KubernetesObject } from '@tiphys/client';
import { isRunnable, type RunnableObject } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/versions';
import { type LoadedSource, loadSource } from '../source/load-source.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';

/** A file to check for a cluster. */
export interface ReadFile {
  /** As the user wrote it. */
  readonly name: string;
  readonly source: LoadedSource;
  /** What runs, or is stored. */
  readonly runnable: readonly RunnableObject[];
  /** All objects of the file, with the templates of pipelines that it calls. */
  readonly objects: readonly KubernetesObject[];
}

/** Options of {@link readFile}. */
export interface ReadFileOptions {
  readonly exportName: string | undefined;
  readonly target: ArgoVersion | undefined;
  readonly frozen: boolean;
}

/**
 * Reads a file to check for a cluster.
 *
 * @throws CliError `CLI_NOTHING_FOUND`; the errors of loading and compiling
 */
export async function readFile(name: string, options: ReadFileOptions, world: World): Promise<ReadFile> {
  const source = await loadSource(name, options, world);
  const given =
    source.kind === 'pipeline' ? [source.compiled.manifest, ...source.references] : source.objects;
  const repository = source.kind === 'pipeline' ? source.compiled.repository : undefined;
  const runnable = given.filter(isRunnable);
  if (runnable.length === 0)
    throw new CliError(
      'CLI_NOTHING_FOUND',
      `${name} contains no Workflow, WorkflowTemplate, ClusterWorkflowTemplate, CronWorkflow or pipeline to check.`,
    );
  // A file may contain objects of any kind.
  const objects = [...given, ...(repository === undefined ? [] : [repository])] as readonly unknown[];
  return { name, source, runnable, objects: objects as readonly KubernetesObject[] };
}

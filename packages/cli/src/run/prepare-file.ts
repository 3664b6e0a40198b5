import type { RunnableObject } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import type { ArgoObject, KubernetesObject } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/versions';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import { frozenOption, isFrozen } from '../line/frozen-option.ts';
import { readParameters } from '../line/read-parameters.ts';
import { findIn } from '../place/find-template.ts';
import { assertDecodable } from '../source/assert-decodable.ts';
import { convertAll } from '../source/convert-all.ts';
import { type LoadedSource, loadSource } from '../source/load-source.ts';
import type { World } from '../world/world.ts';
import type { TakenNames } from './fit-to-taker.ts';

/** The options that say what of a file runs, and with which objects. */
export const sourceOptions: Readonly<Record<string, OptionSpec>> = {
  with: {
    summary: 'Add the WorkflowTemplates, ConfigMaps and Secrets of this file, folder or pattern',
    type: 'list',
    value: 'PATH',
    completes: 'file',
  },
  export: { summary: 'Use this export of the file', type: 'text', value: 'NAME' },
  ...frozenOption,
};

/** A workflow that is ready to run. */
export interface PreparedFile {
  readonly workflow: Workflow;
  /** The object of the file that the workflow is made from, without the parameters of the command line. */
  readonly written: RunnableObject;
  /** What the command line gives to it. */
  readonly given: TakenNames;
  /** The same object with the parameters. */
  readonly chosen: RunnableObject;
  readonly objects: readonly KubernetesObject[];
  /** The files with Secrets. */
  readonly secretFiles: readonly string[];
  readonly source: LoadedSource;
}

/** Options of {@link prepareFile}. */
export interface PrepareOptions {
  /** Whether the workflow runs in a cluster, which may have the objects that it refers to, and which rejects what lint rejects. @default false */
  readonly forCluster?: boolean;
  /** The version of Argo whose fields the workflow has. @default the newest */
  readonly target?: ArgoVersion | undefined;
}

/**
 * Reads what a file runs, with its parameters and the objects that it refers to.
 *
 * @throws CliError for a file, a parameter or an object that cannot be used
 */
export async function prepareFile(
  file: string,
  args: ParsedArguments,
  world: World,
  options: PrepareOptions = {},
): Promise<PreparedFile> {
  return prepareSource(await readSource(file, args, world, options), args, world, options);
}

/**
 * Reads a file, and returns its contents as a cluster would decode them: without nulls.
 *
 * @throws CliError for a file that cannot be used
 */
export async function readSource(
  file: string,
  args: ParsedArguments,
  world: World,
  { forCluster = false, target }: PrepareOptions = {},
): Promise<LoadedSource> {
  const loading = {
    exportName: args.text('export'),
    target,
    frozen: isFrozen(args, world),
    local: !forCluster,
  };
  return decodeSource(await loadSource(file, loading, world));
}

/**
 * Returns what a file runs, with its parameters and the objects that it refers to.
 *
 * @throws CliError for a parameter or an object that cannot be used
 */
export async function prepareSource(
  loaded: LoadedSource,
  args: ParsedArguments,
  world: World,
  { forCluster = false, target }: PrepareOptions = {},
): Promise<PreparedFile> {
  const { setEntrypoint } = await import('./set-entrypoint.ts');
  const entrypoint = args.text('entrypoint');
  const source = setEntrypoint(loaded, entrypoint);
  const parameters = await readParameters(args, world);
  const { setParameters, setValues } = await import('./set-parameters.ts');
  const { chooseRunnable, chooseWorkflow } = await import('./choose-workflow.ts');
  const { fitToObject } = await import('./fit-to-object.ts');
  const written = chooseRunnable(objectsOf(source), source.file);
  // Those of a pipeline are checked when they are set.
  const values = source.kind === 'pipeline' ? {} : parameters;
  // Lint sees the values as they are sent, as far as the file tells their types.
  const early = await fitToObject(written, { values }, findIn(objectsOf(source)));
  const changed = await setParameters(source, { ...parameters, ...early }, written);
  const manifests = await convertAll(changed, target);
  const runnable = chooseWorkflow(manifests, source.file);
  await assertOwnParametersGiven(runnable.workflow, source);
  if (forCluster || source.kind === 'pipeline') {
    const { assertValid } = await import('../source/lint-source.ts');
    await assertValid({ source, objects: manifests, target }, world);
  }
  const { gatherObjects } = await import('./gather-objects.ts');
  const gathered = await gatherObjects(
    { source, runnable, words: args.list('with'), mayBeElsewhere: forCluster },
    world,
  );
  const given = { parameters: Object.keys(parameters), values, entrypoint, starts: true };
  const fitted = await fitToObject(written, given, findIn(gathered.objects));
  const chosen = setValues(chooseRunnable(manifests, source.file), fitted);
  return {
    ...gathered,
    source,
    written,
    given,
    chosen,
    workflow: chooseWorkflow([chosen], source.file).workflow,
  };
}

/** Values may also come from a WorkflowTemplate, which is not read yet. */
async function assertOwnParametersGiven({ metadata, spec }: Workflow, source: LoadedSource): Promise<void> {
  if (spec?.workflowTemplateRef !== undefined) return;
  const { assertParametersGiven } = await import('./assert-parameters-given.ts');
  const { inputTypesOf } = await import('./fit-values.ts');
  await assertParametersGiven([spec ?? {}], { given: [] }, async () =>
    source.kind === 'pipeline'
      ? Object.fromEntries(source.compiled.inputs.map((input) => [input.name, input]))
      : inputTypesOf(metadata?.annotations ?? {}),
  );
}

function objectsOf(source: LoadedSource): readonly ArgoObject[] {
  return source.kind === 'pipeline' ? [source.compiled.manifest] : source.objects;
}

async function decodeSource(source: LoadedSource): Promise<LoadedSource> {
  if (source.kind === 'pipeline') return source;
  const { file, text, objects } = source;
  await assertDecodable(text === undefined ? { file, objects } : { file, text });
  const { decodeNulls } = await import('@tiphys/engine');
  return { ...source, objects: objects.map(decodeNulls) };
}

import path from 'node:path';
import type { ArgoObject } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/tables';
import type { CompiledPipeline } from '@tiphys/pipeline/compile';
import type { LoadedModule } from '@tiphys/pipeline/load';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import { createRegenerate, refuseOutdated } from './regenerate.ts';

/** What a file given to a command holds: a pipeline compiled to a manifest, or the objects of a YAML or TypeScript file. */
export type LoadedSource =
  | {
      readonly kind: 'pipeline';
      readonly file: string;
      readonly exportName: string;
      readonly compiled: CompiledPipeline;
    }
  | {
      readonly kind: 'objects';
      readonly file: string;
      readonly objects: readonly ArgoObject[];
      /** The export that holds each object, when the file is a module. */
      readonly exports?: readonly string[];
      /** Of a manifest, what was read. */
      readonly text?: string;
    };

/** What of a file is taken, and how. */
export interface LoadOptions {
  /** The export of a script. @default the first that can be used */
  readonly exportName?: string | undefined;
  /** The version of Argo that a pipeline is compiled for. @default the newest */
  readonly target?: ArgoVersion | undefined;
  /** Whether stale generated modules are refused. @default false: they are generated again */
  readonly frozen?: boolean | undefined;
}

const scriptFile = /\.[cm]?[jt]sx?$/;
const manifestFile = /\.(?:ya?ml|json)$/;

/** Tells whether a path names a TypeScript or JavaScript file. */
export function isScript(file: string): boolean {
  return scriptFile.test(file);
}

/** Tells whether a path names a YAML or JSON file. */
export function isManifest(file: string): boolean {
  return manifestFile.test(file);
}

/**
 * Returns what a file holds: YAML and JSON are read, a pipeline is loaded and compiled.
 *
 * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_KIND`, `CLI_FILE_ENCODING`, `CLI_UNKNOWN_EXPORT`, `CLI_SEVERAL_PIPELINES`; and what loading and compiling throw
 */
export async function loadSource(name: string, options: LoadOptions, world: World): Promise<LoadedSource> {
  const file = path.resolve(world.cwd, name);
  if (isScript(file)) return loadScript(file, options, world);
  if (name !== '-' && !isManifest(file) && (await world.files.kindOf(file)) === 'file') {
    throw new CliError(
      'CLI_FILE_KIND',
      `${file} is neither TypeScript (.ts, .js) nor a manifest (.yaml, .yml, .json).`,
    );
  }
  const { fromYaml } = await import('@tiphys/yaml');
  const text = name === '-' ? await world.readInput() : await world.files.readText(file);
  return {
    kind: 'objects',
    file: name === '-' ? '<stdin>' : file,
    objects: fromYaml(text, { file: name === '-' ? '<stdin>' : file }),
    text,
  };
}

/**
 * Returns all that a file holds: of a script, each pipeline that it exports, and its other objects together.
 *
 * @throws what {@link loadSource} throws
 */
export async function loadSources(
  name: string,
  options: LoadOptions,
  world: World,
): Promise<readonly LoadedSource[]> {
  const file = path.resolve(world.cwd, name);
  if (!isScript(file)) return [await loadSource(name, options, world)];
  const loaded = await loadModule(file, options, world);
  const sources: LoadedSource[] = [];
  for (const exportName of loaded.pipelines.keys())
    sources.push(await compileExport(loaded, exportName, options));
  return loaded.objects.size === 0 ? sources : [...sources, objectsOf(loaded, undefined)];
}

/** Returns the files that the components of a pipeline were generated from, as far as they call templates of other objects. */
export function remoteFiles(source: LoadedSource): readonly string[] {
  if (source.kind !== 'pipeline') return [];
  return [...new Set(source.compiled.remotes.flatMap(({ file }) => file ?? []))];
}

async function loadScript(file: string, options: LoadOptions, world: World): Promise<LoadedSource> {
  const { exportName } = options;
  const loaded = await loadModule(file, options, world);
  const names = [...loaded.pipelines.keys(), ...loaded.objects.keys()];
  if (exportName !== undefined && !names.includes(exportName)) {
    throw new CliError(
      'CLI_UNKNOWN_EXPORT',
      `${file} exports no "${exportName}" that could be used. It exports: ${names.join(', ')}.`,
    );
  }
  const chosen = exportName ?? names[0] ?? '';
  if (exportName === undefined && chosen !== 'default') assertOnePipeline(loaded);
  return loaded.pipelines.has(chosen)
    ? compileExport(loaded, chosen, options)
    : objectsOf(loaded, exportName);
}

/** Without a default export, nothing says which of several pipelines is meant. */
function assertOnePipeline({ file, pipelines }: LoadedModule): void {
  if (pipelines.size < 2) return;
  throw new CliError(
    'CLI_SEVERAL_PIPELINES',
    `${file} exports ${pipelines.size} pipelines and no default: ${[...pipelines.keys()].join(', ')}. Choose one with --export NAME.`,
  );
}

async function loadModule(file: string, { frozen }: LoadOptions, world: World): Promise<LoadedModule> {
  const kind = await world.files.kindOf(file);
  if (kind === 'directory') throw new CliError('CLI_FILE_KIND', `${file} is a directory. Name a file in it.`);
  if (kind === 'missing') throw new CliError('CLI_FILE_MISSING', `There is no file ${file}. Check the path.`);
  await world.files.readText(file); // Loading it would replace bytes that are not UTF-8.
  const { loadPipelineModule } = await import('@tiphys/pipeline/load');
  return await loadPipelineModule(file, { regenerate: frozen ? refuseOutdated : createRegenerate(world) });
}

function objectsOf({ file, objects }: LoadedModule, exportName: string | undefined): LoadedSource {
  const chosen = [...objects].filter(([name]) => exportName === undefined || name === exportName);
  return {
    kind: 'objects',
    file,
    // What the objects really are is for lint and the engine to find out.
    objects: chosen.map(([, object]) => object as unknown as ArgoObject),
    exports: chosen.map(([name]) => name),
  };
}

async function compileExport(
  { file, pipelines, inputSchemas }: LoadedModule,
  exportName: string,
  { target }: LoadOptions,
): Promise<LoadedSource> {
  const pipeline = pipelines.get(exportName);
  if (pipeline === undefined) throw new Error(`unreachable: ${exportName} is a pipeline`);
  const { compilePipeline, createBundler } = await import('@tiphys/pipeline/compile');
  const compiled = await compilePipeline(pipeline, {
    bundler: createBundler(),
    inputSchemas: inputSchemas[exportName] ?? {},
    ...(target && { target }),
  });
  return { kind: 'pipeline', file, exportName, compiled };
}

import path from 'node:path';
import type { ArgoObject } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/tables';
import type { AnyPipeline } from '@tiphys/pipeline';
import type { CompiledPipeline, InputSchemas } from '@tiphys/pipeline/compile';
import type { LoadedModule } from '@tiphys/pipeline/load';
import { CliError } from '../world/cli-error.ts';
import { assertFile } from '../world/files.ts';
import type { World } from '../world/world.ts';
import { isManifest, isScript, unsupportedFileError } from './file-kinds.ts';
import { createRegenerate } from './regenerate.ts';

/** The contents of a file: a pipeline that was compiled, or the objects of a YAML or TypeScript file. */
export type LoadedSource =
  | {
      readonly kind: 'pipeline';
      readonly file: string;
      readonly exportName: string;
      readonly compiled: CompiledPipeline;
      /** The WorkflowTemplates of the pipelines that it refers to, directly or through others. */
      readonly references: readonly ArgoObject[];
    }
  | {
      readonly kind: 'objects';
      readonly file: string;
      readonly objects: readonly ArgoObject[];
      /** The export of each object, if the file is a module. */
      readonly exports?: readonly string[];
      /** The text of the file, if it is a manifest. */
      readonly text?: string;
    };

/** Options of {@link loadSource}. */
export interface LoadOptions {
  /** The export to use. @default the first usable one */
  readonly exportName?: string | undefined;
  /** The version of Argo to compile a pipeline for. @default the newest */
  readonly target?: ArgoVersion | undefined;
  /** Whether stale generated modules are an error. @default false: they are regenerated */
  readonly frozen?: boolean | undefined;
  /** Whether the pipeline runs on this machine, where images are not used. @default false */
  readonly local?: boolean;
  /** Whether a ConfigMap describes the artifact repository of a pipeline. @default false: the manifest does */
  readonly separateRepository?: boolean;
}

/**
 * Returns the contents of a file. Reads YAML and JSON; loads and compiles a pipeline.
 *
 * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_KIND`, `CLI_FILE_ENCODING`, `CLI_UNKNOWN_EXPORT`, `CLI_SEVERAL_PIPELINES`; and the errors
 * of loading and compiling
 */
export async function loadSource(name: string, options: LoadOptions, world: World): Promise<LoadedSource> {
  const file = path.resolve(world.cwd, name);
  if (isScript(file)) return loadScript(file, options, world);
  if (name !== '-' && !isManifest(file) && (await world.files.kindOf(file)) === 'file') {
    throw unsupportedFileError(file, 'TypeScript or JavaScript');
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
 * Returns everything in a file. Of a script, that is each exported pipeline, and all other objects together.
 *
 * @throws the errors of {@link loadSource}
 */
export async function loadSources(
  name: string,
  options: LoadOptions,
  world: World,
): Promise<readonly LoadedSource[]> {
  const file = path.resolve(world.cwd, name);
  if (!isScript(file)) return [await loadSource(name, options, world)];
  const loaded = await loadModule(file, options, world);
  const compiler = await createCompiler(options);
  const sources: LoadedSource[] = [];
  for (const exportName of loaded.pipelines.keys())
    sources.push(await compileExport(loaded, exportName, compiler));
  return loaded.objects.size === 0 ? sources : [...sources, objectsOf(loaded, undefined)];
}

/** Returns the YAML files that components of a pipeline were generated from. */
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
      `${file} has no export "${exportName}" with a pipeline or an Argo object. Available exports: ${names.join(', ')}.`,
    );
  }
  const chosen = exportName ?? names[0] ?? '';
  if (exportName === undefined && chosen !== 'default') assertOnePipeline(loaded);
  return loaded.pipelines.has(chosen)
    ? compileExport(loaded, chosen, await createCompiler(options))
    : objectsOf(loaded, exportName);
}

/** Without a default export, the choice between several pipelines would be arbitrary. */
function assertOnePipeline({ file, pipelines }: LoadedModule): void {
  if (pipelines.size < 2) return;
  throw new CliError(
    'CLI_SEVERAL_PIPELINES',
    `${file} exports ${pipelines.size} pipelines and none as default: ${[...pipelines.keys()].join(', ')}. Choose one with --export NAME.`,
  );
}

async function loadModule(file: string, { frozen }: LoadOptions, world: World): Promise<LoadedModule> {
  await assertFile(file, world.files);
  await world.files.readText(file); // Loading the module would silently replace bytes that are not UTF-8.
  const { loadPipelineModule, refuseOutdated } = await import('@tiphys/pipeline/load');
  return await loadPipelineModule(file, { regenerate: frozen ? refuseOutdated : createRegenerate(world) });
}

function objectsOf({ file, objects }: LoadedModule, exportName: string | undefined): LoadedSource {
  const chosen = [...objects].filter(([name]) => exportName === undefined || name === exportName);
  return {
    kind: 'objects',
    file,
    // Lint and the engine check what the objects really are.
    objects: chosen.map(([, object]) => object as unknown as ArgoObject),
    exports: chosen.map(([name]) => name),
  };
}

/** Compiles the pipelines of a file. */
interface Compiler {
  /** Compiles a pipeline that the user chose. */
  compile(pipeline: AnyPipeline, inputSchemas: InputSchemas | undefined): Promise<CompiledPipeline>;
  /** Compiles the pipelines that it refers to. What several pipelines refer to is compiled once. */
  compileReferences(compiled: CompiledPipeline): Promise<readonly CompiledPipeline[]>;
}

async function createCompiler({
  target,
  local = false,
  separateRepository = false,
}: LoadOptions): Promise<Compiler> {
  const { compilePipeline, compileReferences, createBundler } = await import('@tiphys/pipeline/compile');
  const options = { bundler: createBundler({ local }), ...(target && { target }) };
  const known = new Map<AnyPipeline, Promise<CompiledPipeline>>();
  const compileOnce = (pipeline: AnyPipeline): Promise<CompiledPipeline> => {
    const compiled = known.get(pipeline) ?? compilePipeline(pipeline, options);
    known.set(pipeline, compiled);
    return compiled;
  };
  return {
    compile: (pipeline, inputSchemas) =>
      compilePipeline(pipeline, { ...options, ...(inputSchemas && { inputSchemas }), separateRepository }),
    compileReferences: (compiled) => compileReferences(compiled, compileOnce),
  };
}

async function compileExport(
  { file, pipelines, inputSchemas }: LoadedModule,
  exportName: string,
  compiler: Compiler,
): Promise<LoadedSource> {
  const pipeline = pipelines.get(exportName);
  if (pipeline === undefined) throw new Error(`unreachable: ${exportName} is a pipeline`);
  const compiled = await compiler.compile(pipeline, inputSchemas[exportName]);
  const references = await compiler.compileReferences(compiled);
  return {
    kind: 'pipeline',
    file,
    exportName,
    compiled,
    references: references.map(({ manifest }) => manifest),
  };
}

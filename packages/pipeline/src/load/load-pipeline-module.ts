import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonSchema } from '@tiphys/signature/model';
import type { Pipeline } from '../author/pipeline.ts';
import { createGuards } from '../guard/guards.ts';
import { PipelineError } from '../pipeline-error.ts';
import { bundleModule } from './bundle-module.ts';
import type { Regenerate } from './generated-modules.ts';
import { importBundle } from './import-bundle.ts';

/** Options of {@link loadPipelineModule}. */
export interface LoadOptions {
  /** Folder that a relative path starts from. @default the working folder of the process */
  readonly directory?: string;
  /** Brings a generated module that is stale or missing up to date before it is used. @default it is refused */
  readonly regenerate?: Regenerate;
}

/** An object for Argo or Kubernetes, as a module exports it. */
export interface ExportedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** What a module exports that Tiphys can use. */
export interface LoadedModule {
  /** Absolute path of the module. */
  readonly file: string;
  /** Pipelines by the names of their exports, the default export first. */
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  /** Argo and Kubernetes objects by the names of their exports, the default export first; of a list each element. */
  readonly objects: ReadonlyMap<string, ExportedObject>;
  /** Export name of a pipeline -> name of its input -> schema, from the module that `tiphys generate` has written beside it. */
  readonly inputSchemas: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

/**
 * Loads a TypeScript module, as it stands, and returns its pipelines and objects.
 *
 * Wherever it, or a module of the user's that it imports, would take an output of a pipeline as a plain value, compiling the pipeline fails
 * with `PIPELINE_OUTPUT_AS_VALUE` and the place.
 *
 * @throws PipelineError `PIPELINE_FILE_MISSING`, `PIPELINE_LOAD_FAILED` with the user's `file:line:column`, or `PIPELINE_NOTHING_EXPORTED`;
 * `PIPELINE_GENERATED_STALE` or `PIPELINE_GENERATED_MISSING` for a generated module that is not what its source asks for
 */
export async function loadPipelineModule(path: string, options: LoadOptions = {}): Promise<LoadedModule> {
  const file = resolve(options.directory ?? '.', path);
  if (!existsSync(file)) {
    throw new PipelineError('PIPELINE_FILE_MISSING', {
      message: `The file ${path} does not exist; check its path.`,
    });
  }
  const { user, generated } = await importGuarded(file, options.regenerate);
  const exported = listExports(user as Readonly<Record<string, unknown>>);
  const pipelines = new Map(exported.filter((entry): entry is [string, Pipeline] => isPipeline(entry[1])));
  const objects = new Map(exported.filter((entry): entry is [string, ExportedObject] => isObject(entry[1])));
  if (pipelines.size + objects.size === 0) throw nothingExported(file, exported);
  const { pipelineInputs = {} } = (generated ?? {}) as Partial<
    Record<'pipelineInputs', LoadedModule['inputSchemas']>
  >;
  return { file, pipelines, objects, inputSchemas: pipelineInputs };
}

async function importGuarded(
  file: string,
  regenerate: Regenerate | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const guards = createGuards();
  try {
    return await importBundle(await bundleModule(file, guards, regenerate), file);
  } finally {
    guards.dispose();
  }
}

/**
 * Returns the exports of a module, the default one first; the elements of a list count one by one. What a default list names and the
 * module exports too counts once, in the order of the list.
 */
function listExports(module: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const names = Object.keys(module).sort(
    (one, other) => Number(other === 'default') - Number(one === 'default'),
  );
  const listed = new Set<unknown>(Array.isArray(module.default) ? module.default : []);
  const own = new Map(
    names.flatMap((name) => (listed.has(module[name]) ? [[module[name], name] as const] : [])),
  );
  return names.flatMap((name) => {
    const value = module[name];
    if (!Array.isArray(value)) return listed.has(value) ? [] : [[name, value] as const];
    return value.map((element, index) => [own.get(element) ?? `${name}[${index}]`, element] as const);
  });
}

/** By its kind, not by its class: the module may have been loaded beside another instance of this package. */
function isPipeline(value: unknown): value is Pipeline {
  return isRecord(value) && value.kind === 'tiphys-pipeline';
}

function isObject(value: unknown): value is ExportedObject {
  return isRecord(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function nothingExported(file: string, exported: readonly (readonly [string, unknown])[]): PipelineError {
  const names = exported.map(([name]) => name);
  const found = names.length === 0 ? 'It exports nothing.' : `It exports: ${names.join(', ')}.`;
  return new PipelineError('PIPELINE_NOTHING_EXPORTED', {
    message: `${file} exports no pipeline. ${found} Write: export default pipeline('name', { ... }, (inputs) => { ... });`,
    location: { file, line: 1, column: 1 },
  });
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonSchema } from '@tiphys/signature/model';
import type { AnyPipeline } from '../author/pipelines/any-pipeline.ts';
import { rememberInputs } from '../author/pipelines/known-inputs.ts';
import { settleParameters } from '../compile/settle-parameters.ts';
import { createGuards } from '../guard/guards.ts';
import { PipelineError } from '../pipeline-error.ts';
import { bundleModule } from './bundle-module.ts';
import type { Regenerate } from './generated-modules.ts';
import { importBundle } from './import-bundle.ts';

/** Options of {@link loadPipelineModule}. */
export interface LoadOptions {
  /** Folder that the path is relative to. @default the working directory of the process */
  readonly directory?: string;
  /** Updates a stale or missing generated module before it is used. @default refuses it */
  readonly regenerate?: Regenerate;
}

/** An Argo or Kubernetes object that a module exports. */
export interface ExportedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** The exports of a module that Tiphys can use. */
export interface LoadedModule {
  /** Absolute path of the module. */
  readonly file: string;
  /** Pipelines by export name, the default export first. */
  readonly pipelines: ReadonlyMap<string, AnyPipeline>;
  /** Argo and Kubernetes objects by export name, the default export first. Lists are flattened. */
  readonly objects: ReadonlyMap<string, ExportedObject>;
  /** Schemas by export name of the pipeline and input name, from the generated module. */
  readonly inputSchemas: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

/**
 * Loads a TypeScript module and returns its pipelines and objects.
 *
 * If it, or one of the user's modules that it imports, uses an output of a pipeline as a plain value, compiling the pipeline fails
 * with `PIPELINE_OUTPUT_AS_VALUE` and the location.
 *
 * @throws PipelineError `PIPELINE_FILE_MISSING`, `PIPELINE_LOAD_FAILED` with the user's `file:line:column`, or `PIPELINE_NOTHING_EXPORTED`;
 * `PIPELINE_GENERATED_STALE` or `PIPELINE_GENERATED_MISSING` for a generated module that does not match its source
 */
export async function loadPipelineModule(path: string, options: LoadOptions = {}): Promise<LoadedModule> {
  const file = resolve(options.directory ?? '.', path);
  if (!existsSync(file)) {
    throw new PipelineError('PIPELINE_FILE_MISSING', `The file ${path} does not exist. Check the path.`);
  }
  const bundle = await importGuarded(file, options.regenerate);
  rememberGenerated(bundle);
  const { user, generated } = bundle;
  const exported = listExports(user as Readonly<Record<string, unknown>>);
  const pipelines = new Map(exported.filter((entry): entry is [string, AnyPipeline] => isPipeline(entry[1])));
  const objects = new Map(exported.filter((entry): entry is [string, ExportedObject] => isObject(entry[1])));
  if (pipelines.size + objects.size === 0) throw nothingExported(file, exported);
  settleParameters(objects.values());
  return { file, pipelines, objects, inputSchemas: describedInputs(generated) };
}

/** Remembers what the generated modules say about the inputs of all pipelines in a bundle, which may call each other. */
function rememberGenerated(bundle: Readonly<Record<string, unknown>>): void {
  for (const [name, module] of Object.entries(bundle)) {
    if (!name.startsWith('user')) continue;
    const schemas = describedInputs(bundle[name.replace('user', 'generated')]);
    for (const [exportName, value] of Object.entries(module as Readonly<Record<string, unknown>>)) {
      const ofPipeline = schemas[exportName];
      if (isPipeline(value) && ofPipeline !== undefined) rememberInputs(value, ofPipeline);
    }
  }
}

function describedInputs(generated: unknown): LoadedModule['inputSchemas'] {
  const { pipelineInputs = {} } = (generated ?? {}) as Partial<
    Record<'pipelineInputs', LoadedModule['inputSchemas']>
  >;
  return pipelineInputs;
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
 * Returns the exports of a module, the default export first, with lists flattened. What is in the default list and is exported by name,
 * too, is listed once, in the order of the list.
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

/** Checks the kind instead of the class, because the module may have loaded another copy of this package. */
function isPipeline(value: unknown): value is AnyPipeline {
  return typeof value === 'function' && (value as { readonly kind?: unknown }).kind === 'tiphys-pipeline';
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
  return new PipelineError(
    'PIPELINE_NOTHING_EXPORTED',
    `${file} exports no pipeline. ${found} Write export default pipeline('name', { ... }, (inputs) => { ... });`,
    { location: { file, line: 1, column: 1 } },
  );
}

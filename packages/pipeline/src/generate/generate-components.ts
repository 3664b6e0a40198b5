import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { SourceLocation } from '@tiphys/signature/model';
import type { GenerateOptions } from './generate-options.ts';
import { generatedPath } from './generated-path.ts';
import { type GenerateInputs, recordInputs } from './hash-inputs.ts';
import { printRecord, withoutRecord } from './input-record.ts';
import { findModuleFormat } from './module-format.ts';
import { findOrigin } from './origin.ts';
import { printModule } from './print-module.ts';
import { printRemoteModule } from './print-remote-module.ts';
import { type ReadSource, readSources } from './read-sources.ts';
import { readText } from './read-text.ts';
import { sortProblems } from './sort-problems.ts';

/** A generated module, compared with the file on disk. */
export interface GeneratedFile {
  /** Absolute path of the source. */
  readonly source: string;
  /** Absolute path of the generated module. */
  readonly path: string;
  readonly text: string;
  readonly state: 'fresh' | 'stale' | 'missing';
  /** Whether a stale module only differs in the hash of its inputs. */
  readonly onlyHash: boolean;
  /** Absolute paths of the user's modules that the source imports. */
  readonly imports: readonly string[];
  /** Names of its components. */
  readonly components: readonly string[];
}

/** A mistake in a source file. Nothing is generated if there is one. */
export interface GenerateProblem {
  readonly code: string;
  /** What is wrong, and what to do about it. */
  readonly message: string;
  readonly location: SourceLocation;
}

/** The generated modules, which are not written yet, or the problems. */
export interface GenerateResult {
  readonly files: readonly GeneratedFile[];
  readonly problems: readonly GenerateProblem[];
}

/** Generates the module of each source file (`components.ts` -> `components.generated.ts`), without writing it. */
export async function generateComponents(
  files: readonly string[],
  options: GenerateOptions = {},
): Promise<GenerateResult> {
  const paths = [...new Set(files.map((file) => resolve(options.directory ?? '.', file)))];
  const refused = [...paths.flatMap((path) => findRefusal(path)), ...findClashes(paths)];
  if (refused.length > 0) return { files: [], problems: sortProblems(refused) };
  const sources = paths.filter((path) => !isManifest(path));
  const read = sources.length === 0 ? [] : await readSources(sources, options);
  const results = await Promise.all([
    ...read.map(toGenerated),
    ...paths.filter(isManifest).map(generateRemote),
  ]);
  return {
    files: results.flatMap((one) => one.files),
    problems: sortProblems(results.flatMap((one) => one.problems)),
  };
}

/** Generates the components of the templates in a YAML file. */
async function generateRemote(source: string): Promise<GenerateResult> {
  const record = await recordInputs({ source });
  const text = await readText(source);
  if (text === undefined) return refuse('PIPELINE_FILE_MISSING', source, 'does not exist. Check the path.');
  // Loaded only for YAML, because it takes time.
  const { readYaml } = await import('@tiphys/yaml');
  const { readRemoteTemplates } = await import('../remote/read-remote-templates.ts');
  const { documents, problems } = readYaml(text, { file: source });
  const { components, problems: others } = readRemoteTemplates(documents);
  const all = [
    ...problems.map((one) => ({ ...one, message: `${one.message}.` })),
    ...others.map((one) => ({ ...one, code: 'PIPELINE_INVALID_TEMPLATE' })),
  ];
  if (all.length > 0) {
    const located = all.map(({ code, message, line, column }) => ({
      code,
      message,
      location: { file: source, line, column },
    }));
    return { files: [], problems: located };
  }
  if (components.length === 0)
    return refuse(
      'PIPELINE_NOTHING_TO_GENERATE',
      source,
      'has no WorkflowTemplate or ClusterWorkflowTemplate with a named template.',
    );
  const printed = printRemoteModule(basename(source), components, await findModuleFormat(source));
  return compareToDisk(
    { source },
    printed + printRecord(record),
    components.map(({ name }) => name),
  );
}

/** Compares a generated module with the file on disk. Files that Tiphys did not write are refused. */
async function compareToDisk(
  { source, modules = [] }: GenerateInputs,
  text: string,
  names: readonly string[],
): Promise<GenerateResult> {
  const path = generatedPath(source);
  const found = await readText(path);
  const foreign = await findForeign(source, found);
  if (foreign !== undefined) return foreign;
  const state = found === undefined ? 'missing' : found === text ? 'fresh' : 'stale';
  const onlyHash = state === 'stale' && withoutRecord(found ?? '') === withoutRecord(text);
  return {
    files: [{ source, path, text, state, onlyHash, imports: modules, components: names }],
    problems: [],
  };
}

/** Returns the problem if the existing file is not the generated module of this source. */
async function findForeign(source: string, found: string | undefined): Promise<GenerateResult | undefined> {
  if (found === undefined) return undefined;
  const path = generatedPath(source);
  const origin = findOrigin(found);
  if (origin === undefined)
    return refuse(
      'PIPELINE_FILE_NOT_GENERATED',
      path,
      'exists, but was not generated by Tiphys. Move it, or rename the source.',
    );
  if (origin === basename(source)) return undefined;
  const there = (await readText(join(dirname(source), origin))) !== undefined;
  const advice = there
    ? 'Rename one of the sources.'
    : `${origin} no longer exists: remove ${basename(path)} and generate again.`;
  return refuse(
    'PIPELINE_GENERATED_FROM_ANOTHER',
    path,
    `was generated from ${origin}, and ${basename(source)} would be generated to the same file. ${advice}`,
  );
}

/** Returns problems for sources that would be generated to the same file. */
function findClashes(paths: readonly string[]): readonly GenerateProblem[] {
  const sources = new Map<string, string>();
  return paths.flatMap((path) => {
    const other = sources.get(generatedPath(path));
    sources.set(generatedPath(path), path);
    if (other === undefined) return [];
    return refuse(
      'PIPELINE_GENERATED_FROM_ANOTHER',
      path,
      `and ${basename(other)} would both be generated to ${basename(generatedPath(path))}. Rename one of them.`,
    ).problems;
  });
}

function isManifest(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

async function toGenerated({ signatures: file, inputs, record }: ReadSource): Promise<GenerateResult> {
  if (file.problems.length > 0) return { files: [], problems: file.problems };
  const { functions, pipelines, file: source } = file;
  if (functions.length + pipelines.length === 0) {
    return refuse(
      'PIPELINE_NOTHING_TO_GENERATE',
      source,
      'exports no function. Export the functions that should become components.',
    );
  }
  const path = generatedPath(source);
  const found = await readText(path);
  // A pipeline without required inputs needs no module, but an existing one may be outdated.
  const empty = functions.length === 0 && pipelines.every(({ inputs }) => inputs.length === 0);
  if (empty && (found === undefined || (findOrigin(found) ?? basename(source)) !== basename(source)))
    return { files: [], problems: [] };
  const text = printModule(file, await findModuleFormat(source)) + printRecord(record);
  return compareToDisk(
    inputs,
    text,
    functions.map(({ name }) => name),
  );
}

function findRefusal(path: string): readonly GenerateProblem[] {
  const name = basename(path);
  if (/\.generated\.[mc]?ts$/.test(name)) {
    return refuse(
      'PIPELINE_SOURCE_IS_GENERATED',
      path,
      'is a generated module. Pass the file that it was generated from.',
    ).problems;
  }
  if (!isManifest(name) && (/\.d\.[mc]?ts$/.test(name) || !/\.[mc]?tsx?$/.test(name))) {
    return refuse(
      'PIPELINE_NOT_TYPESCRIPT',
      path,
      'is not a TypeScript source file. Components are generated from .ts files.',
    ).problems;
  }
  if (existsSync(path)) return [];
  return refuse('PIPELINE_FILE_MISSING', path, 'does not exist. Check the path.').problems;
}

function refuse(code: string, path: string, text: string): GenerateResult {
  return {
    files: [],
    problems: [{ code, message: `${basename(path)} ${text}`, location: { file: path, line: 1, column: 1 } }],
  };
}

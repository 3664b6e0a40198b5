import { basename, join, relative, resolve } from 'node:path';
import type { BuildOptions, Metafile, OutputFile } from 'esbuild';
import type { LineTable } from '../runtime/find-place.ts';
import { toBundleError } from './bundle-error.ts';
import { bundleOptions } from './bundle-options.ts';
import { toCommonJs } from './common-js.ts';
import { isPackage } from './is-package.ts';
import { toLineTable } from './script/line-table.ts';
import { ALL_FUNCTIONS, type BundleEntry, TASK_NAMESPACE, taskModules } from './task-modules.ts';
import { userModules } from './user-modules.ts';

/** Built code with the sources of its lines. */
export interface BuiltModule {
  /** Name under which other modules require it. */
  readonly id: string;
  /** CommonJS. */
  readonly code: string;
  /** Returns the sources of the lines if it starts after this number of lines. */
  lines(linesBefore: number): LineTable;
  /** Size in bytes of its parts, by package or file. */
  readonly parts: ReadonlyMap<string, number>;
}

/** The code of a component: its own, and the modules that it requires. */
export interface BuiltComponent {
  readonly own: BuiltModule;
  readonly required: readonly BuiltModule[];
}

const OUTPUT_FOLDER = 'out';

/**
 * Builds the code of the components of one package. The user's modules go into the code of each component; packages, and large
 * modules of the user that several components have, go into modules that they require.
 *
 * @throws PipelineError `PIPELINE_BUNDLE_FAILED` when a source cannot be bundled.
 */
export async function buildModules(
  root: string,
  entries: ReadonlyMap<string, BundleEntry>,
): Promise<ReadonlyMap<string, BuiltComponent>> {
  try {
    const outputs = await readOutputs(
      root,
      await withoutUnused(root, entries, await runBuild(root, entries)),
    );
    return new Map([...entries.keys()].map((key) => [key, componentOf(`${key}.js`, outputs)]));
  } catch (error) {
    throw toBundleError(error, root, entries);
  }
}

/** Builds the components, with shared code in outputs of its own or not. */
async function runBuild(root: string, entries: ReadonlyMap<string, BundleEntry>, splitting = true) {
  const esbuild = await import('esbuild');
  // The entry with all functions moves packages that one function uses out of its own code.
  const names = [...entries.keys(), ...(splitting ? [ALL_FUNCTIONS] : [])];
  const options = {
    ...bundleOptions,
    format: 'esm',
    splitting,
    sourcemap: 'external',
    metafile: true,
    write: false,
    absWorkingDir: root,
    outdir: join(root, OUTPUT_FOLDER),
    chunkNames: '[hash]',
    entryPoints: names.map((name) => ({ in: `${TASK_NAMESPACE}:${name}`, out: name })),
    plugins: [taskModules(entries), userModules(entries)],
  } as const satisfies BuildOptions;
  return await esbuild.build(options);
}

interface BuildResults {
  readonly metafile: Metafile;
  readonly outputFiles: readonly OutputFile[];
}

/** Import of shared code of which nothing is used by name. */
const bareImport = /^import "\.\/(\w+\.js)";$/gm;

/**
 * Removes imports of shared code that a component does not need. esbuild assigns whole files to shared code, so the code of a function also
 * imports what only other functions of the same file use.
 */
async function withoutUnused(
  root: string,
  entries: ReadonlyMap<string, BundleEntry>,
  { metafile, outputFiles }: BuildResults,
): Promise<BuildResults> {
  const owns = new Set([...entries.keys()].map((key) => `${key}.js`));
  const isAffected = ({ path, text }: OutputFile): boolean =>
    owns.has(basename(path)) && text.match(bareImport) !== null;
  if (!outputFiles.some(isAffected)) return { metafile, outputFiles };
  // Without shared code, the outputs have exactly what each component needs.
  const { metafile: exact } = await runBuild(root, entries, false);
  const dropped = new Map<string, ReadonlySet<string>>();
  const files = outputFiles.map((file) => {
    if (!isAffected(file)) return file;
    const output = `${OUTPUT_FOLDER}/${basename(file.path)}`;
    const needed = inputsOf(exact, output);
    const unused = [...file.text.matchAll(bareImport)]
      .map(([, name = '']) => `${OUTPUT_FOLDER}/${name}`)
      .filter((shared) => ![...inputsOf(metafile, shared)].some((input) => needed.has(input)));
    dropped.set(output, new Set(unused));
    const text = file.text.replace(bareImport, (line, name) =>
      unused.includes(`${OUTPUT_FOLDER}/${name}`) ? '' : line,
    );
    return { ...file, text };
  });
  const outputs = Object.entries(metafile.outputs).map(([path, output]) => {
    const imports = output.imports.filter((one) => dropped.get(path)?.has(one.path) !== true);
    return [path, { ...output, imports }] as const;
  });
  return { metafile: { ...metafile, outputs: Object.fromEntries(outputs) }, outputFiles: files };
}

/** Returns the files that an output has code of. */
function inputsOf({ outputs }: Metafile, output: string): Set<string> {
  const inputs = Object.entries(outputs[output]?.inputs ?? {});
  return new Set(inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file));
}

interface BuiltOutput {
  readonly module: BuiltModule;
  /** Names of outputs that it imports. */
  readonly imports: readonly string[];
}

async function readOutputs(
  root: string,
  { metafile, outputFiles }: BuildResults,
): Promise<ReadonlyMap<string, BuiltOutput>> {
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const outputs = Object.entries(metafile.outputs)
    .map(([path, output]) => ({ name: basename(path), ...output }))
    .filter(({ name }) => name.endsWith('.js') && name !== `${ALL_FUNCTIONS}.js`);
  const shared = outputs.filter(({ entryPoint }) => entryPoint === undefined).map(({ name }) => name);
  const ids = new Map(shared.map((name, index) => [name, `shared-${index + 1}`]));
  const built = outputs.map(async ({ name, inputs, imports }): Promise<readonly [string, BuiltOutput]> => {
    const { code, map } = await toCommonJs(texts.get(name) ?? '', texts.get(`${name}.map`) ?? '', ids);
    const module: BuiltModule = {
      id: ids.get(name) ?? name,
      code,
      lines: (linesBefore) => toLineTable(map, linesBefore, (source) => nameOf(source, root)),
      parts: partsOf(inputs),
    };
    const others = imports.filter(({ external }) => external !== true).map(({ path }) => basename(path));
    return [name, { module, imports: others }];
  });
  return new Map(await Promise.all(built));
}

function componentOf(name: string, outputs: ReadonlyMap<string, BuiltOutput>): BuiltComponent {
  const found = new Set<string>();
  const visit = (at: string): void => {
    if (found.has(at)) return;
    found.add(at);
    outputs.get(at)?.imports.forEach(visit);
  };
  visit(name);
  const modules = [...found].flatMap((at) => outputs.get(at)?.module ?? []);
  const [own, ...required] = modules;
  if (own === undefined) throw new Error(`unreachable: no output ${name}`);
  return { own, required: required.sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

/** Returns the name of a source in messages; '' for code that is not the user's. */
function nameOf(source: string, root: string): string {
  if (source.startsWith(`${TASK_NAMESPACE}:`) || source === '') return '';
  return relative(root, resolve(join(root, OUTPUT_FOLDER), source)).replaceAll('\\', '/');
}

/** Sums up the sizes of the files in an output: by package, and by file for the user's own code. */
function partsOf(inputs: Metafile['outputs'][string]['inputs']): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    if (bytesInOutput === 0 || file.startsWith(`${TASK_NAMESPACE}:`)) continue;
    const name = isPackage(`/${file}`)
      ? (/.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file)
      : file.replace(/\?.*/, '');
    parts.set(name, (parts.get(name) ?? 0) + bytesInOutput);
  }
  return parts;
}

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, BuildOptions, Message, Plugin } from 'esbuild';
import { locationOf } from '../code/bundle-error.ts';
import { runsFromSources } from '../code/bundle-options.ts';
import { generatedPath } from '../generate/generated-path.ts';
import type { Guards } from '../guard/guards.ts';
import { PipelineError } from '../pipeline-error.ts';
import { generatedModules, type Regenerate } from './generated-modules.ts';
import { userModules } from './user-modules.ts';

/**
 * Bundles the user's module, with all of their own modules that it imports, into one ES module.
 *
 * It exports the namespace of the module as `user`, and that of its generated module, if there is one, as `generated`. If other modules have
 * pipelines whose inputs `tiphys generate` has described, it exports these as `user1` and `generated1`, and so on. Where its code would use an output as a plain value, it calls the guards.
 *
 * @throws PipelineError `PIPELINE_LOAD_FAILED` with the location of a syntax error or of an import that cannot be resolved; and what
 * `regenerate` throws.
 */
export async function bundleModule(file: string, guards: Guards, regenerate?: Regenerate): Promise<string> {
  try {
    // Both builds share what they read and checked.
    const parts: Parts = { guards, plugins: [generatedModules(regenerate), userModules(guards)] };
    const { text, modules } = await build(buildOptions(file, parts));
    const others = await modulesWithInputs(modules.filter((module) => module !== file));
    if (others.length === 0) return text;
    // Only a bundle tells which modules it has.
    return (await build(buildOptions(file, { ...parts, others }))).text;
  } catch (error) {
    throw toLoadError(await errorWithoutGuards(file, error), dirname(file));
  }
}

/** Returns the error of esbuild for the user's text, instead of the text with guards. */
async function errorWithoutGuards(file: string, error: unknown): Promise<unknown> {
  if (isOwnError(firstMessage(error)?.detail)) return error;
  const plugins = [generatedModules(async () => {}), userModules(undefined)];
  return await build(buildOptions(file, { plugins })).then(
    () => error,
    (plainError: unknown) => plainError,
  );
}

function firstMessage(error: unknown): Message | undefined {
  return (error as Partial<BuildFailure>).errors?.[0];
}

/** Returns the user's modules whose generated modules describe inputs of pipelines. */
async function modulesWithInputs(modules: readonly string[]): Promise<readonly string[]> {
  const described = await Promise.all(
    modules.map(async (module) => {
      const text = await readFile(generatedPath(module), 'utf8').catch(() => '');
      return text.includes('export const pipelineInputs');
    }),
  );
  return modules.filter((_, index) => described[index]);
}

type Options = BuildOptions & {
  readonly write: false;
  readonly metafile: true;
  readonly absWorkingDir: string;
};

interface Bundle {
  readonly text: string;
  /** Absolute paths of the user's modules in it. */
  readonly modules: readonly string[];
}

async function build(options: Options): Promise<Bundle> {
  const esbuild = await import('esbuild');
  const { outputFiles, metafile } = await esbuild.build(options);
  const modules = Object.keys(metafile.inputs)
    .filter((name) => /\.[mc]?tsx?$/.test(name) && !/(?:^|[\\/])node_modules[\\/]/.test(name))
    .map((name) => resolve(options.absWorkingDir, name));
  return { text: outputFiles[0]?.text ?? '', modules };
}

interface Parts {
  readonly guards?: Guards;
  readonly plugins: Plugin[];
  /** Other modules with pipelines whose inputs are described. */
  readonly others?: readonly string[];
}

function buildOptions(file: string, { guards, plugins, others = [] }: Parts): Options {
  const generated = generatedPath(file);
  const contents = [
    `export * as user from ${JSON.stringify(file)};`,
    existsSync(generated) ? `export * as generated from ${JSON.stringify(generated)};` : '',
    ...others.flatMap((other, index) => [
      `export * as user${index + 1} from ${JSON.stringify(other)};`,
      `export * as generated${index + 1} from ${JSON.stringify(generatedPath(other))};`,
    ]),
  ].join('\n');
  return {
    stdin: { contents, resolveDir: dirname(file), sourcefile: 'tiphys-entry.js', loader: 'js' },
    absWorkingDir: dirname(file),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: `node${process.versions.node}`,
    sourcemap: 'inline',
    sourceRoot: pathToFileURL(`${dirname(file)}/`).href,
    logLevel: 'silent',
    // Importing a missing name, as in `components.misspelt(...)`, is only a warning in esbuild.
    logOverride: { 'import-is-undefined': 'error' },
    conditions: runsFromSources ? ['@tiphys/source'] : [],
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(pathToFileURL(file).href)}); ${guards?.banner ?? ''}`,
    },
    plugins,
  };
}

function toLoadError(error: unknown, folder: string): unknown {
  const message = firstMessage(error);
  if (message === undefined) return error;
  const location = locationOf(message, folder);
  const { detail } = message;
  if (isOwnError(detail)) {
    return detail instanceof PipelineError && detail.location === undefined
      ? new PipelineError(detail.code, detail.message, { location, cause: detail.cause })
      : detail;
  }
  const place = location ? `${location.file}:${location.line}:${location.column}: ` : '';
  const line = message.location ? `\n  ${message.location.lineText.trim()}` : '';
  return new PipelineError('PIPELINE_LOAD_FAILED', `${place}${message.text}${line}`, {
    location,
    cause: error,
  });
}

/** Tells whether an error has a code of Tiphys. `regenerate` throws such errors, and esbuild wraps them. */
function isOwnError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    /^(?:PIPELINE|SIGNATURE|WORKFLOW|YAML|CONVERT|CLI)_/.test(String(error.code))
  );
}

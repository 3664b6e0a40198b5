import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, BuildOptions, Message } from 'esbuild';
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
 * It exports the namespace of the module as `user`, and that of its generated module, if there is one, as `generated`. Where its code
 * would use an output as a plain value, it calls the guards.
 *
 * @throws PipelineError `PIPELINE_LOAD_FAILED` with the location of a syntax error or of an import that cannot be resolved; and what
 * `regenerate` throws.
 */
export async function bundleModule(file: string, guards: Guards, regenerate?: Regenerate): Promise<string> {
  try {
    return await build(buildOptions(file, { guards, regenerate }));
  } catch (error) {
    throw toLoadError(await errorWithoutGuards(file, error), dirname(file));
  }
}

/** Returns the error of esbuild for the user's text, instead of the text with guards. */
async function errorWithoutGuards(file: string, error: unknown): Promise<unknown> {
  if (isOwnError(firstMessage(error)?.detail)) return error;
  return await build(buildOptions(file, { regenerate: async () => {} })).then(
    () => error,
    (plainError: unknown) => plainError,
  );
}

function firstMessage(error: unknown): Message | undefined {
  return (error as Partial<BuildFailure>).errors?.[0];
}

type Options = BuildOptions & { readonly write: false };

async function build(options: Options): Promise<string> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build(options);
  return outputFiles[0]?.text ?? '';
}

interface Parts {
  readonly guards?: Guards;
  readonly regenerate: Regenerate | undefined;
}

function buildOptions(file: string, { guards, regenerate }: Parts): Options {
  const generated = generatedPath(file);
  const contents = [
    `export * as user from ${JSON.stringify(file)};`,
    existsSync(generated) ? `export * as generated from ${JSON.stringify(generated)};` : '',
  ].join('\n');
  return {
    stdin: { contents, resolveDir: dirname(file), sourcefile: 'tiphys-entry.js', loader: 'js' },
    absWorkingDir: dirname(file),
    bundle: true,
    write: false,
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
    plugins: [generatedModules(regenerate), userModules(guards)],
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

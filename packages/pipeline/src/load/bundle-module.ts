import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, BuildOptions, Message } from 'esbuild';
import { locationOf } from '../bundle/bundle-error.ts';
import { runsFromSources } from '../bundle/bundle-options.ts';
import { generatedPath } from '../generate/generated-path.ts';
import { PipelineError } from '../pipeline-error.ts';
import { generatedModules, type Regenerate } from './generated-modules.ts';
import { userModules } from './user-modules.ts';

/**
 * Returns the user's module, with all of their own modules that it imports, as one ES module.
 *
 * It exports the module's namespace as `user` and, where there is one, that of the module generated from it as `generated`.
 *
 * @throws PipelineError `PIPELINE_LOAD_FAILED` with the place of a syntax error or of an import that cannot be resolved; and what
 * `regenerate` throws.
 */
export async function bundleModule(file: string, regenerate?: Regenerate): Promise<string> {
  const esbuild = await import('esbuild');
  try {
    const { outputFiles } = await esbuild.build(buildOptions(file, regenerate));
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    throw toLoadError(error, dirname(file));
  }
}

function buildOptions(
  file: string,
  regenerate: Regenerate | undefined,
): BuildOptions & { readonly write: false } {
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
    conditions: runsFromSources ? ['@tiphys/source'] : [],
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(pathToFileURL(file).href)});`,
    },
    plugins: [generatedModules(regenerate), userModules()],
  };
}

function toLoadError(error: unknown, folder: string): unknown {
  const message: Message | undefined = (error as Partial<BuildFailure>).errors?.[0];
  if (message === undefined) return error;
  if (isOwnError(message.detail)) return message.detail;
  const location = locationOf(message, folder);
  const place = location ? `${location.file}:${location.line}:${location.column}: ` : '';
  const line = message.location ? `\n  ${message.location.lineText.trim()}` : '';
  return new PipelineError('PIPELINE_LOAD_FAILED', {
    message: `${place}${message.text}${line}`,
    location,
    cause: error,
  });
}

/** Errors with a code of this project, which `regenerate` throws, say more than what esbuild makes of them. */
function isOwnError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    /^(?:PIPELINE|SIGNATURE|WORKFLOW|CLI)_/.test(String(error.code))
  );
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PipelineError } from '../pipeline-error.ts';
import { assertBuiltIns, readBuiltIns, restoreBuiltIns } from '../user-code/built-ins.ts';
import { toUserCodeError } from '../user-code/user-code-error.ts';
import { findMissingExport } from './missing-export.ts';

/**
 * Imports the text of an ES module and returns its exports. Removes the temporary file.
 *
 * @throws PipelineError `PIPELINE_LOAD_FAILED` if the module throws while it is evaluated
 */
export async function importBundle(text: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  // Node.js maps stacks of modules loaded from now on, including errors that are thrown later, when the pipeline is compiled.
  process.setSourceMapsEnabled(true);
  const folder = await makeFolder(file);
  try {
    const path = join(folder, 'pipeline.mjs');
    await writeBundle(path, text, file);
    const builtIns = readBuiltIns();
    const module = await import(pathToFileURL(path).href).catch((error: unknown) => {
      restoreBuiltIns(builtIns);
      throw (
        findMissingExport(error, file) ??
        toUserCodeError(error, {
          code: 'PIPELINE_LOAD_FAILED',
          failure: 'The module threw an exception while it was loaded.',
          place: { file, line: 1, column: 1 },
          ignored: folder,
        })
      );
    });
    assertBuiltIns(builtIns, file);
    return module;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeFolder(file: string): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'tiphys-load-')).catch((error: unknown) => {
    throw notWritten(file, error);
  });
}

async function writeBundle(path: string, text: string, file: string): Promise<void> {
  await writeFile(path, text).catch((error: unknown) => {
    throw notWritten(file, error);
  });
}

function notWritten(file: string, cause: unknown): PipelineError {
  return new PipelineError(
    'PIPELINE_LOAD_FAILED',
    `${file} cannot be loaded, because the temporary directory (${tmpdir()}) is not writable: ${(cause as Error).message}. Set TMPDIR to another directory.`,
    { cause },
  );
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PipelineError, type SourceLocation } from '../pipeline-error.ts';

/**
 * Imports the text of an ES module and returns its exports; nothing of it stays on disk.
 *
 * @throws PipelineError `PIPELINE_LOAD_FAILED` when the module throws while it is evaluated.
 */
export async function importBundle(text: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  // Node maps the stacks of modules that it loads from now on: also those of errors thrown later, when the pipeline is compiled.
  process.setSourceMapsEnabled(true);
  const folder = await makeFolder(file);
  try {
    const path = join(folder, 'pipeline.mjs');
    await writeBundle(path, text, file);
    return await import(pathToFileURL(path).href).catch((error: unknown) => {
      throw toLoadError(error, file, folder);
    });
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
  return new PipelineError('PIPELINE_LOAD_FAILED', {
    message: `${file} cannot be loaded, because the folder for temporary files (${tmpdir()}) cannot be written: ${(cause as Error).message}. Set TMPDIR to another one.`,
    cause,
  });
}

function toLoadError(error: unknown, file: string, folder: string): unknown {
  // A pipeline's own mistake already says what it is and where.
  if ((error as Partial<PipelineError> | undefined)?.name === 'PipelineError') return error;
  const place = findPlace(error, folder);
  const where = place ? `${place.file}:${place.line}:${place.column}` : file;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new PipelineError('PIPELINE_LOAD_FAILED', {
    message: `${where}: the module failed while it was loaded.\n  ${text}`,
    location: place,
    cause: error,
  });
}

/** Returns the topmost place of a stack that is not node's own and not in the bundle. */
function findPlace(error: unknown, folder: string): SourceLocation | undefined {
  if (!(error instanceof Error)) return undefined;
  for (const [, path = '', line, column] of (error.stack ?? '').matchAll(
    /^ {4}at (?:.*?\()?(.*):(\d+):(\d+)\)?$/gm,
  )) {
    if (path.startsWith('node:') || path.includes(folder) || path.includes('node_modules')) continue;
    return { file: path.replace(/^file:\/\//, ''), line: Number(line), column: Number(column) };
  }
  return undefined;
}

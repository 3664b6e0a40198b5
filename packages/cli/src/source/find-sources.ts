import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectFile } from '@tiphys/migrate';
import { CliError } from '../world/cli-error.ts';
import { missingError, readRelevantText } from '../world/files.ts';
import type { World } from '../world/world.ts';
import { isManifest, isTypeScript, unsupportedFileError } from './file-kinds.ts';
import { findFiles } from './find-files.ts';

/**
 * Reads the files that arguments name: YAML, JSON and TypeScript files, folders of them, or `-`. In folders, files that do not
 * mention Argo are skipped.
 *
 * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_KIND`, `CLI_FILE_ENCODING`, `CLI_NOTHING_FOUND`
 */
export async function findSources(words: readonly string[], world: World): Promise<readonly ProjectFile[]> {
  const sources = new Map<string, ProjectFile>();
  for (const word of words) {
    for (const source of word === '-' ? [await readStandardInput(world)] : await readPlace(word, world))
      sources.set(source.file, source);
  }
  return [...sources.values()];
}

async function readStandardInput(world: World): Promise<ProjectFile> {
  return { file: '-', text: await world.readInput(), kind: 'yaml' };
}

async function readPlace(word: string, world: World): Promise<readonly ProjectFile[]> {
  const place = path.resolve(world.cwd, word);
  const kind = await world.files.kindOf(place);
  if (kind === 'missing') throw missingError(place);
  if (kind === 'file') return [await readFile(place, world)];
  const found = await findFiles(place, '**/*.{yaml,yml,json,ts,mts,cts,tsx}', {
    ignore: ['**/*.d.{ts,mts,cts}'],
  });
  const { mentionsArgo } = await import('@tiphys/migrate');
  const sources: ProjectFile[] = [];
  for (const file of await withoutRepeats(found)) {
    const kind = kindOf(file);
    const text = await readRelevantText(file, (one) => mentionsArgo(kind, one), world.files);
    if (text !== undefined) sources.push({ file, text, kind });
  }
  if (sources.length > 0) return sources;
  throw new CliError(
    'CLI_NOTHING_FOUND',
    `No YAML or TypeScript with Argo objects found in ${place} and its subfolders.`,
  );
}

async function readFile(file: string, world: World): Promise<ProjectFile> {
  const kind = kindOf(file);
  if (kind === 'yaml' && !isManifest(file)) throw unsupportedFileError(file, 'TypeScript');
  return { file, text: await world.files.readText(file), kind };
}

function kindOf(file: string): ProjectFile['kind'] {
  return isTypeScript(file) ? 'typescript' : 'yaml';
}

/** Returns files sorted and without duplicates: of several paths to one file through links, the shortest. */
export async function withoutRepeats(files: readonly string[]): Promise<readonly string[]> {
  const byPlace = new Map<string, string>();
  for (const file of files.toSorted((a, b) => depthOf(a) - depthOf(b))) {
    const place = await realpath(file).catch(() => file);
    if (!byPlace.has(place)) byPlace.set(place, file);
  }
  return [...byPlace.values()].sort();
}

function depthOf(file: string): number {
  return file.split(path.sep).length;
}

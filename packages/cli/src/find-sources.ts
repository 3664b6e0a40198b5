import path from 'node:path';
import { CliError } from './cli-error.ts';
import { findFiles } from './find-files.ts';
import { isManifest } from './load-source.ts';
import type { World } from './world.ts';

/** A file with Argo objects, as YAML (or JSON) or as TypeScript. */
export interface SourceFile {
  /** Absolute path, or `-` for standard input. */
  readonly file: string;
  readonly text: string;
  readonly kind: 'yaml' | 'typescript';
}

const typescriptFile = /\.[cm]?tsx?$/;

/**
 * Reads the files that words name: YAML, JSON and TypeScript files, folders with them, or `-`. In folders, files that do not
 * speak of Argo are passed over.
 *
 * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_KIND`, `CLI_NOTHING_FOUND`
 */
export async function findSources(words: readonly string[], world: World): Promise<readonly SourceFile[]> {
  const sources = new Map<string, SourceFile>();
  for (const word of words) {
    for (const source of word === '-' ? [await readStandardInput(world)] : await readPlace(word, world))
      sources.set(source.file, source);
  }
  return [...sources.values()];
}

async function readStandardInput(world: World): Promise<SourceFile> {
  return { file: '-', text: await world.readInput(), kind: 'yaml' };
}

async function readPlace(word: string, world: World): Promise<readonly SourceFile[]> {
  const place = path.resolve(world.cwd, word);
  const kind = await world.files.kindOf(place);
  if (kind === 'missing')
    throw new CliError('CLI_FILE_MISSING', `There is no file or folder ${place}. Check the path.`);
  if (kind === 'file') return [await readFile(place, world)];
  const found = await findFiles(place, '**/*.{yaml,yml,json,ts,mts,cts,tsx}', {
    ignore: ['**/*.d.{ts,mts,cts}'],
  });
  const sources: SourceFile[] = [];
  for (const file of found) {
    const source = await readFile(file, world);
    if (source.kind === 'typescript' ? /tiphys/.test(source.text) : source.text.includes('argoproj.io'))
      sources.push(source);
  }
  if (sources.length > 0) return sources;
  throw new CliError(
    'CLI_NOTHING_FOUND',
    `There is no YAML or TypeScript with Argo objects in ${place} or below.`,
  );
}

async function readFile(file: string, world: World): Promise<SourceFile> {
  const isTypescript = typescriptFile.test(file);
  if (!isTypescript && !isManifest(file))
    throw new CliError(
      'CLI_FILE_KIND',
      `${file} is neither TypeScript (.ts) nor a manifest (.yaml, .yml, .json).`,
    );
  return { file, text: await world.files.readText(file), kind: isTypescript ? 'typescript' : 'yaml' };
}

import path from 'node:path';
import { isKnownError, type KnownError } from '../output/render-error.ts';
import { CliError } from '../world/cli-error.ts';
import { missingError, readRelevantText } from '../world/files.ts';
import type { World } from '../world/world.ts';
import { findFiles, MANIFEST_PATTERN } from './find-files.ts';
import { withoutRepeats } from './find-sources.ts';
import { type LoadedSource, type LoadOptions, loadSources } from './load-source.ts';

/** The contents of files, and what could not be read. */
export interface ReadSources {
  readonly sources: readonly FoundSource[];
  /** The error of each file that could not be read. */
  readonly errors: readonly (Error & KnownError)[];
}

/** The contents of a file. */
export interface FoundSource {
  readonly source: LoadedSource;
  /** Whether the file was found in a folder; otherwise the user named it. */
  readonly isFound: boolean;
}

/** Modules that define pipelines or Argo objects. */
const MODULES = ['**/*.{ts,mts,cts}', '**/*.{js,mjs,cjs}'];
/** Modules that nobody means by the pipelines of a folder. */
const OTHER_MODULES = [
  '**/*.d.{ts,mts,cts}',
  '**/*.generated.*',
  '**/*.{test,spec,config}.*',
  '**/{dist,build,coverage}/**',
];

/**
 * Reads everything in files and folders: manifests, and modules with pipelines or Argo objects, which are compiled. In folders, files that do not
 * mention Argo are skipped, and so are modules without a pipeline. A file that cannot be read does not keep others from being read.
 *
 * @throws CliError `CLI_FILE_MISSING` for a word that names nothing; `CLI_NOTHING_FOUND` if a folder has no such files
 */
export async function readSources(
  words: readonly string[],
  options: LoadOptions,
  world: World,
): Promise<ReadSources> {
  const found = new Map<string, boolean>();
  // A file that the user names is checked more strictly than one that is found in a folder.
  for (const word of words)
    for (const { file, isFound } of await filesOf(word, world))
      found.set(file, isFound && found.get(file) !== false);
  const sources: FoundSource[] = [];
  const errors: (Error & KnownError)[] = [];
  for (const [file, isFound] of found) {
    try {
      const loaded = await loadSources(file, options, world);
      sources.push(...loaded.map((source) => ({ source, isFound })));
    } catch (error) {
      if (!isKnownError(error)) throw error;
      if (!(isFound && error.code === 'PIPELINE_NOTHING_EXPORTED')) errors.push(error);
    }
  }
  return { sources, errors };
}

interface FoundFile {
  readonly file: string;
  readonly isFound: boolean;
}

async function filesOf(word: string, world: World): Promise<readonly FoundFile[]> {
  if (word === '-') return [{ file: word, isFound: false }];
  const place = path.resolve(world.cwd, word);
  const kind = await world.files.kindOf(place);
  if (kind === 'missing') throw missingError(place);
  if (kind === 'file') return [{ file: place, isFound: false }];
  const files = await withoutRepeats([
    ...(await findFiles(place, MANIFEST_PATTERN)),
    ...(await findFiles(place, MODULES, { ignore: OTHER_MODULES })),
  ]);
  const relevant: FoundFile[] = [];
  for (const file of files) {
    const isRelevant = /\.(?:ya?ml|json)$/.test(file) ? isManifestText : isModuleText;
    const text = await readRelevantText(file, isRelevant, world.files);
    if (text !== undefined) relevant.push({ file, isFound: true });
  }
  if (relevant.length > 0) return relevant;
  throw new CliError(
    'CLI_NOTHING_FOUND',
    `No manifests or pipelines of Argo Workflows found in ${place} and its subfolders.`,
  );
}

function isManifestText(text: string): boolean {
  return /argoproj\.io|kind\W+ConfigMap\b/.test(text);
}

function isModuleText(text: string): boolean {
  return /['"](?:@tiphys\/(?:pipeline|workflow|models)|tiphys)\b/.test(text) && /\bexport\b/.test(text);
}

import path from 'node:path';
import { CliError } from '../world/cli-error.ts';
import { version } from '../world/version.ts';
import type { World } from '../world/world.ts';
import { STARTER_SCRIPTS, starterDependencies } from './starter-files.ts';

/** The package.json of a project, with the changes of `tiphys init`. */
export interface StarterManifest {
  readonly file: string;
  readonly text: string;
  /** Whether it differs from the existing file. */
  readonly changed: boolean;
  /** Whether files of the project are CommonJS, unless their names say otherwise. */
  readonly isCommonJs: boolean;
}

interface PackageManifest {
  readonly name?: string;
  readonly type?: string;
  readonly main?: string;
  readonly scripts?: Group;
  readonly dependencies?: Group;
  readonly devDependencies?: Group;
  readonly peerDependencies?: Group;
  readonly optionalDependencies?: Group;
}

type Group = Readonly<Record<string, string>>;

/**
 * Returns the package.json of a folder with the dependencies and scripts that the starter files need. Existing entries are kept.
 *
 * @throws CliError `CLI_INVALID_PACKAGE_JSON`
 */
export async function planManifest(folder: string, world: World): Promise<StarterManifest> {
  const file = path.join(folder, 'package.json');
  const text = (await world.files.kindOf(file)) === 'file' ? await world.files.readText(file) : undefined;
  const old = text === undefined ? {} : parseManifest(file, text);
  const wanted = starterDependencies(version);
  const present = {
    ...old.dependencies,
    ...old.devDependencies,
    ...old.peerDependencies,
    ...old.optionalDependencies,
  };
  const isFresh = await isUntouched(folder, old, world);
  const added = {
    ...(isFresh ? { type: 'module' } : {}),
    ...addTo('scripts', old.scripts, STARTER_SCRIPTS, old.scripts),
    ...addTo('dependencies', old.dependencies, wanted.dependencies, present),
    ...addTo('devDependencies', old.devDependencies, wanted.devDependencies, present),
  };
  const start = text === undefined ? { name: nameOf(folder), version: '0.0.0', private: true } : {};
  const changed = text === undefined || Object.keys(added).length > 0;
  const next = JSON.stringify({ ...start, ...old, ...added }, undefined, indentOf(text));
  return { file, text: `${next}\n`, changed, isCommonJs: !isFresh && old.type !== 'module' };
}

/** The script that `npm init` writes. */
const NPM_TEST = 'echo "Error: no test specified" && exit 1';

/**
 * Tells whether nothing in a project can depend on CommonJS: its manifest is as `npm install` or `npm init` creates it, and its main file does not
 * exist.
 */
async function isUntouched(
  folder: string,
  { name, main, type, scripts = {} }: PackageManifest,
  world: World,
): Promise<boolean> {
  if (name === undefined && main === undefined && type === undefined) return true;
  const isBare = main === undefined && type === undefined && Object.keys(scripts).length === 0;
  const isOfNpm = Object.entries(scripts).every(([key, text]) => key === 'test' && text === NPM_TEST);
  const isInitial = type !== 'module' && main === 'index.js' && isOfNpm && scripts.test !== undefined;
  if (!isBare && !isInitial) return false;
  const code = await Promise.all(
    ['index.js', 'index.ts', 'components.ts', 'pipeline.ts', 'src', 'lib'].map((file) =>
      world.files.kindOf(path.join(folder, file)),
    ),
  );
  return code.every((kind) => kind === 'missing');
}

/** Returns a group with its missing entries, or nothing if none is missing. */
function addTo(name: string, old: Group | undefined, wanted: Group, present: Group = {}): object {
  const missing = Object.entries(wanted).filter(([key]) => !Object.hasOwn(present, key));
  return missing.length === 0 ? {} : { [name]: { ...old, ...Object.fromEntries(missing) } };
}

function nameOf(folder: string): string {
  const name = path
    .basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '');
  return name || 'pipelines';
}

function indentOf(text: string | undefined): string {
  return /^\{\r?\n([ \t]+)"/.exec(text ?? '')?.[1] ?? '  ';
}

function parseManifest(file: string, text: string): PackageManifest {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new Error('it is not an object');
  } catch (error) {
    throw new CliError(
      'CLI_INVALID_PACKAGE_JSON',
      `${file} is not a valid package.json: ${error instanceof Error ? error.message : String(error)}. Fix it first. Nothing was written.`,
      { cause: error },
    );
  }
}

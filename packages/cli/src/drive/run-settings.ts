import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ImageCommands, Limits, RunFolder } from '@tiphys/engine';
import type { World } from '../world/world.ts';

/** How the tasks of a run are run. It is kept with the run, so that whoever resumes or retries it needs not repeat the options. */
export interface RunSettings {
  /** What runs the tasks: processes of this machine, worker threads for functions, or containers of a program. */
  readonly executor: 'processes' | 'workers' | 'docker' | 'podman';
  /** Addresses of plugins by their names. Tokens are not kept. */
  readonly plugins: Readonly<Record<string, string>>;
  /** The context of kubectl whose cluster `resource` templates use; empty for the objects of the run. */
  readonly cluster: string;
  readonly images: ImageCommands;
  readonly limits: Partial<Limits>;
  /** Hosts that the tasks may contact besides this machine. */
  readonly allowedHosts: readonly string[];
  readonly remoteBuckets: readonly string[];
  /** Variables of `--env` with their values. */
  readonly variables: Readonly<Record<string, string>>;
  /** Variables of `--env` that are taken from the environment. */
  readonly passedOn: readonly string[];
  /** The files with the Secrets of the run, whose data is not kept. */
  readonly secretFiles: readonly string[];
}

/** The settings of a run for which none were given. */
export const NO_SETTINGS: RunSettings = {
  executor: 'processes',
  plugins: {},
  cluster: '',
  images: {},
  limits: {},
  allowedHosts: [],
  remoteBuckets: [],
  variables: {},
  passedOn: [],
  secretFiles: [],
};

/** Writes the settings of a run into its folder. Only its user can read them, since variables may be secret. */
export function writeRunSettings({ directory }: RunFolder, settings: RunSettings): void {
  const file = fileIn(directory);
  writeFileSync(file, `${JSON.stringify(settings, undefined, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

/**
 * Returns the settings of a run. A run without them, such as one of an earlier version, has none.
 *
 * @throws EngineError `ENGINE_FILE_DAMAGED`
 */
export async function readRunSettings({ directory }: RunFolder): Promise<RunSettings> {
  const { isRecord, readStoredJson } = await import('@tiphys/engine');
  // writeRunSettings wrote the fields.
  const is = (value: unknown): value is Partial<RunSettings> => isRecord(value);
  const advice =
    'It holds the options of the run, such as --image and --executor. Delete it to go on without them, or start the run again.';
  return { ...NO_SETTINGS, ...readStoredJson({ readFileSync }, fileIn(directory), { is, advice }) };
}

/** Returns the path of the manifest of a run. */
export function manifestIn({ directory }: RunFolder): string {
  return path.join(directory, 'manifest.yaml');
}

function fileIn(directory: string): string {
  return path.join(directory, 'settings.json');
}

/** The user's environment variables that tasks see: paths, locale, certificates and proxies, but nothing that may be secret. */
const PASSED_ON =
  /^(?:PATH|HOME|USER|SHELL|LANG|LANGUAGE|LC_\w+|TZ|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|(?:https?|no|all)_proxy)$/i;

/** Returns the variables of `--env`. */
export function variablesOf(
  { variables, passedOn }: RunSettings,
  env: World['env'],
): Readonly<Record<string, string>> {
  const inherited = Object.entries(env).filter(([name]) => passedOn.includes(name));
  return { ...Object.fromEntries(inherited), ...variables };
}

/** Returns the environment variables of the tasks of a run. */
export function taskEnvironment(
  { variables, passedOn }: RunSettings,
  env: World['env'],
): Readonly<Record<string, string>> {
  const inherited = Object.entries(env).filter(([name]) => PASSED_ON.test(name) || passedOn.includes(name));
  return { ...Object.fromEntries(inherited), ...variables };
}

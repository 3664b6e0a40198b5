import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Cluster, Context, KubeConfig, User } from '@kubernetes/client-node';
import { loadAll, YAMLException } from 'js-yaml';
import { ClientError } from '../../contract/client-error.ts';

/** What kubeconfig files say. */
export interface KubeSettings {
  readonly clusters: readonly Cluster[];
  readonly contexts: readonly Context[];
  readonly users: readonly User[];
  readonly currentContext: string | undefined;
}

/** The class of the library, which is loaded only when it is needed. */
export type KubeConfigClass = new () => KubeConfig;

/**
 * Returns what several kubeconfig files say together, as kubectl merges them: of two entries with one name the first counts. Empty files, such as
 * `/dev/null`, say nothing.
 *
 * @throws ClientError `CLIENT_CONFIG` with the file that cannot be read
 */
export function readKubeconfigFiles(files: readonly string[], Config: KubeConfigClass): KubeSettings {
  const parts = files.flatMap((file) => readKubeconfigFile(file, Config) ?? []);
  return {
    clusters: firstOfEachName(parts.flatMap(({ clusters }) => clusters)),
    contexts: firstOfEachName(parts.flatMap(({ contexts }) => contexts)),
    users: firstOfEachName(parts.flatMap(({ users }) => users)),
    currentContext: parts.map((part) => part.currentContext).find((name) => (name ?? '') !== ''),
  };
}

function firstOfEachName<T extends { readonly name: string }>(entries: readonly T[]): readonly T[] {
  return [...new Map(entries.toReversed().map((entry) => [entry.name, entry])).values()].toReversed();
}

function readKubeconfigFile(file: string, Config: KubeConfigClass): KubeSettings | undefined {
  const raw = readYaml(file);
  if (raw === undefined || raw === null) return undefined;
  const config = new Config();
  try {
    config.loadFromString(JSON.stringify(raw));
  } catch (cause) {
    throw unreadable(file, cause instanceof Error ? cause.message : String(cause));
  }
  const folder = path.dirname(file);
  config.makePathsAbsolute(folder);
  return {
    clusters: config.getClusters(),
    contexts: config.getContexts(),
    users: config.getUsers().map((user, index) => completeUser(user, rawUser(raw, index), folder)),
    currentContext: config.getCurrentContext(),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

/** The messages of the parser quote the file, and with it perhaps a token. Only the reason and the line are shown. */
function readYaml(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw unreadable(file, REASONS[reason] ?? reason);
  }
  try {
    const [raw, ...others] = loadAll(text);
    if (others.length > 0) throw unreadable(file, 'it has several documents');
    if (raw === undefined || raw === null || (typeof raw === 'object' && !Array.isArray(raw))) return raw;
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const line = cause.mark === undefined ? '' : ` in line ${cause.mark.line + 1}`;
    throw unreadable(file, `it is not YAML: ${cause.reason}${line}`);
  }
  throw unreadable(file, 'it is not a kubeconfig');
}

function unreadable(file: string, reason: string): ClientError {
  return new ClientError(
    'CLIENT_CONFIG',
    `The kubeconfig ${file} cannot be read: ${reason}. Fix it, or choose another with --kubeconfig or KUBECONFIG.`,
  );
}

/** The fields of a user that the library leaves out. */
interface RawUser {
  readonly tokenFile?: unknown;
}

function rawUser(raw: object, index: number): RawUser {
  // The library has checked that there is a list of users with names.
  const { users = [] } = raw as { readonly users?: readonly { readonly user?: RawUser | null }[] };
  return users[index]?.user ?? {};
}

/** Adds what the library does not read, and what kubectl resolves against the folder of the file. */
function completeUser(user: User, { tokenFile }: RawUser, folder: string): User {
  if (typeof tokenFile === 'string' && tokenFile !== '') {
    const { token: _, ...others } = user;
    const config = { tokenFile: path.resolve(folder, tokenFile) };
    return { ...others, authProvider: { name: 'tokenFile', config } };
  }
  const command: unknown = user.exec?.command;
  const isRelative = typeof command === 'string' && command.includes('/') && !path.isAbsolute(command);
  return isRelative ? { ...user, exec: { ...user.exec, command: path.join(folder, command) } } : user;
}

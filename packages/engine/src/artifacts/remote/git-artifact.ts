import path from 'node:path';
import type { GitArtifact } from '@tiphys/models';
import { removeAt } from '../../confined/remove-tree.ts';
import { describeError } from '../../contract/error-text.ts';
import { type GitAddress, readGitAddress, readSubmoduleAddress } from './git-address.ts';
import { createGitCommand, type GitCommand } from './git-command.ts';
import type { RemoteContext } from './remote-context.ts';

/** Deepest nesting of submodules, as in Argo. */
const MAXIMUM_SUBMODULE_DEPTH = 10;

/**
 * Clones a repository to a new folder that no pod can reach, and checks out its revision.
 *
 * @throws EngineError `ENGINE_HOST_NOT_ALLOWED`
 * @throws Error with the reason of git
 */
export async function loadGit(artifact: GitArtifact, target: string, context: RemoteContext): Promise<void> {
  const { files, hosts } = context;
  const address = readGitAddress(artifact.repo);
  assertHost(address, context);
  assertWords(artifact);
  const secrets = `${target}.git-credentials`;
  await removeAt(files, secrets);
  files.mkdirSync(secrets, { mode: 0o700 });
  try {
    const git = createGitCommand(artifact, secrets, context);
    await clone(artifact, { address, target, git });
    if (artifact.disableSubmodules !== true)
      await loadSubmodules({ folder: target, address, git, hosts, depth: 0 });
  } finally {
    await removeAt(files, secrets);
  }
}

function assertHost({ url }: GitAddress, { hosts }: Pick<RemoteContext, 'hosts'>): void {
  if (url.protocol !== 'file:') hosts.assertAllowed(url);
}

/** Refuses words that git would take for options. */
function assertWords({ branch, fetch, revision }: GitArtifact): void {
  for (const word of [branch, revision, ...(fetch ?? [])])
    if (word !== undefined && /^-|\p{Cc}/u.test(word))
      throw new Error(`${JSON.stringify(word)} is not the name of a git revision or branch`);
}

interface Clone {
  readonly address: GitAddress;
  readonly target: string;
  readonly git: GitCommand;
}

async function clone(artifact: GitArtifact, { address, target, git }: Clone): Promise<void> {
  const { branch, depth, fetch, revision, singleBranch } = artifact;
  const shallow = depth === undefined || depth === 0 ? [] : [`--depth=${depth}`];
  await git
    .run(
      path.dirname(target),
      'clone',
      '--quiet',
      '--template=',
      '--no-recurse-submodules',
      ...shallow,
      singleBranch === true ? '--single-branch' : '--no-single-branch',
      ...(branch === undefined || branch === '' ? [] : [`--branch=${branch}`]),
      '--',
      address.text,
      target,
    )
    .catch(wrap(`failed to clone ${JSON.stringify(artifact.repo)}`));
  if (fetch !== undefined && fetch.length > 0)
    await git
      .run(target, 'fetch', '--quiet', '--no-recurse-submodules', ...shallow, '--', 'origin', ...fetch)
      .catch(wrap(`failed to fetch [${fetch.join(' ')}]`));
  if (revision !== undefined && revision !== '') await checkOut(revision, { address, target, git });
}

/** Checks out a branch, tag or commit, as a detached head like Argo. One that a shallow clone lacks is fetched. */
async function checkOut(revision: string, { target, git }: Clone): Promise<void> {
  const resolve = async (): Promise<string | undefined> => {
    for (const name of [revision, `refs/remotes/origin/${revision}`]) {
      const args = ['rev-parse', '--quiet', '--verify', '--end-of-options', `${name}^{commit}`];
      const found = await git.run(target, ...args).catch(() => '');
      if (found !== '') return found.trim();
    }
    return undefined;
  };
  let commit = await resolve();
  if (commit === undefined) {
    await git.run(target, 'fetch', '--quiet', '--tags', '--', 'origin', revision).catch(() => '');
    commit =
      (await resolve()) ??
      (await git.run(target, 'rev-parse', '--verify', 'FETCH_HEAD').catch(() => '')).trim();
  }
  if (commit === '') throw new Error(`failed to get resolve revision: reference not found: ${revision}`);
  await git
    .run(target, 'checkout', '--quiet', '--force', '--detach', commit)
    .catch(wrap(`failed to checkout ${JSON.stringify(revision)}`));
}

interface SubmoduleSearch extends Pick<RemoteContext, 'hosts'> {
  readonly folder: string;
  readonly address: GitAddress;
  readonly git: GitCommand;
  readonly depth: number;
}

/**
 * Loads submodules level by level, since the address of each must be checked before git contacts it: as git itself has resolved it, because
 * a relative address may lead to another host.
 */
async function loadSubmodules(search: SubmoduleSearch): Promise<void> {
  const { folder, git, depth } = search;
  const places = await submodulePlaces(search);
  if (places.length === 0) return;
  if (depth >= MAXIMUM_SUBMODULE_DEPTH) throw new Error('submodules are nested too deeply');
  await git
    .run(folder, 'submodule', '--quiet', 'init', '--', ...places)
    .catch(wrap(failedSubmodules(search)));
  const known = await git
    .run(folder, 'config', '--null', '--get-regexp', '^submodule\\..*\\.url$')
    .catch(() => '');
  for (const entry of known.split('\0').filter((text) => text !== '')) {
    const address = readSubmoduleAddress(entry.slice(entry.indexOf('\n') + 1), search.address);
    assertHost(address, search);
  }
  await git
    .run(folder, 'submodule', '--quiet', 'update', '--checkout', '--', ...places)
    .catch(wrap(failedSubmodules(search)));
  for (const place of places) {
    const inner = path.join(folder, place);
    const origin = (await git.run(inner, 'config', '--get', 'remote.origin.url')).trim();
    await loadSubmodules({ ...search, folder: inner, address: readGitAddress(origin), depth: depth + 1 });
  }
}

function failedSubmodules({ address }: SubmoduleSearch): string {
  return `failed to update submodules of ${address.text}`;
}

/** Returns the folders of submodules that are both named and part of the commit. */
async function submodulePlaces({ folder, git }: SubmoduleSearch): Promise<readonly string[]> {
  const named = await git
    .run(folder, 'config', '--file', '.gitmodules', '--null', '--get-regexp', '^submodule\\..*\\.path$')
    .catch(() => '');
  const places: string[] = [];
  for (const entry of named.split('\0').filter((text) => text !== '')) {
    const place = entry.slice(entry.indexOf('\n') + 1);
    const listed = await git.run(folder, '--literal-pathspecs', 'ls-files', '--stage', '--', place);
    if (listed.startsWith('160000 ')) places.push(place);
  }
  return places;
}

function wrap(what: string): (error: unknown) => never {
  return (error) => {
    throw new Error(`${what}: ${describeError(error)}`, { cause: error });
  };
}

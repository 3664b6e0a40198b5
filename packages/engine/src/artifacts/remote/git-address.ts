import path from 'node:path';

/** The address of a repository, checked and in the form that `git` is given. */
export interface GitAddress {
  /** What `git clone` gets. */
  readonly text: string;
  /** The address as a URL, to check its host. */
  readonly url: URL;
}

const PROTOCOLS: ReadonlySet<string> = new Set(['https:', 'http:', 'ssh:', 'git:', 'file:']);

/**
 * Reads the address of a repository: a URL (`https`, `http`, `ssh`, `git`, `file`), `user@host:path`, or an absolute path.
 *
 * @throws Error for anything else, such as a transport that runs a program
 */
export function readGitAddress(repo: string): GitAddress {
  // git would read anything with `::` as the name of a helper program.
  const isPlain = !repo.startsWith('-') && !repo.includes('::') && !/\p{Cc}/u.test(repo);
  if (isPlain) {
    if (path.posix.isAbsolute(repo)) return fromUrl(new URL(`file://${encodePath(repo)}`));
    const [, user, host, rest] = /^(?:([\w.-]+)@)?([\w.-]+):(?!\/\/)(.+)$/.exec(repo) ?? [];
    if (host !== undefined && rest !== undefined) {
      const ssh = new URL(`ssh://${user ?? 'git'}@${host}/${encodePath(rest)}`);
      if (isPlainUrl(ssh)) return { text: repo, url: ssh };
    }
    const url = URL.canParse(repo) ? new URL(repo) : undefined;
    if (url !== undefined && PROTOCOLS.has(url.protocol) && isPlainUrl(url)) return fromUrl(url);
  }
  throw new Error(
    `${JSON.stringify(repo)} is not the address of a git repository. Use a URL that starts with https://, ssh:// or file://`,
  );
}

/**
 * Reads the address of a submodule.
 *
 * @throws Error for an address that cannot be used, and for a folder of this machine in a repository of another host
 */
export function readSubmoduleAddress(address: string, parent: GitAddress): GitAddress {
  const found = readGitAddress(address);
  if (found.url.protocol === 'file:' && parent.url.protocol !== 'file:')
    throw new Error(
      `the submodule at ${JSON.stringify(address)} is a folder of this machine; only local repositories may have such submodules`,
    );
  return found;
}

function fromUrl(url: URL): GitAddress {
  return { text: url.href, url };
}

/** A host or user that starts with a dash would be an option of ssh. */
function isPlainUrl(url: URL): boolean {
  const isLocal = url.protocol === 'file:';
  return isLocal
    ? url.hostname === ''
    : url.hostname !== '' && !/^-|^%2d/i.test(`${url.hostname}`) && !/^-|^%2d/i.test(url.username);
}

function encodePath(text: string): string {
  return text.split('/').map(encodeURIComponent).join('/');
}

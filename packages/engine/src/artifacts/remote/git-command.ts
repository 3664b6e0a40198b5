import { spawn } from 'node:child_process';
import path from 'node:path';
import type { GitArtifact } from '@tiphys/models';
import type { FileSystem } from '../../contract/file-system.ts';
import { readSecret } from './read-secret.ts';
import type { RemoteContext } from './remote-context.ts';

/** Runs `git` with nothing of the user's configuration. */
export interface GitCommand {
  /**
   * Returns what a command prints.
   *
   * @throws Error with the first line of what it says about its failure
   */
  run(folder: string, ...args: readonly string[]): Promise<string>;
}

/**
 * Settings that keep a foreign repository from running anything: no hooks, no programs that watch files, no helpers, no redirects to hosts
 * that were not checked.
 */
const SETTINGS: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.pager=cat',
  'advice.detachedHead=false',
  'credential.helper=',
  'http.followRedirects=false',
  'init.defaultBranch=master',
  'maintenance.auto=false',
  'protocol.allow=never',
  ...['https', 'http', 'ssh', 'git', 'file'].map((name) => `protocol.${name}.allow=always`),
  'submodule.recurse=false',
];

/** Longest output of a command that is kept. */
const MAXIMUM_OUTPUT_BYTES = 4 * 1024 * 1024;

/**
 * Prepares commands for a repository, with its credentials in an empty folder that no pod can reach.
 *
 * @throws Error if a Secret is missing
 */
export function createGitCommand(
  artifact: GitArtifact,
  secretFolder: string,
  context: RemoteContext,
): GitCommand {
  const environment = {
    PATH: context.searchPath,
    HOME: secretFolder,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'https:http:ssh:git:file',
    ...(artifact.insecureSkipTLS === true && { GIT_SSL_NO_VERIFY: 'true' }),
    ...passwordVariables(artifact, secretFolder, context),
    GIT_SSH_COMMAND: sshCommand(artifact, secretFolder, context),
  };
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  return {
    run: (folder, ...args) => runGit([...settings, ...args], { folder, environment, signal: context.signal }),
  };
}

function passwordVariables(
  { usernameSecret, passwordSecret }: GitArtifact,
  folder: string,
  { files, objects }: RemoteContext,
): Readonly<Record<string, string>> {
  const user = readSecret(objects, usernameSecret);
  const password = readSecret(objects, passwordSecret);
  if (user === undefined && password === undefined) return {};
  const script =
    '#!/bin/sh\ncase "$1" in\nUsername*) printf "%s\\n" "$TIPHYS_GIT_USER" ;;\n*) printf "%s\\n" "$TIPHYS_GIT_PASSWORD" ;;\nesac\n';
  return {
    GIT_ASKPASS: writeFile(files, path.join(folder, 'ask-password'), script, 0o700),
    TIPHYS_GIT_USER: user ?? '',
    TIPHYS_GIT_PASSWORD: password ?? '',
  };
}

/** Returns the command for ssh. Without a key in a Secret, it has none: the user's own keys are not for workflows. */
function sshCommand(artifact: GitArtifact, folder: string, { files, objects }: RemoteContext): string {
  const key = readSecret(objects, artifact.sshPrivateKeySecret);
  const options = ['-F', '/dev/null', '-o', 'BatchMode=yes', '-o', 'IdentitiesOnly=yes'];
  if (key === undefined) options.push('-o', 'PubkeyAuthentication=no');
  else {
    const text = key.endsWith('\n') ? key : `${key}\n`;
    options.push(
      '-i',
      `'${writeFile(files, path.join(folder, 'key'), text, 0o600).replaceAll("'", "'\\''")}'`,
    );
  }
  if (artifact.insecureIgnoreHostKey === true)
    options.push('-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null');
  else options.push('-o', 'StrictHostKeyChecking=yes');
  return `ssh ${options.join(' ')}`;
}

function writeFile(files: FileSystem, file: string, text: string, mode: number): string {
  files.writeFileSync(file, text, { mode });
  return file;
}

interface GitWorld {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

function runGit(args: readonly string[], { folder, environment, signal }: GitWorld): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal && { signal, killSignal: 'SIGKILL' }),
    });
    const output = collect(child.stdout);
    const problems = collect(child.stderr);
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new Error('artifacts in git need the program `git`, which is not in PATH. Install it', {
              cause: error,
            })
          : error,
      ),
    );
    child.on('close', (code) => {
      if (code === 0) resolve(output());
      else reject(new Error(reasonOf(problems()) || `git ended with exit code ${code}`));
    });
  });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= MAXIMUM_OUTPUT_BYTES) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString();
}

/** Returns the line of git's output that says why it failed. */
function reasonOf(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.find((line) => /^(?:fatal|error):/.test(line)) ?? lines[0] ?? '';
}

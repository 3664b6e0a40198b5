import { spawn as nodeSpawn, spawnSync } from 'node:child_process';
import { EngineError } from '../contract/engine-error.ts';
import { errorCode } from '../contract/error-text.ts';

/** The command line programs that run containers, in the order in which they are looked for. */
export type DockerProgram = 'docker' | 'podman';

/** How a call of the program ended. */
export interface CliEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options of {@link DockerCli.call}. */
export interface CallOptions {
  /** Variables of the call, which containers can be given without showing their values to other users. */
  readonly variables?: ReadonlyMap<string, string>;
  /** Milliseconds after which the call is killed. @default none */
  readonly timeout?: number;
  /** Kills the call when it is aborted. */
  readonly signal?: AbortSignal;
}

/** A call whose output is read while it runs. */
export interface Attached {
  readonly exitCode: Promise<number>;
}

/** Where the output of an attached call goes. */
export interface AttachOptions {
  /** File to which stdout and stderr are appended. */
  readonly log: number;
  /** Receives stdout instead of the file, which it must write itself. */
  readonly onStdout?: ((chunk: Buffer) => void) | undefined;
}

/** Calls `docker` or `podman`. */
export interface DockerCli {
  readonly program: DockerProgram;
  /** Whose options it takes. `docker` is a link to Podman on some systems. */
  readonly dialect: DockerProgram;
  call(args: readonly string[], options?: CallOptions): Promise<CliEnd>;
  callNow(args: readonly string[]): CliEnd;
  attach(args: readonly string[], options: AttachOptions): Attached;
}

/** Options of {@link findDockerCli}. */
export interface DockerCliOptions {
  /** The program to use. @default the first that is installed */
  readonly program?: DockerProgram | undefined;
  /** Environment of the program. Its `PATH` is used to find it; `DOCKER_HOST` and the like select the server. */
  readonly environment: Readonly<Record<string, string>>;
  readonly spawn?: typeof nodeSpawn | undefined;
}

/**
 * Finds the program, and checks that it can run containers.
 *
 * @throws EngineError `ENGINE_DOCKER_NOT_FOUND` if it is not installed, `ENGINE_DOCKER_UNREACHABLE` if its server does not answer
 */
export function findDockerCli(options: DockerCliOptions): DockerCli {
  const candidates: readonly DockerProgram[] =
    options.program === undefined ? ['docker', 'podman'] : [options.program];
  for (const program of candidates) {
    const cli = createCli(program, options);
    const answer = tryVersion(cli);
    if (answer === undefined) continue;
    if (answer.exitCode !== 0) throw unreachable(program, answer);
    return { ...cli, dialect: dialectOf(program, answer) };
  }
  throw notFound(candidates, options);
}

/** Tells by its version who made a program: the fields of Docker and Podman differ in a letter. */
function dialectOf(program: DockerProgram, { stdout }: CliEnd): DockerProgram {
  if (/"APIVersion":/.test(stdout)) return 'podman';
  return /"ApiVersion":/.test(stdout) ? 'docker' : program;
}

function notFound(candidates: readonly DockerProgram[], options: DockerCliOptions): EngineError {
  const missing = candidates.join(' and ');
  const verb = candidates.length > 1 ? 'are' : 'is';
  const other = candidates.includes('docker') ? 'podman' : 'docker';
  const hasOther = candidates.length === 1 && tryVersion(createCli(other, options)) !== undefined;
  const advice = hasOther ? `Use --executor ${other}, which is installed` : 'Install one';
  return new EngineError(
    'ENGINE_DOCKER_NOT_FOUND',
    `${missing} ${verb} not installed: no program of that name is in PATH. ${advice}, or run without --executor to use processes.`,
  );
}

function tryVersion(cli: Pick<DockerCli, 'callNow'>): CliEnd | undefined {
  try {
    // Without a server, docker fails here; podman needs none.
    return cli.callNow(['version', '--format', '{{json .}}']);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function unreachable(program: DockerProgram, { stderr }: CliEnd): EngineError {
  const start = program === 'docker' ? 'Start Docker' : 'Start the podman machine or service';
  return new EngineError(
    'ENGINE_DOCKER_UNREACHABLE',
    `${program} cannot run containers: ${lastSentence(stderr)} ${start}, and check that \`${program} ps\` works for your user.`,
  );
}

/** Returns the last line of what a program complained about as a sentence, without saying that it is an error. */
export function lastSentence(text: string): string {
  // Docker and Podman refer to their help after the reason.
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(?:Run|See) '.* --help'/.test(line));
  const line = (lines.at(-1) ?? 'it gave no reason')
    .trim()
    .replace(/^(?:docker: )?Error(?: response from daemon)?: /, '');
  return /[.?!]$/.test(line) ? line : `${line}.`;
}

function createCli(
  program: DockerProgram,
  { environment, spawn = nodeSpawn }: DockerCliOptions,
): Omit<DockerCli, 'dialect'> {
  return {
    program,
    callNow(args) {
      const ended = spawnSync(program, args, { env: { ...environment }, encoding: 'utf8', timeout: 30_000 });
      if (ended.error !== undefined) throw ended.error;
      return { exitCode: ended.status ?? 1, stdout: ended.stdout, stderr: ended.stderr };
    },
    call(args, { signal, timeout, variables } = {}) {
      const env = { ...environment, ...Object.fromEntries(variables ?? []) };
      return new Promise((resolve, reject) => {
        const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout, signal });
        const texts = { stdout: '', stderr: '' };
        child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
          texts.stdout += chunk;
        });
        child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
          texts.stderr += chunk;
        });
        child.once('error', reject);
        child.once('close', (code) => resolve({ exitCode: code ?? 1, ...texts }));
      });
    },
    attach(args, { log, onStdout }) {
      const stdout = onStdout === undefined ? log : 'pipe';
      // Ctrl-C in the terminal must not end the call: the run decides how containers end.
      const child = spawn(program, args, {
        env: { ...environment },
        detached: true,
        stdio: ['ignore', stdout, log],
      });
      if (onStdout !== undefined) child.stdout?.on('data', onStdout);
      const exitCode = new Promise<number>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code) => resolve(code ?? 1));
      });
      return { exitCode };
    },
  };
}

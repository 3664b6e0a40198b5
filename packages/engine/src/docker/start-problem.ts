import type { ContainerState } from './docker-containers.ts';

/** What is in front of a reason, in the order in which the programs and what they call add it. */
const PREFIXES: readonly RegExp[] = [
  /^Error(?: response from daemon)?: /,
  /^OCI runtime error: /,
  /^unable to start container \S+: /,
  /^failed to create (?:shim )?task(?: for container)?: /,
  /^OCI runtime create failed: /,
  /^(?:runc|crun): /,
  /^runc create failed: /,
  /^unable to start container process: /,
];

/** What is behind a reason. */
const SUFFIX =
  /: (?:unknown|OCI (?:permission denied|runtime attempted to invoke a command that was not found))$/;

/** Complaints of the small programs that start the container's own: `tini` of Docker, `catatonit` of Podman. */
const OF_INIT =
  /^\[FATAL tini \(\d+\)\] exec (?<name>.*) failed: (?<reason>.*)$|^(?:ERROR|FATAL) \(catatonit:\d+\): failed to exec pid1: (?<text>.*)$/;

/**
 * Returns why a container could not be started, in Argo's words if its program is missing; undefined if it was started.
 *
 * @param tail the end of what the container, or the program that should have started it, printed
 */
export function findStartProblem(
  { error, exitCode, status }: ContainerState,
  tail: string,
  program: string | undefined,
): string | undefined {
  const last = tail.trimEnd().split('\n').at(-1) ?? '';
  // Docker keeps the reason. Podman only prints it, and leaves the container as it was created.
  if (error !== '' && exitCode !== 0) return inWordsOfArgo(withoutFrame(error), program);
  if (status === 'created')
    return inWordsOfArgo(withoutFrame(last === '' ? 'it gave no reason' : last), program);
  const groups = exitCode === 0 ? undefined : OF_INIT.exec(last)?.groups;
  if (groups === undefined) return undefined;
  const name = groups.name ?? program ?? '';
  return ofInit(name, groups.reason ?? groups.text ?? '');
}

function withoutFrame(text: string): string {
  let reason = text.trim();
  for (const prefix of PREFIXES) reason = reason.replace(prefix, '');
  return reason.replace(SUFFIX, '');
}

function inWordsOfArgo(reason: string, program = ''): string {
  if (/^exec: "/.test(reason)) return `failed to find name in PATH: ${reason}`;
  // crun: executable file `name` not found in $PATH: No such file or directory
  if (/^executable file .* not found/.test(reason)) return missing(program);
  return reason;
}

function ofInit(name: string, reason: string): string {
  if (/no such file/i.test(reason)) return missing(name);
  if (/permission denied/i.test(reason))
    return `failed to find name in PATH: exec: "${name}": permission denied`;
  return `fork/exec ${name}: ${reason.toLowerCase()}`;
}

function missing(name: string): string {
  const reason = name.includes('/')
    ? `stat ${name}: no such file or directory`
    : 'executable file not found in $PATH';
  return `failed to find name in PATH: exec: "${name}": ${reason}`;
}

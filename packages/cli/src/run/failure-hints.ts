import { statSync } from 'node:fs';
import path from 'node:path';
import type { NodeStatus, Workflow } from '@tiphys/models';

/** The run that hints are about. */
export interface HintedRun {
  readonly workflow: Workflow;
  /** The file that was run, as it is shown. */
  readonly source: string;
  /** How it ran on this machine. Absent for a run in a cluster. */
  readonly local?:
    | {
        /** Whether its tasks were processes of this machine. */
        readonly usesMachine: boolean;
        /** The value of `PATH` of its tasks. */
        readonly searchPath: string;
        /** Tells whether the run was given an object. */
        readonly hasObject: (kind: string, name: string) => boolean;
      }
    | undefined;
  /** Returns the last lines that a node printed. */
  readonly logTail: (node: NodeStatus) => Promise<readonly string[]>;
}

/** Most nodes whose logs are searched. */
const MOST_NODES = 20;

/** Returns advice for failures whose messages are those of Argo or of a shell: each once. */
export async function findHints(run: HintedRun, failures: readonly NodeStatus[]): Promise<readonly string[]> {
  const { status } = run.workflow;
  const messages = [status?.message, ...Object.values(status?.nodes ?? {}).map(({ message }) => message)];
  const ofMessages = messages.flatMap((message) => hintsOfMessage(message ?? '', run));
  const ofPrograms = await Promise.all(
    failures.slice(0, MOST_NODES).map((node) => hintsOfProgram(node, run)),
  );
  return [...new Set([...ofMessages, ...ofPrograms.flat()])];
}

function hintsOfMessage(message: string, { source, local }: HintedRun): readonly string[] {
  if (message.startsWith('invalid spec: ') && !message.includes('" not found'))
    return [`Run \`tiphys lint ${source}\` to see the line.`];
  if (local === undefined) return [];
  const [, kind, name] = /\b(secret|configmap)s? "([^"]*)" not found/.exec(message) ?? [];
  if (kind !== undefined) return [notGiven(kind === 'secret' ? 'Secret' : 'ConfigMap', name)];
  const [, unseen] = /\bConfigMap '([^']*)' does not exist\./.exec(message) ?? [];
  // Of one that was given, the message names the label that it lacks.
  if (unseen !== undefined)
    return local.hasObject('ConfigMap', unseen) ? [] : [notGiven('ConfigMap', unseen)];
  const [, map] =
    /failed to initialize semaphore [^/\s]*\/ConfigMap\/([^/\s]+)\/\S+ with limit/.exec(message) ?? [];
  return map === undefined || local.hasObject('ConfigMap', map) ? [] : [notGiven('ConfigMap', map)];
}

function notGiven(kind: string, name: string | undefined): string {
  return `The ${kind} "${name}" was not given. Pass the file that contains it with --with.`;
}

async function hintsOfProgram(node: NodeStatus, { logTail, local }: HintedRun): Promise<readonly string[]> {
  if (local?.usesMachine !== true) return [];
  const program = missingProgram(node, await logTail(node));
  if (program === undefined || isInstalled(program, local.searchPath)) return [];
  return [
    `${program} is not installed on this machine. Local runs use no images. Install it, or use --executor docker.`,
  ];
}

/** What shells and `env` print when there is no such program. */
const SHELL_LINES: readonly RegExp[] = [
  // dash and busybox: `sh: 1: cowsay: not found`; bash: `bash: line 1: cowsay: command not found`.
  /(?:^|: )(?:line \d+: |\d+: )?([^\s:]+): (?:command )?not found$/,
  // zsh: `zsh:1: command not found: cowsay`
  /: command not found: ([^\s:]+)$/,
  // env: 'cowsay': No such file or directory
  /^(?:\/usr\/bin\/)?env: ['‘]?([^\s'’]+?)['’]?: No such file or directory$/,
];

function missingProgram({ message = '' }: NodeStatus, tail: readonly string[]): string | undefined {
  const [, own] =
    /failed to find name in PATH: exec: "([^"]+)": (?:executable file not found|stat \S+ no such file)/.exec(
      message,
    ) ?? [];
  if (own !== undefined) return own;
  // 127 is the exit code of a shell that does not find its last command. A script can go on, and fail otherwise.
  const lines = message.includes('(exit code 127)') ? tail : tail.slice(-1);
  return lines
    .flatMap((line) => SHELL_LINES.flatMap((pattern) => pattern.exec(line.trim())?.[1] ?? []))
    .at(-1);
}

/** The workflow may have looked elsewhere, in a PATH of its own. */
function isInstalled(program: string, searchPath: string): boolean {
  const files = program.includes('/')
    ? [program]
    : searchPath.split(path.delimiter).map((folder) => path.join(folder, program));
  return files.some((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}

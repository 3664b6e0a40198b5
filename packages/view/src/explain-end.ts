import type { NodeStatus, Template, Workflow } from '@tiphys/models';

/** A node that has ended, and where it belongs. */
export interface EndedNode {
  readonly node: NodeStatus;
  readonly workflow: Workflow;
  /** Returns the template of the node, if it is known. Called only if the reason depends on it. */
  readonly templateOf: () => Template | undefined;
}

/**
 * Returns why a node ended as it did, where its message does not say it: which time was exceeded, or what an exit code means. Undefined if there is
 * nothing to add.
 */
export function explainEnd(ended: EndedNode): string | undefined {
  const { message = '' } = ended.node;
  if (message.startsWith('Pod was active on the node longer than')) return exceededTime(ended);
  if (message === 'Step exceeded its deadline') return ofWorkflow(ended.workflow)?.text;
  if (message === 'timeout') return exceededWait(ended.templateOf());
  if (message.includes('OOMKilled')) return exceededMemory(ended.templateOf());
  const [, code] = /\(exit code (\d+)\)$/.exec(message) ?? [];
  return code === undefined ? undefined : EXIT_CODES[code];
}

const EXIT_CODES: Readonly<Record<string, string>> = {
  126: 'The command cannot be executed.',
  127: 'The command was not found.',
  134: 'It ended itself after an internal error (SIGABRT, 128 + 6).',
  137: 'It was killed (SIGKILL, 128 + 9): by the system when memory ran out, or by a program.',
  139: 'It used memory that it does not have (SIGSEGV, 128 + 11).',
  143: 'It was asked to end (SIGTERM, 128 + 15): because the run was stopped, or by a program.',
};

/** A limit of time, and the moment in milliseconds at which it is exceeded. */
interface TimeLimit {
  readonly at: number;
  readonly text: string;
}

/** Returns the limit that is exceeded first. */
function exceededTime({ node, templateOf, workflow }: EndedNode): string | undefined {
  const { activeDeadlineSeconds, retryStrategy, timeout } = templateOf() ?? {};
  const longest = retryStrategy?.backoff?.maxDuration;
  const started = timeOf(node.startedAt);
  const limits: readonly (TimeLimit | undefined)[] = [
    limitOf(
      activeDeadlineSeconds,
      started,
      (text) => `It ran longer than the activeDeadlineSeconds of its template: ${text}.`,
    ),
    limitOf(timeout, started, (text) => `It took longer than the timeout of its template: ${text}.`),
    limitOf(
      longest,
      timeOf(retryOf(node, workflow)?.startedAt),
      (text) => `All its attempts took longer than the backoff.maxDuration of its retryStrategy: ${text}.`,
    ),
    ofWorkflow(workflow),
  ];
  const [first] = limits.filter((limit) => limit !== undefined).sort((one, other) => one.at - other.at);
  return first?.text;
}

function limitOf(
  limit: string | number | undefined,
  since: number,
  describe: (text: string) => string,
): TimeLimit | undefined {
  if (limit === undefined || limit === '') return undefined;
  return { at: since + millisecondsOf(String(limit)), text: describe(String(limit)) };
}

function ofWorkflow({ spec, status }: Workflow): TimeLimit | undefined {
  return limitOf(
    spec.activeDeadlineSeconds,
    timeOf(status?.startedAt),
    (text) => `The workflow ran longer than its activeDeadlineSeconds: ${text}.`,
  );
}

function exceededWait({ pendingTimeout, timeout }: Partial<Template> = {}): string | undefined {
  const wait = limitOf(timeout, 0, (text) => `It waited longer than the timeout of its template: ${text}.`);
  const pending = limitOf(
    pendingTimeout,
    0,
    (text) => `It waited longer than the pendingTimeout of its template: ${text}.`,
  );
  return (wait !== undefined && (pending === undefined || wait.at <= pending.at) ? wait : pending)?.text;
}

function exceededMemory(template: Template | undefined): string {
  const limit = (template?.container ?? template?.script)?.resources?.limits?.memory;
  const known = limit === undefined ? '' : ` of ${limit}`;
  return `It used more memory than its limit${known}. Raise resources.limits.memory.`;
}

/** Returns the node of the retries of an attempt. */
function retryOf({ id, nodeFlag }: NodeStatus, { status }: Workflow): NodeStatus | undefined {
  if (nodeFlag?.retried !== true) return undefined;
  return Object.values(status?.nodes ?? {}).find(({ children }) => children?.includes(id));
}

function timeOf(text: NodeStatus['startedAt']): number {
  return text ? Date.parse(String(text)) : 0;
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Reads a number of seconds, or a duration such as `1m30s`. Infinite for a text that is neither. */
function millisecondsOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.length === 0) return Number.POSITIVE_INFINITY;
  return parts.reduce((sum, [, number = '', unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0);
}

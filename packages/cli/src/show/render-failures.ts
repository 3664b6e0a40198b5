import type { NodeStatus, Template, Workflow } from '@tiphys/models';
import type { Failure } from '@tiphys/view';

/** Where the logs of a run are. */
export interface FailureSources {
  /** Returns the last lines that a node printed. @default nothing */
  readonly logTail?: (node: NodeStatus) => Promise<readonly string[]>;
  /** Returns the template of a node. @default the one in the workflow */
  readonly templateOf?: (workflow: Workflow, node: NodeStatus) => Template | undefined;
}

/** Most failures that are shown with their logs. */
const MOST_LOGS = 5;

/** Most failures that are shown at all. */
const MOST = 20;

/** Returns a block for each node that failed or ended with an error: its whole message, and the end of its log. */
export async function renderFailures(
  workflow: Workflow,
  failures: readonly Failure[],
  { logTail = async () => [], templateOf = writtenTemplate }: FailureSources = {},
): Promise<readonly string[]> {
  const { explainEnd } = await import('@tiphys/view');
  const blocks: string[] = [];
  for (const { node } of failures.slice(0, MOST)) {
    const reason = explainEnd({ node, workflow, templateOf: () => templateOf(workflow, node) });
    const head = headOf(node, reason);
    const tail = blocks.length < MOST_LOGS ? await logTail(node) : [];
    // What the executor prints when it cannot start a program is its message.
    const isSaid = tail.every((line) => node.message?.includes(line));
    blocks.push(`${[...head, ...(isSaid ? [] : tail)].join('\n  ')}\n`);
  }
  const more = failures.length - blocks.length;
  if (more > 0)
    blocks.push(
      `${more} more nodes failed. See them all: tiphys get ${workflow.metadata.name ?? ''} -o wide\n`,
    );
  return blocks;
}

/** Returns the template of a node as it is written; undefined if it belongs to another object. */
function writtenTemplate({ spec }: Workflow, { templateName }: NodeStatus): Template | undefined {
  return spec.templates?.find(({ name }) => name === templateName);
}

function headOf({ name, phase, message = '' }: NodeStatus, reason: string | undefined): readonly string[] {
  const what = phase === 'Error' ? 'ended with an error' : 'failed';
  const [first = '', ...others] = message.trim().split('\n');
  const head = `${name} ${what}${first === '' ? '' : `: ${first}`}`;
  if (reason === undefined) return [head, ...others];
  return others.length > 0
    ? [head, ...others, reason]
    : [`${head}${/[.!?]$/.test(head) ? '' : '.'} ${reason}`];
}

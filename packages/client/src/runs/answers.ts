import type { NodeStatus, Workflow } from '@tiphys/models';
import * as operations from '@tiphys/operations';
import { questionsOf, RunsError, waitingNodes } from '@tiphys/runs';

/** What a suspended node gets. */
export interface NodeAnswer {
  readonly node: NodeStatus;
  /** Values of those of its output parameters that were given, by name. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Returns which suspended nodes get which of the given values: those that ask for one of them.
 *
 * @throws RunsError `RUNS_ANSWER` if nobody asks for a value, or it is not one of the choices; OperationError for a wrong selector
 */
export function answersOf(
  workflow: Workflow,
  nodeFieldSelector: string,
  values: Readonly<Record<string, string>>,
): readonly NodeAnswer[] {
  const selector = operations.parseNodeFieldSelector(nodeFieldSelector);
  const asking = waitingNodes(workflow).filter((node) => operations.matchesNode(selector, node));
  assertAsked(workflow, asking, values);
  return asking.flatMap((node) => {
    const asked = new Set(questions(node).map(({ name }) => name));
    const given = Object.entries(values).filter(([name]) => asked.has(name));
    return given.length === 0 ? [] : [{ node, values: Object.fromEntries(given) }];
  });
}

function questions({ inputs, outputs }: NodeStatus): ReturnType<typeof questionsOf> {
  return questionsOf({ inputs: inputs?.parameters ?? [], outputs: outputs?.parameters ?? [] });
}

function assertAsked(
  { metadata }: Workflow,
  nodes: readonly NodeStatus[],
  values: Readonly<Record<string, string>>,
): void {
  const asked = nodes.flatMap(questions);
  const run = metadata.name ?? '';
  const names = [...new Set(asked.map(({ name }) => name))].join(', ');
  for (const [name, value] of Object.entries(values)) {
    const asking = asked.filter((one) => one.name === name);
    if (asking.length === 0)
      throw new RunsError(
        'RUNS_ANSWER',
        `No suspended node of ${run} asks for "${name}". ${names === '' ? 'None asks for a value.' : `They ask for ${names}.`}`,
        { run },
      );
    const refusing = asking.find(({ choices }) => choices !== undefined && !choices.includes(value));
    if (refusing !== undefined)
      throw new RunsError(
        'RUNS_ANSWER',
        `"${value}" is not a choice of "${name}" of ${run} (one of ${refusing.choices?.join(', ')}).`,
        { run },
      );
  }
}

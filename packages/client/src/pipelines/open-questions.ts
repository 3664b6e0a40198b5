import type { NodeStatus, Workflow } from '@tiphys/models';
import { findTemplate, type Question, questionsOf, waitingNodes } from '@tiphys/runs';

/** A question that waits for an answer. */
export interface OpenQuestion {
  /** The name of its task. In a loop, several questions can have the same name. */
  readonly name: string;
  readonly nodeId: string;
  /** What it says about itself, such as the message of `approve`. Empty if it says nothing. */
  readonly message: string;
  /** The values that it asks for. None for `approve`. */
  readonly fields: readonly Question[];
}

/** Returns the nodes of a workflow that wait for somebody, not only for time. */
export function askingNodes(workflow: Workflow): readonly NodeStatus[] {
  return waitingNodes(workflow).filter((node) => fieldsOf(node).length > 0 || !isPause(workflow, node));
}

/** Returns the questions of a workflow that are open. */
export function openQuestions(workflow: Workflow): readonly OpenQuestion[] {
  return askingNodes(workflow).map((node) => {
    const fields = fieldsOf(node);
    const message = (node.inputs?.parameters ?? [])
      .filter(({ name, value }) => value !== undefined && !fields.some((field) => field.name === name))
      .map(({ value }) => String(value));
    return { name: node.displayName ?? node.name, nodeId: node.id, message: message.join(' '), fields };
  });
}

function fieldsOf({ inputs, outputs }: NodeStatus): readonly Question[] {
  return questionsOf({ inputs: inputs?.parameters ?? [], outputs: outputs?.parameters ?? [] });
}

/** Tells whether a node goes on by itself after a time. */
function isPause(workflow: Workflow, node: NodeStatus): boolean {
  return findTemplate(workflow, node)?.suspend?.duration !== undefined;
}

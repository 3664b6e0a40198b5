import type { NodeStatus, Workflow } from '@tiphys/models';
import { oneLine } from '../show/one-line.ts';

/** Longest value that is shown. */
const LONGEST = 60;

/**
 * Returns what a resumption has done besides, for the line about it: which nodes were answered, with the values that their outputs got, and that the run
 * itself stays suspended. Empty if there is nothing.
 */
export async function describeAnswers(before: Workflow, after: Workflow): Promise<string> {
  const { questionsOf, waitingNodes } = await import('@tiphys/runs');
  const { labelOf } = await import('@tiphys/view');
  const waiting = new Set(waitingNodes(after).map(({ id }) => id));
  const answered = waitingNodes(before).filter(({ id }) => !waiting.has(id));
  const texts = answered.map((node) => {
    const names = questionsOf({ outputs: node.outputs?.parameters ?? [] }).map(({ name }) => name);
    const values = valuesOf(after.status?.nodes?.[node.id], names);
    return `${oneLine(labelOf(node))}${values.length === 0 ? '' : ` (${values.join(', ')})`}`;
  });
  const what = texts.length === 0 ? '' : `; answered ${texts.join(', ')}`;
  return `${what}${after.spec.suspend === true ? '; the run itself stays suspended' : ''}`;
}

function valuesOf(node: NodeStatus | undefined, names: readonly string[]): readonly string[] {
  return (node?.outputs?.parameters ?? []).flatMap(({ name, value }) => {
    if (!names.includes(name) || value === undefined) return [];
    const text = oneLine(String(value));
    return [`${name}=${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`];
  });
}

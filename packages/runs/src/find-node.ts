import type { NodeStatus, Workflow } from '@tiphys/models';
import { shownLabel, shownName } from '@tiphys/models/facts';
import { RunsError } from './runs-error.ts';

/**
 * Returns the node that a word names: by its id, its name, its name without that of the run, or its display name if only one node has it. Names
 * may also be written as trees show them: with the original items of loops.
 *
 * @throws RunsError `RUNS_UNKNOWN_NODE` if there is none, or if several have the display name
 */
export function findNode(workflow: Workflow, word: string): NodeStatus {
  const run = workflow.metadata.name ?? '';
  const nodes = Object.values(workflow.status?.nodes ?? {});
  const exact = nodes.find(
    ({ id, name }) =>
      id === word || name === word || name === `${run}.${word}` || podNameOf(workflow, word) === id,
  );
  if (exact !== undefined) return exact;
  const named = nodesCalled(nodes, word, run);
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return only;
  const known = named.length > 0 ? named : nodes.filter(({ type }) => type !== 'StepGroup');
  const names = known.slice(0, 20).map(({ name }) => name);
  const rest = known.length > names.length ? `, and ${known.length - names.length} more` : '';
  const list = names.length === 0 ? 'It has no nodes yet.' : `Its nodes: ${names.join(', ')}${rest}.`;
  const problem = named.length > 0 ? `${named.length} nodes called "${word}"` : `no node "${word}"`;
  throw new RunsError('RUNS_UNKNOWN_NODE', `The run ${run} has ${problem}. ${list}`, { run });
}

/** Returns the nodes with a display name; if there are none, those that are shown with it, or with that name. */
function nodesCalled(nodes: readonly NodeStatus[], word: string, run: string): readonly NodeStatus[] {
  const raw = nodes.filter(({ displayName }) => displayName === word);
  if (raw.length > 0) return raw;
  return nodes.filter(({ displayName = '', name }) => {
    const shown = shownName(name);
    return shownLabel(displayName) === word || shown === word || shown === `${run}.${word}`;
  });
}

/** Returns the id of the node of a pod name: `hello-main-123` is the pod of `hello-123`. */
function podNameOf(workflow: Workflow, pod: string): string | undefined {
  const run = workflow.metadata.name ?? '';
  const hash = /-(\d+)$/.exec(pod)?.[1];
  return hash !== undefined && pod.startsWith(`${run}-`) ? `${run}-${hash}` : undefined;
}

import { suspendedNodes } from '../../semantics/status/suspended-nodes.ts';
import { isFulfilled } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';

/** Returns the message for a run that waits for something that can never happen. */
export function whyStuck(run: RunState): string {
  const reasons: string[] = [];
  if (run.paused)
    reasons.push(
      'it is suspended, and nothing can resume it. Keep the run in a store, or remove spec.suspend',
    );
  for (const [name, message] of Object.entries(run.unresolvable)) reasons.push(`${name}: ${message}`);
  if (run.paused) reasons.push('it is suspended, and nothing can resume it. Keep the run in a store');
  for (const { node } of suspendedNodes(run)) {
    reasons.push(
      `${node.fields.name} is suspended without a duration, and nothing can resume it. Keep the run in a store, answer the node in a test with runPipeline, or give it a duration and its outputs defaults`,
    );
  }
  if (reasons.length === 0) for (const node of innermostWaiting(run)) reasons.push(reasonOf(node));
  if (reasons.length === 0) reasons.push('a limit of 0 prevents every start');
  return `The workflow ${run.identity.name} can never finish; Argo would leave it Running: ${reasons.join('; ')}.`;
}

function innermostWaiting(run: RunState): readonly RunNode[] {
  const waiting = Object.values(run.nodes).filter(({ fields }) => !isFulfilled(fields));
  const around = new Set(waiting.map(({ fields }) => fields.boundaryID));
  return waiting.filter((node) => !around.has(node.fields.id));
}

function reasonOf({ fields }: RunNode): string {
  if (fields.type !== 'DAG') return `${fields.name} waits`;
  return `${fields.name} has no more tasks to run, but a target cannot be reached from its first tasks: a node before it has no outbound nodes (a template stopped by failFast, or a retried one with a cached result)`;
}

import { isFulfilled } from '../node/node-status.ts';
import type { Run } from './run.ts';

/** Says what a run waits for that can never happen. */
export function whyStuck(run: Run): string {
  const reasons: string[] = [];
  for (const [name, message] of run.unresolvable) reasons.push(`${name}: ${message}`);
  for (const { node } of run.suspended) {
    reasons.push(`${node.fields.name} is suspended without a duration, and nothing here resumes it`);
  }
  if (reasons.length === 0) {
    const waiting = [...run.nodes.values()].filter(({ fields }) => !isFulfilled(fields.phase));
    reasons.push(
      `waiting: ${waiting.map(({ fields }) => fields.name).join(', ') || 'a limit lets nothing start'}`,
    );
  }
  return `The workflow ${run.identity.name} can never end; Argo would leave it Running. ${reasons.join('; ')}.`;
}

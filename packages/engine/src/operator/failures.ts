import { podName } from '../node/node-id.ts';
import { isFailedOrError } from '../node/node-status.ts';
import type { RunState } from '../run/run-state.ts';

/**
 * Returns `workflow.failures`: the quoted JSON list of all nodes that are Failed or Error.
 * See docs/semantics/hooks.md#failures.
 */
export function failuresText(run: RunState): string {
  const failures = [];
  for (const { fields } of run.nodes.values()) {
    if (!isFailedOrError(fields.phase)) continue;
    failures.push({
      displayName: fields.displayName,
      message: fields.message ?? '',
      templateName: fields.templateName ?? '',
      phase: fields.phase,
      podName: podName(run.identity.name, fields.name, fields.templateName),
      finishedAt: fields.finishedAt ?? '',
    });
  }
  return JSON.stringify(failures.length > 0 ? JSON.stringify(failures) : 'null');
}

import { printJson, quoteGo } from '@tiphys/go';
import { podName } from '../state/node/node-id.ts';
import { isFailedOrError } from '../state/node/node-status.ts';
import type { RunState } from '../state/run-state.ts';

/** A node that has failed, as exit handlers see it. */
export interface FailedNode {
  readonly displayName: string;
  readonly message: string;
  readonly templateName: string;
  readonly phase: 'Failed' | 'Error';
  readonly podName: string;
  readonly finishedAt: string;
}

/** Returns all nodes that are Failed or Error, in the order in which they started. */
export function failedNodes(run: RunState): readonly FailedNode[] {
  const failures: FailedNode[] = [];
  for (const { fields } of Object.values(run.nodes)) {
    const { phase } = fields;
    if (!isFailedOrError(phase)) continue;
    const templateName = fields.templateRef?.template ?? fields.templateName;
    failures.push({
      displayName: fields.displayName,
      message: fields.message ?? '',
      templateName: templateName ?? '',
      phase,
      podName: podName(run.identity.name, fields.name, templateName),
      finishedAt: fields.finishedAt ?? '',
    });
  }
  return failures;
}

/**
 * Returns `workflow.failures`: the quoted JSON list of all nodes that are Failed or Error.
 * See docs/semantics/hooks.md#failures.
 */
export function failuresText(run: RunState): string {
  const failures = failedNodes(run);
  return quoteGo(failures.length > 0 ? `[${failures.map(objectText).join(',')}]` : 'null');
}

/** Returns JSON with its members in order. */
function objectText(object: object): string {
  const members = Object.entries(object).map(([name, value]) => `"${name}":${printJson(value)}`);
  return `{${members.join(',')}}`;
}

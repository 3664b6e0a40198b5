import type { Workflow } from '@tiphys/models';
import * as operations from '@tiphys/operations';
import { RunsError } from './runs-error.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * Returns a function that tells whether labels fulfil a selector, as `kubectl -l` reads it: `a=b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`,
 * `a`, `!a`, separated by commas.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 * @throws RunsError `RUNS_INVALID_SELECTOR`
 */
export function parseLabelSelector(text: string): (labels: Labels) => boolean {
  const selector = parse('label', text, operations.parseLabelSelector);
  return (labels) => operations.matchesLabels(selector, labels);
}

/**
 * Returns a function that tells whether a workflow fulfils a field selector: `metadata.name=x`, `metadata.namespace!=y`.
 *
 * @throws RunsError `RUNS_INVALID_SELECTOR`
 */
export function parseFieldSelector(text: string): (workflow: Workflow) => boolean {
  const selector = parse('field', text, operations.parseWorkflowFieldSelector);
  return (workflow) => operations.matchesWorkflow(selector, workflow);
}

function parse<T>(kind: string, text: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (cause) {
    if (!(cause instanceof operations.OperationError)) throw cause;
    throw new RunsError('RUNS_INVALID_SELECTOR', `"${text}" is not a ${kind} selector: ${cause.message}.`, {
      cause,
    });
  }
}

import type { RetryFields, TemplateFields } from '../../../manifest/fields.ts';
import type { RunState } from '../../../state/run-state.ts';

/** Returns the retry strategy of a template, or that of the workflow if it has none. See docs/semantics/retries.md#what-is-retried. */
export function retryStrategyOf(run: RunState, template: TemplateFields): RetryFields | undefined {
  return template.retryStrategy ?? run.spec.retryStrategy;
}

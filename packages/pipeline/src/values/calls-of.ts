import type { DAGTask, Template, WorkflowStep } from '@tiphys/models';

/** Returns the calls of other templates in a template: its tasks or its steps. */
export function callsOf({
  dag,
  steps,
}: Pick<Template, 'dag' | 'steps'>): readonly (DAGTask | WorkflowStep)[] {
  return [...(dag?.tasks ?? []), ...(steps ?? []).flat()];
}

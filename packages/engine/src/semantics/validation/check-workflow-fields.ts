import { quoteGo } from '@tiphys/go';
import type { SpecFields } from '../../manifest/fields.ts';
import { checkPodResources, type PodResources } from './check-pod-fields.ts';
import { SpecProblem } from './spec-problem.ts';

const NAME_LENGTH = 63;

/**
 * Checks the length of the name of a workflow.
 *
 * @throws SpecProblem `workflow name "X" must not be more than 63 characters long (currently 64)`
 */
export function checkWorkflowName(name: string): void {
  const length = Buffer.byteLength(name);
  if (length <= NAME_LENGTH) return;
  throw new SpecProblem(
    `workflow name ${quoteGo(name)} must not be more than ${NAME_LENGTH} characters long (currently ${length})`,
  );
}

/**
 * Checks that a workflow which refers to a WorkflowTemplate has no templates of its own.
 *
 * @param spec The spec as it is written.
 * @throws SpecProblem `Templates is invalid field in spec if workflow referred WorkflowTemplate reference`
 */
export function checkReferringSpec({ workflowTemplateRef, templates }: SpecFields): void {
  if (workflowTemplateRef && templates?.length) {
    throw new SpecProblem(
      'Templates is invalid field in spec if workflow referred WorkflowTemplate reference',
    );
  }
}

const STRATEGIES = ['', 'OnPodCompletion', 'OnPodSuccess', 'OnWorkflowCompletion', 'OnWorkflowSuccess'];

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

interface LabelSelector {
  readonly matchExpressions?: readonly { readonly operator?: string }[];
}

/**
 * Checks the garbage collection of pods and their resources.
 *
 * @throws SpecProblem `podGC.strategy unknown strategy 'X'`, for example
 */
export function checkPodRules(spec: SpecFields): void {
  const { podGC, podResources } = spec as {
    readonly podGC?: { readonly strategy?: string; readonly labelSelector?: LabelSelector };
    readonly podResources?: PodResources;
  };
  const strategy = podGC?.strategy ?? '';
  if (!STRATEGIES.includes(strategy)) throw new SpecProblem(`podGC.strategy unknown strategy '${strategy}'`);
  for (const { operator = '' } of podGC?.labelSelector?.matchExpressions ?? []) {
    if (OPERATORS.includes(operator)) continue;
    throw new SpecProblem(
      `podGC.labelSelector invalid: ${quoteGo(operator)} is not a valid label selector operator`,
    );
  }
  checkPodResources(podResources, 'spec.podResources');
}

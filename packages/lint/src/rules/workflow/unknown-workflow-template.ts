import type { Rule } from '../rule.ts';
import { giveItsFile, suggest } from '../suggestion.ts';

/** As with `argo lint --offline`, only the given files are known. The cluster may have more. */
export const unknownWorkflowTemplate: Rule = {
  id: 'workflow/unknown-workflow-template',
  severity: 'error',
  summary: 'The WorkflowTemplate that a workflow is made from is in one of the given files.',
  *check(subject, catalogue) {
    const target = catalogue.resolveEntrypoint(subject);
    if (target.kind !== 'unknownLibrary' || !subject.spec?.workflowTemplateRef) return;
    const { name, clusterScope } = target.library;
    const kind = clusterScope ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
    yield {
      path: [...subject.specPath, 'workflowTemplateRef', 'name'],
      message: `${kind} "${name}" is not in any of the given files.`,
      ...suggest(name, catalogue.libraryNames(clusterScope)),
      suggestion: giveItsFile(subject),
    };
  },
};

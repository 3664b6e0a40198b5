import type { Rule } from '../../rule.ts';
import { suggest } from '../../suggestion.ts';

/** Template names hold no tags; those of references may. */
export const unknownTemplate: Rule = {
  id: 'call/unknown-template',
  severity: 'error',
  summary: 'The templates that steps and tasks call exist.',
  *check(subject, catalogue) {
    for (const { calls } of subject.allTemplates) {
      for (const call of calls) {
        const target = catalogue.resolve(call, subject);
        if (target.kind === 'unknownTemplate') {
          const known = target.home.templatesByName;
          const where =
            target.home === subject ? '' : ` in the ${target.home.kind} "${target.home.metadata.name ?? ''}"`;
          const at = call.step.templateRef ? ['templateRef', 'template'] : ['template'];
          yield {
            path: [...call.path, ...at],
            message: `There is no template "${target.name}"${where}.`,
            ...suggest(target.name, known.keys()),
          };
        } else if (target.kind === 'unknownLibrary') {
          const { name, clusterScope } = target.library;
          const kind = clusterScope ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
          yield {
            path: [...call.path, 'templateRef', 'name'],
            message: `The ${kind} "${name}" is in none of the files given.`,
            ...suggest(name, catalogue.libraryNames(clusterScope)),
          };
        }
      }
    }
  },
};

import { hasBrokenField } from '../../view/broken-fields.ts';
import { isLibrary } from '../../view/subject.ts';
import type { Rule } from '../rule.ts';

/** Only WorkflowTemplates and ClusterWorkflowTemplates may lack one, because others can call their templates. */
export const missingEntrypoint: Rule = {
  id: 'workflow/missing-entrypoint',
  severity: 'error',
  summary: 'A workflow names the template that it starts with.',
  *check(subject, catalogue) {
    const { spec, specPath } = subject;
    if (!spec || isLibrary(subject) || hasBrokenField(subject, specPath)) return;
    if (catalogue.resolveEntrypoint(subject).kind !== 'nothing') return;
    const names = [...subject.templatesByName.keys()].filter((name) => name !== '');
    yield {
      path: [...specPath, 'entrypoint'],
      message: 'The workflow has no "entrypoint": name the template to start with.',
      ...(names.length === 1 ? { suggestion: `Add "entrypoint: ${names[0]}".` } : {}),
    };
  },
};

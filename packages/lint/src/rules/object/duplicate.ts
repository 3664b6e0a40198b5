import type { Rule } from '../rule.ts';

/** References are resolved by name. If two of them have the same name, Argo's linter checks nothing at all. */
export const duplicateObject: Rule = {
  id: 'object/duplicate',
  severity: 'error',
  summary:
    'The names of WorkflowTemplates are unique in a namespace, and those of ClusterWorkflowTemplates in the cluster.',
  *check(subject, catalogue) {
    const first = catalogue.firstOfName(subject);
    if (!first || first === subject) return;
    const found = first.locate(['metadata', 'name']);
    const place = found === undefined ? first.file : `${first.file}:${found.line}:${found.column}`;
    yield {
      path: ['metadata', 'name'],
      message: `${subject.kind} "${subject.metadata.name ?? ''}" already exists at ${place}, and references use that one.`,
      suggestion: 'Rename one of them, or lint them in separate runs.',
    };
  },
};

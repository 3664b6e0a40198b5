import type { Rule } from '../rule.ts';

/** References are resolved by name. If two templates have the same one, Argo's linter checks nothing at all. */
export const duplicateObject: Rule = {
  id: 'object/duplicate',
  severity: 'error',
  summary: 'No two templates of a kind have the same name in a namespace.',
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

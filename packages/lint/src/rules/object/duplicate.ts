import type { Rule } from '../rule.ts';

/** References go by name. Argo's own linter checks nothing at all then. */
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
      message: `There is another ${subject.kind} "${subject.metadata.name ?? ''}" at ${place}, which is the one that is used here.`,
      suggestion: 'Rename one of them, or check them in separate runs.',
    };
  },
};

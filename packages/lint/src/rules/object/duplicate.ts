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
      message: `There is another ${subject.kind} "${subject.metadata.name ?? ''}" at ${place}, which is the one that is used here.`,
      suggestion: 'Rename one of them, or check them in separate runs.',
    };
  },
};

import { expect, test } from 'vitest';
import { lint } from '../lint.ts';
import { renderIssues } from './render-issues.ts';

test('shows the lines around issues, and counts at the end', () => {
  const inputs = [{ file: 'wf.yaml', text: 'kind: Workflow\nmetadata: {name: a}\nspec:\n\tx: 1\n' }];
  expect(
    renderIssues(lint(inputs), { inputs }),
  ).toBe(`wf.yaml:4:1: error: Tab characters must not be used in indentation. [yaml/syntax]
  3 | spec:
> 4 | \tx: 1
    | ^

1 error in 1 file.
`);
});

test('shows paths where texts are not given, and colours', () => {
  const issue = {
    rule: 'a/b',
    severity: 'warning',
    message: 'M.',
    file: 'f',
    path: 'spec.x',
    line: 2,
    column: 3,
    suggestion: 'S.',
  } as const;
  expect(renderIssues([issue, issue])).toBe(
    'f:2:3: warning: M. [a/b]\n  at spec.x\n  help: S.\n\nf:2:3: warning: M. [a/b]\n  at spec.x\n  help: S.\n\n2 warnings in 1 file.\n',
  );
  expect(renderIssues([issue], { colour: true })).toContain(
    '\u001B[33mwarning\u001B[39m: M. \u001B[2m[a/b]\u001B[22m',
  );
  expect(renderIssues([issue], { files: 3 })).toContain('1 warning in 1 of 3 files.');
  expect(renderIssues([])).toBe('No issues found.\n');
});

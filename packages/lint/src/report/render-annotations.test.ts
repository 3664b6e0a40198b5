import { expect, test } from 'vitest';
import type { Issue } from './issue.ts';
import { renderAnnotations } from './render-annotations.ts';

const issue: Issue = {
  rule: 'dag/unknown-task',
  severity: 'error',
  message: 'Task "fecth" does not exist.',
  file: 'flows/a.yaml',
  path: 'spec.templates[0]',
  line: 16,
  column: 22,
};

test.for<readonly [string, Issue, string]>([
  [
    'an error',
    issue,
    '::error file=flows/a.yaml,line=16,col=22,title=dag/unknown-task::Task "fecth" does not exist.\n',
  ],
  [
    'a warning with advice',
    { ...issue, severity: 'warning', suggestion: 'Did you mean "fetch"?' },
    '::warning file=flows/a.yaml,line=16,col=22,title=dag/unknown-task::Task "fecth" does not exist.%0ADid you mean "fetch"?\n',
  ],
  [
    'an issue without a line',
    { rule: 'yaml/syntax', severity: 'error', message: 'No.', file: 'a.ts', path: 'spec.x' },
    '::error file=a.ts,title=yaml/syntax::No.%0Aat spec.x\n',
  ],
  [
    'text that means something to the runner',
    { ...issue, file: 'a,b:c%.yaml', message: '100%\r\n::error::x' },
    '::error file=a%2Cb%3Ac%25.yaml,line=16,col=22,title=dag/unknown-task::100%25%0D%0A::error::x\n',
  ],
])('%s', ([, given, wanted]) => {
  expect(renderAnnotations([given])).toBe(wanted);
});

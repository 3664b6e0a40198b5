import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { countOf, renderFindings } from './render-findings.ts';

const findings: readonly Finding[] = [
  { check: 'connection', level: 'ok', message: 'It answers' },
  { check: 'permissions', level: 'ok', message: 'Read logs' },
  { check: 'permissions', level: 'warning', message: 'Retry: not allowed', advice: 'Ask for a Role.' },
  { check: 'rules', level: 'problem', message: 'Argo would reject a.yaml:\na.yaml:1: no' },
  { check: 'Secret', level: 'unknown', message: 'db: not shown' },
];

test('findings are lines with a sign, below the name of their check', () => {
  expect(renderFindings(findings, createColors(false))).toBe(`✔ connection   It answers
✔ permissions  Read logs
!              Retry: not allowed
               → Ask for a Role.
✖ rules        Argo would reject a.yaml:
                 a.yaml:1: no
? Secret       db: not shown

1 problem, 1 warning, 1 not known
`);
});

test.for([
  [findings.slice(0, 2), 'No problems'],
  [[...findings, ...findings], '2 problems, 2 warnings, 2 not known'],
] as const)('counts', ([given, wanted]) => {
  expect(renderFindings(given, createColors(false)).trimEnd().split('\n').at(-1)).toBe(wanted);
});

test('findings are counted by their level', () => {
  expect(countOf(findings, 'ok')).toBe(2);
});

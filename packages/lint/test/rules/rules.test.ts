import { expect, test } from 'vitest';
import { listRules } from '../../src/index.ts';
import { callCases } from './call-cases.ts';
import { expressionCases } from './expression-cases.ts';
import { findingsOf } from './rule-case.ts';
import { structureCases } from './structure-cases.ts';
import { templateCases } from './template-cases.ts';
import { variableCases } from './variable-cases.ts';
import { workflowCases } from './workflow-cases.ts';

const cases = [
  ...structureCases,
  ...workflowCases,
  ...templateCases,
  ...callCases,
  ...expressionCases,
  ...variableCases,
];

test.for(cases)('$rule: $title', ({ rule, given, want }) => {
  expect(findingsOf(rule, given)).toEqual(want);
});

test('every rule finds something in a case, and has a name of its own', () => {
  const ids = listRules().map(({ id }) => id);
  // Of bytes, not of texts: it has a test of its own.
  const found = new Set([
    'yaml/encoding',
    ...cases.filter(({ want }) => want.length > 0).map(({ rule }) => rule),
  ]);
  expect(ids.filter((id) => !found.has(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every rule says in one sentence what must hold, in the order of the codes', () => {
  const listed = listRules();
  expect(listed.filter(({ summary }) => !/^[A-Z][^.]*(?:\.[^. ][^.]*)*\.$/.test(summary))).toEqual([]);
  expect(listed.map(({ id }) => id)).toEqual(listed.map(({ id }) => id).sort());
});

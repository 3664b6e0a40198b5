import { expect, test } from 'vitest';
import { rules } from '../../src/rules.ts';
import { callCases } from './call-cases.ts';
import { findingsOf } from './rule-case.ts';
import { structureCases } from './structure-cases.ts';
import { templateCases } from './template-cases.ts';
import { variableCases } from './variable-cases.ts';
import { workflowCases } from './workflow-cases.ts';

const cases = [...structureCases, ...workflowCases, ...templateCases, ...callCases, ...variableCases];

test.for(cases)('$rule: $title', ({ rule, given, want }) => {
  expect(findingsOf(rule, given)).toEqual(want);
});

test('every rule finds something in a case, and has a name of its own', () => {
  const ids = rules.map(({ id }) => id);
  const found = new Set(cases.filter(({ want }) => want.length > 0).map(({ rule }) => rule));
  expect(ids.filter((id) => !found.has(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

import { expect, test } from 'vitest';
import { findingsOf } from '../../../test/check-rule.ts';
import { yamlEncoding } from './encoding.ts';

const text = 'kind: Workflow';

test('reports the first byte that is not UTF-8', () => {
  const input = { file: 'wf.yaml', text, invalidUtf8: { line: 2, column: 3 } };
  expect(findingsOf(yamlEncoding.id, input)).toEqual([
    ' 2: This byte is not valid UTF-8, so the file was not checked. Save the file as UTF-8.',
  ]);
});

test('accepts UTF-8', () => {
  expect(findingsOf(yamlEncoding.id, { file: 'wf.yaml', text })).toEqual([]);
});

import type { Parameter } from '@tiphys/models';
import { expect, test } from 'vitest';
import { parameterRows, withoutGeneratedValues } from './parameter-rows.ts';

const code = 'A'.repeat(7_000);

test.for<{ parameter: Parameter; shown: string }>([
  { parameter: { name: 'count', value: 3 }, shown: '3' },
  { parameter: { name: 'text', value: 'two\nlines' }, shown: 'two\nlines' },
  { parameter: { name: 'nothing', value: '' }, shown: '(empty)' },
  { parameter: { name: 'later', valueFrom: { supplied: {} } }, shown: '(no value yet)' },
  { parameter: { name: 'never' }, shown: '(no value)' },
  { parameter: { name: 'tiphys-runtime', value: code }, shown: '(7 KB, generated)' },
  { parameter: { name: 'tiphys-code-12', value: code }, shown: '(7 KB, generated)' },
  { parameter: { name: 'tiphys-forms', value: '{"n":{"kind":"value"}}' }, shown: '(22 B, generated)' },
  { parameter: { name: 'tiphys-mine', value: 'mine' }, shown: 'mine' },
  { parameter: { name: 'line', value: 'x'.repeat(2_000_000) }, shown: `${'x'.repeat(500)}… (2.0 MB)` },
  { parameter: { name: 'line', value: 'x'.repeat(501) }, shown: 'x'.repeat(501) },
  {
    parameter: { name: 'lines', value: 'line\n'.repeat(400) },
    shown: `${'line\n'.repeat(20)}… 381 more lines (2 KB)`,
  },
  {
    parameter: { name: 'emoji', value: `${'x'.repeat(499)}😀${'y'.repeat(9)}` },
    shown: `${'x'.repeat(499)}… (512 B)`,
  },
])('$parameter.name is shown as $shown', ({ parameter, shown }) => {
  expect(parameterRows([parameter])).toEqual([[parameter.name, shown]]);
});

test('packed code in a script is shown as the tag that it was put in for', () => {
  const parameters = [
    { name: 'count', value: '3' },
    { name: 'tiphys-runtime', value: `${code}$&` },
  ];
  expect(withoutGeneratedValues(`run(3, "${code}$&")`, parameters)).toBe(
    'run(3, "{{workflow.parameters.tiphys-runtime}}")',
  );
});

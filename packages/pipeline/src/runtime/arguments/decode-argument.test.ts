import { expect, test } from 'vitest';
import type { ArgumentForm } from '../../ir/wire/task-protocol.ts';
import { decodeArgument } from './decode-argument.ts';

const cases: readonly { readonly text: string; readonly form: ArgumentForm; readonly want: unknown }[] = [
  { text: '"\\u007b\\u007bx"', form: { kind: 'value' }, want: '{{x' },
  { text: '', form: { kind: 'value' }, want: undefined },
  { text: '"a"', form: { kind: 'text' }, want: '"a"' },
  { text: '', form: { kind: 'text' }, want: '' },
  { text: '', form: { kind: 'absent' }, want: undefined },
  { text: '[{"o":"1"},{"o":"\\"2\\""}]', form: { kind: 'loop', field: 'o' }, want: [1, '2'] },
  { text: '[]', form: { kind: 'loop', field: 'o' }, want: [] },
  {
    text: '[{"p":"1","q":"[2]","r":"3"}]',
    form: { kind: 'loop', fields: { a: 'p', b: 'q' } },
    want: [{ a: 1, b: [2] }],
  },
  { text: '{"o":"{\\"k\\":null}"}', form: { kind: 'map', field: 'o' }, want: { k: null } },
  { text: '{"p":"1","q":""}', form: { kind: 'map', fields: { a: 'p', b: 'q' } }, want: { a: 1 } },
];

test.for(cases)('$form.kind: $text', ({ text, form, want }) => {
  expect(decodeArgument(text, form)).toEqual(want);
});

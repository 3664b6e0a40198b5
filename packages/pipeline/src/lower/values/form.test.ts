import {
  type ExpressionNode,
  evaluateExpression,
  parseExpression,
  printExpression,
} from '@tiphys/expression';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Form, GivenForm } from '../../ir/outputs/outputs.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { decodeArgument } from '../../runtime/arguments/decode-argument.ts';
import { decodeForm, encodeNode, loopFormNode, textOfForm } from './form.ts';

const path: ExpressionNode = { kind: 'identifier', name: 'p' };

/** Values, and the text in which each form carries them. */
const carried: readonly { readonly form: GivenForm; readonly texts: fc.Arbitrary<string> }[] = [
  { form: { kind: 'value' }, texts: fc.jsonValue().map(encodeValue) },
  {
    form: { kind: 'loop', field: 'output' },
    texts: fc
      .array(fc.jsonValue())
      .map((values) => JSON.stringify(values.map((value) => ({ output: encodeValue(value) })))),
  },
  {
    form: { kind: 'loop', fields: { a: 'a', 'b-c': 'b-c' } },
    texts: fc
      .array(fc.tuple(fc.jsonValue(), fc.jsonValue()))
      .map((pairs) => JSON.stringify(pairs.map(([a, b]) => ({ a: encodeValue(a), 'b-c': encodeValue(b) })))),
  },
  {
    form: { kind: 'map', field: 'value' },
    texts: fc.jsonValue().map((value) => JSON.stringify({ index: 1, value: encodeValue(value) })),
  },
  {
    form: { kind: 'map', fields: { a: 'a' } },
    texts: fc.jsonValue().map((value) => JSON.stringify({ a: encodeValue(value) })),
  },
];

/** Evaluates what Argo would read: the printed text. */
function evaluate(node: ExpressionNode, p: string): unknown {
  return evaluateExpression(parseExpression(printExpression(node)), { p });
}

describe('forms of values', () => {
  test.for(carried)('$form keeps the JSON text of every value when it becomes a value', ({ form, texts }) => {
    fc.assert(
      fc.property(texts, (text) => {
        const whole = String(evaluate(textOfForm(path, form), text));
        expect(whole).not.toContain('{{');
        expect(decodeArgument(whole, { kind: 'value' })).toEqual(decodeArgument(text, form));
      }),
    );
  });

  test.for<{ form: Form; want: string }>([
    { form: { kind: 'value' }, want: 'fromJSON(p)' },
    { form: { kind: 'text' }, want: 'p' },
    { form: { kind: 'loop', field: 'output' }, want: 'map(fromJSON(p), fromJSON(#.output))' },
    { form: { kind: 'loop', fields: { a: 'a' } }, want: 'map(fromJSON(p), ({"a": fromJSON(#.a)}))' },
    { form: { kind: 'map', field: 'value' }, want: 'fromJSON(fromJSON(p).value)' },
  ])('$form is read by $want', ({ form, want }) => {
    expect(printExpression(decodeForm(path, form))).toBe(printExpression(parseExpression(want)));
  });

  test('what Argo encodes is escaped', () => {
    expect(printExpression(encodeNode(path, 'tags'))).toBe(
      printExpression(parseExpression('replace(toJson(p), "\\x7b\\x7b", "\\\\u007b\\\\u007b")')),
    );
    expect(printExpression(loopFormNode(path, 'tags'))).toBe(
      printExpression(
        parseExpression('toJson(map(p, replace(toJson(#), "\\x7b\\x7b", "\\\\u007b\\\\u007b")))'),
      ),
    );
  });
});

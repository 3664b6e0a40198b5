import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { toPlainValue } from '../to-plain-value.ts';

const evaluate = (text: string): unknown => toPlainValue(evaluateExpression(text, {}));

test.for([
  { given: 'sprig.sha1sum("tiphys")', want: '0132b56b8d2bb13d4dbcf5e75431a1bb133aa1b7' },
  {
    given: 'sprig.sha256sum("tiphys")',
    want: 'd87e5e3182d21f5de63d895d9c4023742052f142ba2b704e28a5e2b432f4cce5',
  },
  {
    given: 'sprig.sha512sum("")',
    want: 'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
  },
  { given: 'sprig.adler32sum("tiphys")', want: '153617058' },
  { given: 'sprig.adler32sum("")', want: '1' },
  { given: 'sprig.sha256sum("é")', want: '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c' },
  { given: 'len(sprig.randAlphaNum(12))', want: 12 },
  { given: 'sprig.randAlpha(20) matches "^[A-Za-z]{20}$"', want: true },
  { given: 'sprig.randNumeric(9) matches "^[0-9]{9}$"', want: true },
  { given: 'sprig.randAscii(9) matches "^[ -~]{9}$"', want: true },
  { given: 'sprig.randAlphaNum(30) matches "^[0-9A-Za-z]*$"', want: true },
  { given: 'sprig.randAlphaNum(0)', want: '' },
  { given: 'len(fromBase64(sprig.b64enc(sprig.randBytes(16))))', want: 24 },
  { given: 'len(sprig.shuffle("abcdef"))', want: 6 },
  { given: 'join(sort(split(sprig.shuffle("cab"), "")), "")', want: 'abc' },
  { given: 'sprig.shuffle("")', want: '' },
  {
    given: 'sprig.uuidv4() matches "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"',
    want: true,
  },
  { given: 'sprig.uuidv4() == sprig.uuidv4()', want: false },
])('$given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.sha1sum(1)', want: 'reflect: Call using int as type string (1:7)' },
  { given: 'sprig.randAlpha("a")', want: 'reflect: Call using string as type int (1:7)' },
  { given: 'sprig.uuidv4(1)', want: 'invalid number of arguments: expected 0, got 1 (1:7)' },
  { given: 'sprig.shuffle()', want: 'invalid number of arguments: expected 1, got 0 (1:7)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});

import { expect, test } from 'vitest';
import { findLossyNumber } from './lossy-number.ts';

test.for([
  '0',
  '-0',
  '1.0',
  '0.1',
  '1e3',
  '1E+3',
  '100000000000000000000',
  '9007199254740991',
  '9007199254740992',
  '1e300',
  '5e-324',
  '[1, {"a": 2.50}]',
  '"12345678901234567890"',
  '{"12345678901234567890": "1e999", "a": "\\"12345678901234567890"}',
])('every number of %s arrives', (json) => {
  expect(findLossyNumber(json)).toBeUndefined();
});

test.for([
  { json: '12345678901234567890', text: '12345678901234567890', becomes: '12345678901234567000' },
  { json: '9007199254740993', text: '9007199254740993', becomes: '9007199254740992' },
  { json: '-9007199254740993', text: '-9007199254740993', becomes: '-9007199254740992' },
  { json: '0.12345678901234567890', text: '0.12345678901234567890', becomes: '0.12345678901234568' },
  { json: '1e400', text: '1e400', becomes: 'Infinity' },
  { json: '1e-400', text: '1e-400', becomes: '0' },
  { json: '{"a": [1, "2", 9007199254740993]}', text: '9007199254740993', becomes: '9007199254740992' },
])('$text in $json becomes $becomes', ({ json, text, becomes }) => {
  expect(findLossyNumber(json)).toEqual({ text, becomes });
});

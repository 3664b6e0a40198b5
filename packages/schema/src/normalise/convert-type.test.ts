import { expect, test } from 'vitest';
import { convertType } from './convert-type.ts';

const context = { definition: 'a.D', typeNames: new Map([['a.Other', 'Other']]), descriptions: false };

test.for([
  { title: 'text', given: { type: 'string' }, want: { kind: 'string' } },
  {
    title: 'text with limits',
    given: { type: 'string', pattern: '^a', minLength: 1, maxLength: 3, enum: ['a', 'ab'] },
    want: { kind: 'string', pattern: '^a', minLength: 1, maxLength: 3, enum: ['a', 'ab'] },
  },
  {
    title: 'a constant',
    given: { type: 'string', const: 'Workflow' },
    want: { kind: 'string', const: 'Workflow' },
  },
  { title: 'a time', given: { type: 'string', format: 'date-time' }, want: { kind: 'time' } },
  { title: 'a number', given: { type: 'integer', minimum: 1 }, want: { kind: 'integer', minimum: 1 } },
  { title: 'a truth value', given: { type: 'boolean' }, want: { kind: 'boolean' } },
  {
    title: 'a number or text',
    given: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
    want: { kind: 'intOrString' },
  },
  { title: 'null beside a type', given: { type: ['string', 'null'] }, want: { kind: 'string' } },
  {
    title: 'a reference',
    given: { $ref: '#/definitions/a.Other' },
    want: { kind: 'reference', to: 'Other' },
  },
  {
    title: 'a reference inside allOf',
    given: { allOf: [{ $ref: '#/components/schemas/a.Other' }], description: 'x' },
    want: { kind: 'reference', to: 'Other' },
  },
  {
    title: 'a list of lists',
    given: { type: 'array', maxItems: 2, items: { type: 'array', items: { type: 'string' } } },
    want: { kind: 'list', maxItems: 2, element: { kind: 'list', element: { kind: 'string' } } },
  },
  { title: 'a list of anything', given: { type: 'array' }, want: { kind: 'list', element: { kind: 'any' } } },
  {
    title: 'a map',
    given: { type: 'object', additionalProperties: { type: 'integer' } },
    want: { kind: 'map', value: { kind: 'integer' } },
  },
  {
    title: 'an object without fields',
    given: { type: 'object' },
    want: { kind: 'map', value: { kind: 'any' } },
  },
  { title: 'nothing said', given: {}, want: { kind: 'any' } },
  { title: 'a type that does not exist', given: { type: 'number_' }, want: { kind: 'any' } },
])('$title', ({ given, want }) => {
  expect(convertType(given, context)).toEqual(want);
});

test.for([
  { title: 'no schema', given: 7, code: 'SCHEMA_MALFORMED' },
  { title: 'a reference to another file', given: { $ref: 'x.json#/a' }, code: 'SCHEMA_MALFORMED' },
  { title: 'a reference that is not a string', given: { $ref: 1 }, code: 'SCHEMA_MALFORMED' },
  {
    title: 'a reference to nothing',
    given: { $ref: '#/definitions/a.No' },
    code: 'SCHEMA_MISSING_DEFINITION',
  },
  { title: 'lists without end', given: nested(100), code: 'SCHEMA_TOO_DEEP' },
])('$title is an error that names the definition', ({ given, code }) => {
  expect(() => convertType(given, context)).toThrow(expect.objectContaining({ code, definition: 'a.D' }));
});

function nested(depth: number): unknown {
  return depth === 0 ? { type: 'string' } : { type: 'array', items: nested(depth - 1) };
}

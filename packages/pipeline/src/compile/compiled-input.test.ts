import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../component-descriptor.ts';
import { type CompiledInput, parsePipelineInput } from './compiled-input.ts';

function inputOf(schema: JsonSchema, form: CompiledInput['form'] = 'json'): CompiledInput {
  return { name: 'count', schema, form, required: true };
}

describe('values given to a pipeline', () => {
  test.for([
    { title: 'a number', input: inputOf({ type: 'number' }), text: '5', want: 5 },
    { title: 'a text as it is', input: inputOf({ type: 'string' }, 'text'), text: '5', want: '5' },
    {
      title: 'a list',
      input: inputOf({ type: 'array', items: { type: 'number' } }),
      text: '[1, 2]',
      want: [1, 2],
    },
    {
      title: 'a text where null may be too, as JSON',
      input: inputOf({ anyOf: [{ type: 'string' }, { type: 'null' }] }),
      text: '"a"',
      want: 'a',
    },
  ])('$title is read', ({ input, text, want }) => {
    expect(parsePipelineInput(input, text)).toEqual(want);
  });

  test.for([
    {
      title: 'no number',
      input: inputOf({ type: 'number' }),
      text: 'abc',
      code: 'PIPELINE_INPUT_NOT_JSON',
      want: '"count" takes a number, and "abc" is none',
    },
    {
      title: 'a text for a number',
      input: inputOf({ type: 'number' }),
      text: '"5"',
      code: 'PIPELINE_INPUT_INVALID',
      want: 'It must be number',
    },
    {
      title: 'a fraction for a whole number',
      input: inputOf({ type: 'integer' }),
      text: '1.5',
      code: 'PIPELINE_INPUT_INVALID',
      want: 'must be integer',
    },
    {
      title: 'none of the choices',
      input: inputOf({ enum: ['a', 'b'] }, 'text'),
      text: 'c',
      code: 'PIPELINE_INPUT_INVALID',
      want: '"a","b"',
    },
    {
      title: 'a wrong element',
      input: inputOf({ type: 'array', items: { type: 'number' } }),
      text: '[1,"a"]',
      code: 'PIPELINE_INPUT_INVALID',
      want: '/1 must be number',
    },
  ])('$title is refused', ({ input, text, code, want }) => {
    expect(() => parsePipelineInput(input, text)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(want) }),
    );
  });
});

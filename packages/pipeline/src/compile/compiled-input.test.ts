import type { JsonSchema } from '@tiphys/signature/model';
import { describe, expect, test } from 'vitest';
import {
  type CompiledInput,
  describeInput,
  encodePipelineInput,
  parsePipelineInput,
} from './compiled-input.ts';

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
      title: 'a string that may also be null, as JSON',
      input: inputOf({ anyOf: [{ type: 'string' }, { type: 'null' }] }),
      text: '"a"',
      want: 'a',
    },
  ])('$title is read', ({ input, text, want }) => {
    expect(parsePipelineInput(input, text)).toEqual(want);
  });

  test.for([
    {
      title: 'text that is not a number',
      input: inputOf({ type: 'number' }),
      text: 'abc',
      code: 'PIPELINE_INPUT_NOT_JSON',
      want: '"count" takes a number, not "abc"',
    },
    {
      title: 'an empty value',
      input: inputOf({ type: 'integer' }),
      text: '',
      code: 'PIPELINE_INPUT_NOT_JSON',
      want: '"count" takes an integer, not an empty string',
    },
    {
      title: 'a text for a number',
      input: inputOf({ type: 'number' }),
      text: '"5"',
      code: 'PIPELINE_INPUT_INVALID',
      want: 'count must be a number',
    },
    {
      title: 'a fraction for a whole number',
      input: inputOf({ type: 'integer' }),
      text: '1.5',
      code: 'PIPELINE_INPUT_INVALID',
      want: 'count must be an integer',
    },
    {
      title: 'none of the choices',
      input: inputOf({ enum: ['a', 'b'] }, 'text'),
      text: 'c',
      code: 'PIPELINE_INPUT_INVALID',
      want: 'count must be one of "a", "b"',
    },
    {
      title: 'a wrong element',
      input: inputOf({ type: 'array', items: { type: 'number' } }),
      text: '[1,"a"]',
      code: 'PIPELINE_INPUT_INVALID',
      want: 'count[1] must be a number',
    },
    {
      title: 'a number that would lose digits',
      input: inputOf({ type: 'number' }),
      text: '12345678901234567890',
      code: 'PIPELINE_INPUT_INEXACT',
      want: 'would become 12345678901234567000',
    },
    {
      title: 'such a number inside an object',
      input: inputOf({ type: 'object' }),
      text: '{"a":[{"b":9007199254740993}]}',
      code: 'PIPELINE_INPUT_INEXACT',
      want: '9007199254740993, which would become 9007199254740992',
    },
    {
      title: 'a value over 128 KiB for the variable of a task',
      input: { ...inputOf({ type: 'string' }, 'text'), inVariable: true },
      text: 'x'.repeat(131_072),
      code: 'PIPELINE_VALUE_TOO_LARGE',
      want: 'It has 131074 bytes, but an environment variable of a task can have at most 131040. Declare the parameter of the function as Large<string>',
    },
    {
      title: 'a text that Argo escapes to more than that',
      input: { ...inputOf({ type: 'string' }, 'text'), inVariable: true },
      text: '<'.repeat(30_000),
      code: 'PIPELINE_VALUE_TOO_LARGE',
      want: 'It has 180002 bytes',
    },
  ])('$title is refused', ({ input, text, code, want }) => {
    expect(() => parsePipelineInput(input, text)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(want) }),
    );
  });

  test.for([
    {
      title: 'a large value that is passed as a file',
      input: inputOf({ type: 'string' }, 'text'),
      text: 'x'.repeat(200_000),
    },
    { title: 'digits of a string', input: inputOf({ type: 'string' }, 'text'), text: '12345678901234567890' },
  ])('$title is read', ({ input, text }) => {
    expect(parsePipelineInput(input, text)).toBe(text);
  });

  test.for([
    { form: 'json' as const, given: '["{{workflow.name}}"]', want: '["\\u007b\\u007bworkflow.name}}"]' },
    {
      form: 'json' as const,
      given: '["{{{a}}}", {"b": {"c": "é"}}]',
      want: '["\\u007b\\u007b\\u007ba}}}", {"b": {"c": "\\u00e9"}}]',
    },
    { form: 'json' as const, given: '[1.50, 1e3]', want: '[1.50, 1e3]' },
    // Argo encodes strings itself, in the manifest.
    { form: 'text' as const, given: '{{workflow.name}}', want: '{{workflow.name}}' },
  ])('Argo is given $want for $given', ({ form, given, want }) => {
    expect(encodePipelineInput(inputOf({}, form), given)).toBe(want);
  });
});

describe('a default defines the type of other values', () => {
  const describe = (value: unknown): CompiledInput =>
    describeInput({
      name: 'config',
      schema: { type: Array.isArray(value) ? 'array' : 'object' },
      form: 'json',
      default: { value },
      choices: undefined,
      description: undefined,
    });

  test.for([
    { given: { a: 1, b: 'x' }, text: '{"a":2,"b":""}', fault: undefined },
    { given: { a: 1 }, text: '{"a":"x"}', fault: 'config.a must be a number.' },
    { given: { name: 1 }, text: '{"nmae":1}', fault: 'config needs the field "name".' },
    {
      given: { name: 1 },
      text: '{"name":1,"nmae":1}',
      fault: 'config has no field "nmae". Did you mean "name"?',
    },
    { given: { a: { b: [true] } }, text: '{"a":{"b":[1]}}', fault: 'config.a.b[0] must be true or false.' },
    { given: { a: null }, text: '{"a":{"any":[1]}}', fault: undefined },
    { given: {}, text: '{"any":1}', fault: undefined },
    { given: [1, 2], text: '[]', fault: undefined },
    { given: [1, 2], text: '["a"]', fault: 'config[0] must be a number.' },
    { given: [1, 'a'], text: '["a", 1]', fault: undefined },
    { given: [], text: '[{}, 1]', fault: undefined },
    { given: [{ id: 1 }], text: '[{"id":1},{"id":"x"}]', fault: 'config[1].id must be a number.' },
  ])('$given, given $text: $fault', ({ given, text, fault }) => {
    const parse = (): unknown => parsePipelineInput(describe(given), text);
    if (fault === undefined) expect(parse()).toEqual(JSON.parse(text));
    else
      expect(parse).toThrow(
        expect.objectContaining({ code: 'PIPELINE_INPUT_INVALID', message: expect.stringContaining(fault) }),
      );
  });
});

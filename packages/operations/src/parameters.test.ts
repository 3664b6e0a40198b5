import { describe, expect, test } from 'vitest';
import { workflowOf } from '../test/workflow-of.ts';
import { overrideParameters, parseOutputParameters, parseParameters } from './parameters.ts';

describe('texts of parameters', () => {
  test.for([
    ['a=1', { name: 'a', value: '1' }],
    ['a=', { name: 'a', value: '' }],
    ['=1', { name: '', value: '1' }],
    ['a=b=c', { name: 'a', value: 'b=c' }],
    ['a="b"', { name: 'a', value: '"b"' }],
  ] as const)('%s', ([text, want]) => {
    expect(parseParameters([text])).toEqual([want]);
  });

  test.for([
    ['a="b\\n"', 'b\n'],
    ['a=b"', 'b"'],
    ['a={"b":1}', '{"b":1}'],
  ] as const)('of outputs: %s', ([text, value]) => {
    expect(parseOutputParameters([text])).toEqual([{ name: 'a', value }]);
  });

  test('of outputs: the last value of a parameter counts', () => {
    expect(parseOutputParameters(['a=1', 'a=2'])).toEqual([{ name: 'a', value: '2' }]);
  });

  test('without an equals sign are refused', () => {
    const argoMessage = 'expected parameter of the form: NAME=VALUE. Received: c';
    const error = expect.objectContaining({ code: 'OPERATIONS_PARAMETER', argoMessage });
    expect(() => parseParameters(['a=1', 'c'])).toThrow(error);
    expect(() => parseOutputParameters(['c'])).toThrow(error);
  });
});

test('values replace whole parameters, also in the spec that the status keeps', () => {
  const spec = {
    arguments: {
      parameters: [
        { name: 'a', value: '1', enum: ['1', '2'] },
        { name: 'b', value: '3' },
      ],
    },
  };
  const given = workflowOf(
    'Failed',
    {},
    { spec, status: { storedWorkflowTemplateSpec: { entrypoint: 'main' } } },
  );
  const { spec: own, status } = overrideParameters(given, [{ name: 'a', value: '2' }]);
  const parameters = [
    { name: 'a', value: '2' },
    { name: 'b', value: '3' },
  ];
  expect(own).toStrictEqual({ arguments: { parameters } });
  expect(status?.storedWorkflowTemplateSpec).toStrictEqual({ entrypoint: 'main', arguments: { parameters } });
});

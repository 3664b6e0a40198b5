import { describe, expect, test } from 'vitest';
import type { CallFields, SequenceFields } from '../../manifest/fields.ts';
import { expandCall } from './expand-call.ts';
import { readLoopItem } from './loop-item.ts';
import { sequenceItems } from './sequence.ts';

describe('items of a loop', () => {
  test.for([
    { title: 'a string', given: '"a\\"b"', name: 'a\\"b', item: 'a"b' },
    { title: 'a number keeps its digits', given: '1.50', name: '1.50', item: '1.50' },
    {
      title: 'a large number',
      given: '12345678901234567890',
      name: '12345678901234567890',
      item: '12345678901234567890',
    },
    { title: 'a boolean', given: 'true', name: 'true', item: 'true' },
    { title: 'null counts as a list', given: 'null', name: '[]', item: 'null' },
    { title: 'a list', given: '[1, "a", true]', name: '[1 a true]', item: '[1,"a",true]' },
    { title: 'a map', given: '{"z": true, "x": 1}', name: 'x:1,z:true', item: '{"x":1,"z":true}' },
    { title: 'an empty map', given: '{}', name: '', item: '{}' },
    { title: 'brackets are left out of names', given: '"(a)"', name: 'a', item: '(a)' },
  ])('$title', ({ given, name, item }) => {
    const read = readLoopItem(given);
    expect(read.description).toBe(name);
    expect(read.variables.get('item')).toBe(item);
  });

  test('strings inside a map are given in their escaped form (argo-workflows#16061)', () => {
    expect(readLoopItem('{"k":"x\\"y","n":null}').variables).toEqual(
      new Map([
        ['item', '{"k":"x\\"y","n":null}'],
        ['item.k', 'x\\"y'],
        ['item.n', 'null'],
      ]),
    );
  });
});

describe('sequences', () => {
  test.for<{ given: SequenceFields; want: readonly string[] }>([
    { given: { count: '3' }, want: ['0', '1', '2'] },
    { given: { start: '1', end: '3' }, want: ['1', '2', '3'] },
    { given: { start: '3', end: '1' }, want: ['3', '2', '1'] },
    { given: { start: '3', count: '-1' }, want: ['3', '2', '1'] },
    { given: { count: '0' }, want: [] },
    { given: { count: '2', format: 'h%03d' }, want: ['h000', 'h001'] },
    { given: { start: '254', end: '255', format: '%02X' }, want: ['FE', 'FF'] },
    { given: { count: 1, format: '%s' }, want: ['%!s(int=0)'] },
  ])('$given', ({ given, want }) => {
    expect(sequenceItems(given, () => {}).map((text) => JSON.parse(text))).toEqual(want);
  });

  test.for<{ given: SequenceFields; want: string }>([
    { given: { end: 'abc' }, want: 'strconv.Atoi: parsing "abc": invalid syntax' },
    { given: { count: '9223372036854775808' }, want: 'value out of range' },
    { given: {}, want: 'neither end nor count was specified in withSequence' },
  ])('$given is refused', ({ given, want }) => {
    expect(() => sequenceItems(given, () => {})).toThrow(want);
  });
});

/** A run whose loops may have this many iterations. */
function limits(iterations = 10_000) {
  return { iterations: 0, limits: { iterations, workflowBytes: 0 } };
}

describe('expansion', () => {
  const globals = new Map<string, unknown>([['workflow.name', 'wf']]);
  const call: CallFields = {
    name: 's',
    template: 't',
    arguments: { parameters: [{ name: 'x', value: '{{item}}@{{workflow.name}}' }] },
  };

  test('every item becomes a call with its own name', () => {
    expect(expandCall(limits(), { ...call, withItems: ['a', 2] }, globals)).toEqual([
      { ...call, name: 's(0:a)', arguments: { parameters: [{ name: 'x', value: 'a@wf' }] } },
      { ...call, name: 's(1:2)', arguments: { parameters: [{ name: 'x', value: '2@wf' }] } },
    ]);
  });

  test('an empty withItems is not a loop', () => {
    const given = { ...call, withItems: [] };
    expect(expandCall(limits(), given, globals)).toEqual([given]);
  });

  test('an empty list has no iterations', () => {
    expect(expandCall(limits(), { ...call, withParam: '[]' }, globals)).toEqual([]);
  });

  test.for([
    { given: '{"a":1}', want: 'json: cannot unmarshal object into Go value of type []v1alpha1.Item' },
    { given: 'oops', want: "invalid character 'o' looking for beginning of value" },
  ])('a withParam of $given is refused', ({ given, want }) => {
    expect(() => expandCall(limits(), { ...call, withParam: given }, globals)).toThrow(
      `withParam value could not be parsed as a JSON list: ${given}: ${want}`,
    );
  });

  test('an invalid list is ignored if the condition is already false', () => {
    expect(expandCall(limits(), { ...call, withParam: 'oops', when: 'false' }, globals)).toEqual([]);
  });

  test('a key that an item does not have is refused', () => {
    const value = '{{item.k}}';
    const given = { ...call, withItems: [{ other: 1 }], arguments: { parameters: [{ name: 'x', value }] } };
    expect(() => expandCall(limits(), given, globals)).toThrow('failed to resolve {{item.k}}');
  });
});

describe('the limit of iterations', () => {
  test.for<{ title: string; given: Partial<CallFields>; want: string }>([
    {
      title: 'a count',
      given: { withSequence: { count: '1000000000' } },
      want: '"s" has 1000000000 iterations.',
    },
    {
      title: 'an end',
      given: { withSequence: { start: '-5', end: 1e9 } },
      want: '"s" has 1000000006 iterations.',
    },
    {
      title: 'items',
      given: { withItems: Array.from({ length: 11 }, () => 1) },
      want: '"s" has 11 iterations.',
    },
    { title: 'a parameter', given: { withParam: `[${'1,'.repeat(11)}1]` }, want: '"s" has 12 iterations.' },
  ])('is reported for $title before anything is created', ({ given, want }) => {
    const call: CallFields = { name: 's', template: 't', ...given };
    expect(() => expandCall(limits(10), call, new Map())).toThrow(
      expect.objectContaining({ code: 'ENGINE_TOO_MANY_ITERATIONS', message: expect.stringContaining(want) }),
    );
  });

  test('applies to all loops of a run together', () => {
    const run = limits(10);
    const call: CallFields = { name: 's', template: 't', withSequence: { count: '4' } };
    expandCall(run, call, new Map());
    expandCall(run, call, new Map());
    expect(() => expandCall(run, call, new Map())).toThrow(
      'The loop "s" has 4 iterations, 12 including earlier loops. The limit for all loops of a local run is 10. Loop over fewer items, or raise the limit with `tiphys run --max-iterations 12` or the option `maximumIterations`.',
    );
  });
});

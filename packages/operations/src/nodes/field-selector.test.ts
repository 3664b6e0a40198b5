import { describe, expect, test } from 'vitest';
import { workflowOf } from '../../test/workflow-of.ts';
import { matchesFields, parseFieldSelector, printFieldSelector } from './field-selector.ts';
import { nodesOf } from './read-nodes.ts';
import { matchesNode, parseNodeFieldSelector, storedSelector } from './select-nodes.ts';

describe('field selectors are printed as Kubernetes prints them', () => {
  test.for([
    ['', ''],
    [',,', ''],
    ['a=b', 'a=b'],
    ['a==b', 'a=b'],
    ['a!=b', 'a!=b'],
    ['b=1,a=2', 'a=2,b=1'],
    ['a=', 'a='],
    ['=b', '=b'],
    ['a=b\\,c', 'a=b\\,c'],
    ['a=b\\=c', 'a=b\\=c'],
    ['a=\\\\', 'a=\\\\'],
    ['a = b', 'a = b'],
  ])('%s', ([text, want]) => {
    expect(printFieldSelector(parseFieldSelector(text ?? ''))).toBe(want);
  });
});

describe('invalid field selectors', () => {
  test.for([
    ['displayName', "invalid selector: 'displayName'; can't understand 'displayName'"],
    ['z=1,b', "invalid selector: 'z=1,b'; can't understand 'b'"],
    ['a=b=c', 'invalid field selector: unescaped character in value: 61'],
    ['a=\\x', 'invalid field selector: invalid escape sequence: \\x'],
    ['a=b\\', 'invalid field selector: invalid escape sequence: \\'],
  ])('%s', ([text, argoMessage]) => {
    const code = 'OPERATIONS_SELECTOR';
    expect(() => parseFieldSelector(text ?? '')).toThrow(expect.objectContaining({ code, argoMessage }));
  });

  test('of nodes have the message of the command', () => {
    expect(() => parseNodeFieldSelector('displayName')).toThrow(
      "Unable to parse node field selector 'displayName': invalid selector: 'displayName'; can't understand 'displayName'. Write",
    );
  });
});

test('a field that is missing is empty', () => {
  const matches = (text: string): boolean => matchesFields(parseFieldSelector(text), new Map([['a', '1']]));
  expect(['a=1', 'a!=1', 'b=', 'b!=1', 'a=1,b=1'].map(matches)).toEqual([true, false, true, true, false]);
});

describe('node field selectors', () => {
  const { wf, other } = {
    wf: { type: 'Steps', phase: 'Failed', templateName: 'main', children: [] },
    other: {
      displayName: 'a',
      templateName: 'ignored',
      templateRef: { name: 'lib', template: 'echo' },
      inputs: { parameters: [{ name: 'n', value: 5 }, { name: 'empty' }] },
    },
  };
  const nodes = Object.values(nodesOf(workflowOf('Failed', { wf, 'wf[0].a': other })));

  test.for([
    ['displayName=a', ['wf[0].a']],
    ['displayName!=a', ['wf']],
    ['phase=Failed', ['wf']],
    ['name=wf[0].a', ['wf[0].a']],
    ['id=wf', ['wf']],
    ['templateName=main', ['wf']],
    ['templateName=echo', ['wf[0].a']],
    ['templateName=ignored', []],
    ['templateRef.name=lib,templateRef.template=echo', ['wf[0].a']],
    ['inputs.parameters.n.value=5', ['wf[0].a']],
    ['inputs.parameters.n.value!=5', ['wf']],
    ['', ['wf', 'wf[0].a']],
  ] as const)('%s', ([text, want]) => {
    const selector = parseNodeFieldSelector(text);
    expect(nodes.filter((node) => matchesNode(selector, node)).map(({ name }) => name)).toEqual(want);
  });
});

describe('nodes of loops over texts', () => {
  const workflow = workflowOf('Failed', {
    wf: {},
    'wf.price(0:\\"order-1\\")': { displayName: 'price(0:\\"order-1\\")' },
    'wf.price(1:\\"a,b\\")': { displayName: 'price(1:\\"a,b\\")' },
    'wf.x.p(0:\\"s\\")': { displayName: 'p(0:\\"s\\")' },
    'wf.y.p(0:s)': { displayName: 'p(0:s)' },
    'wf.x.q(0:\\"s\\")': { displayName: 'q(0:\\"s\\")' },
    'wf.y.q(0:\\"\\\\u0073\\")': { displayName: 'q(0:\\"\\\\u0073\\")' },
  });

  test.for([
    ['displayName=price(0:order-1)', 'displayName=price(0:\\\\"order-1\\\\")'],
    ['displayName=price(1:a\\,b)', 'displayName=price(1:\\\\"a\\,b\\\\")'],
    ['name=wf.price(0:order-1)', 'name=wf.price(0:\\\\"order-1\\\\")'],
    ['displayName=price(0:\\\\"order-1\\\\"),id!=x', 'displayName=price(0:\\\\"order-1\\\\"),id!=x'],
    ['displayName=p(0:s)', 'displayName=p(0:s)'],
    ['displayName=other(0:s)', 'displayName=other(0:s)'],
  ])('%s is stored as %s', ([text, want]) => {
    expect(storedSelector(workflow, text ?? '')).toBe(want);
    const nodes = Object.values(nodesOf(workflow));
    const selected = (selector: string): readonly string[] =>
      nodes.filter((node) => matchesNode(parseNodeFieldSelector(selector), node)).map(({ id }) => id);
    expect(selected(text ?? '')).toEqual(expect.arrayContaining([...selected(want ?? '')]));
    if (!text?.includes('other')) expect(selected(text ?? '').length).toBeGreaterThan(0);
  });

  test('with one label are named as they are stored', () => {
    expect(() => storedSelector(workflow, 'displayName=q(0:s)')).toThrow(
      expect.objectContaining({
        code: 'OPERATIONS_SELECTOR',
        message: expect.stringContaining('displayName=q(0:\\\\"s\\\\"), or displayName=q(0:'),
      }),
    );
  });
});

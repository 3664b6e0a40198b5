import { describe, expect, test } from 'vitest';
import { workflowOf } from '../../test/workflow-of.ts';
import { matchesFields, parseFieldSelector, printFieldSelector } from './field-selector.ts';
import { nodesOf } from './read-nodes.ts';
import { matchesNode, parseNodeFieldSelector } from './select-nodes.ts';

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

import { expect, test } from 'vitest';
import { echo, leaf, problemOf, saying } from '../../../../test/semantics/spec-problem-of.ts';

const NAME_RULE =
  "is invalid: name must consist of alpha-numeric characters or '-', and must start with an alpha-numeric character (e.g. My-name1-2, 123-NAME)";
const a = { name: 'a', template: 'leaf' };
const S = 'templates.main.steps';

test.for<{ title: string; steps: object[]; want: string | undefined }>([
  { title: 'no name', steps: [{ name: '', template: 'leaf' }], want: `${S}[0].name is required` },
  { title: 'a name twice', steps: [a, a], want: `${S}[1].name 'a' is not unique` },
  { title: 'a bad name', steps: [{ ...a, name: 'a.b' }], want: `${S}[0].name 'a.b' ${NAME_RULE}` },
  {
    title: 'a name of 129 characters',
    steps: [{ ...a, name: 'a'.repeat(129) }],
    want: `${S}[0].name '${'a'.repeat(129)}' is invalid: must be no more than 128 characters`,
  },
  {
    title: 'two loops',
    steps: [{ ...a, withItems: [1], withParam: '[]' }],
    want: `${S}[0].a only one of withItems, withParam, withSequence can be specified`,
  },
  {
    title: 'a sequence with two ends',
    steps: [{ ...a, withSequence: { count: 1, end: 2 } }],
    want: `${S}[0].a only one of count or end can be defined in withSequence`,
  },
  {
    title: 'a hook without an expression',
    steps: [{ ...a, hooks: { h: { template: 'leaf' } } }],
    want: `${S}[0].a.h Expression required`,
  },
  {
    title: 'both ways to name a template',
    steps: [{ ...a, templateRef: { name: 'lib', template: 't' } }],
    want: `${S}[0].a template name cannot be specified with templateRef`,
  },
  {
    title: 'a reference without an object',
    steps: [{ name: 'a', templateRef: { template: 't' } }],
    want: `${S}[0].a resource name is required`,
  },
  {
    title: 'a reference without a template',
    steps: [{ name: 'a', templateRef: { name: 'lib' } }],
    want: `${S}[0].a template name is required`,
  },
  { title: 'no template', steps: [{ name: 'a' }], want: `${S}[0].a failed to get a template` },
  {
    title: 'an inline template without a type',
    steps: [{ name: 'a', inline: {} }],
    want: `${S}[0].a template '' type is unknown`,
  },
  {
    title: 'a mistake in the first inline template',
    steps: [{ name: 'a', inline: { container: {} } }],
    want: `${S}[0].a templates..container.image may not be empty`,
  },
  {
    title: 'a mistake in the second inline template, which Argo does not look for',
    steps: [
      { name: 'a', inline: { container: { image: 'busybox' } } },
      { name: 'b', inline: { container: {} } },
    ],
    want: undefined,
  },
])('steps with $title', ({ steps, want }) => {
  // The steps are wrong on purpose.
  expect(problemOf({ steps: steps.map((step) => [step as never]) })).toBe(want);
});

const says = (value: string, name = 'b'): object => ({ name, template: 'echo', ...saying(value) });
const unresolved = (tag: string): string => `${S} failed to resolve {{${tag}}}`;

test.for<{ title: string; groups: object[][]; want: string | undefined }>([
  {
    title: 'an earlier step of the same group',
    groups: [[a, says('{{steps.a.outputs.result}}')]],
    want: undefined,
  },
  {
    title: 'a later step of the same group',
    groups: [[says('{{steps.a.outputs.result}}'), a]],
    want: unresolved('steps.a.outputs.result'),
  },
  { title: 'its own status', groups: [[says('{{steps.b.status}}')]], want: undefined },
  {
    title: 'its own result',
    groups: [[says('{{steps.b.outputs.result}}')]],
    want: unresolved('steps.b.outputs.result'),
  },
  {
    title: 'its own result, for the exit handler',
    groups: [[{ ...says('{{steps.b.outputs.result}}'), hooks: { exit: { template: 'leaf' } } }]],
    want: undefined,
  },
  {
    title: 'an address of what is no daemon',
    groups: [[a], [says('{{steps.a.ip}}')]],
    want: unresolved('steps.a.ip'),
  },
  {
    title: 'an address of a daemon',
    groups: [[{ name: 'a', inline: { ...leaf, daemon: true } }], [says('{{steps.a.ip}}')]],
    want: undefined,
  },
  {
    title: 'the result of a resource',
    groups: [[{ name: 'a', inline: { resource: { action: 'get' } } }], [says('{{steps.a.outputs.result}}')]],
    want: unresolved('steps.a.outputs.result'),
  },
  {
    title: 'the aggregated outputs of items',
    groups: [[{ ...a, withItems: [1] }], [says('{{steps.a.outputs.parameters}}')]],
    want: undefined,
  },
  {
    title: 'the aggregated outputs of a sequence',
    groups: [[{ ...a, withSequence: { count: 1 } }], [says('{{steps.a.outputs.parameters}}')]],
    want: unresolved('steps.a.outputs.parameters'),
  },
  {
    title: 'a tag with blanks',
    groups: [[says('{{ inputs.parameters.x }}')]],
    want: unresolved(' inputs.parameters.x '),
  },
  {
    title: 'two unknown tags, of which the first in the order of Go counts',
    groups: [[{ when: '{{inputs.parameters.x}}', ...says('{{inputs.parameters.y}}') }]],
    want: unresolved('inputs.parameters.y'),
  },
  {
    title: 'an unknown tag and a missing argument',
    groups: [[{ name: 'b', template: 'echo', when: '{{steps.x.status}} == 1' }]],
    want: unresolved('steps.x.status'),
  },
  {
    title: 'an index of a list',
    groups: [[{ ...says('{{item.[0]}}'), withItems: [['x']] }]],
    want: undefined,
  },
  {
    title: 'a key of the items of an earlier step, which Argo accepts',
    groups: [[{ ...a, withItems: [{ k: 1 }] }], [says('{{item.k}}')]],
    want: undefined,
  },
])('a step that uses $title', ({ groups, want }) => {
  // The steps are wrong on purpose.
  expect(problemOf({ steps: groups as never })).toBe(want);
});

const gives = (globalName: string): object => ({
  name: 'gives',
  inputs: { parameters: [{ name: 'g', default: 'glob' }] },
  container: { image: 'busybox' },
  outputs: { parameters: [{ name: 'o', globalName, valueFrom: { path: '/o' } }] },
});
const called = { name: 'g', template: 'gives' };
const uses = says('{{workflow.outputs.parameters.glob}}');

test.for<{ title: string; globalName: string; groups: object[][]; want: string | undefined }>([
  { title: 'after the call that sets it', globalName: 'glob', groups: [[called], [uses]], want: undefined },
  {
    title: 'before the call that sets it',
    globalName: 'glob',
    groups: [[uses], [called]],
    want: unresolved('workflow.outputs.parameters.glob'),
  },
  {
    title: 'that a tag may name',
    globalName: '{{inputs.parameters.g}}',
    groups: [[called], [uses]],
    want: undefined,
  },
])('a global output $title', ({ globalName, groups, want }) => {
  const main = { name: 'main', steps: groups as never };
  expect(problemOf(main, { spec: { templates: [main, echo, gives(globalName)] } })).toBe(want);
});

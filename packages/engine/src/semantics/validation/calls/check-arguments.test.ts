import { expect, test } from 'vitest';
import { echo, leaf, problemOf } from '../../../../test/semantics/spec-problem-of.ts';

const RULE =
  "is invalid: Parameter/Artifact name must consist of alpha-numeric characters, '_' or '-' e.g. my_param_1, MY-PARAM-1";
const FROM_MAP = { configMapKeyRef: { name: 'm', key: 'k' } };

test.for([
  { given: { parameters: [{ value: 'x' }] }, want: 'P.parameters[0].name is required' },
  { given: { parameters: [{ name: 'a.b', value: 'x' }] }, want: `P.parameters[0].name: 'a.b' ${RULE}` },
  { given: { artifacts: [{ name: 'a b', raw: {} }] }, want: `P.artifacts[0].name: 'a b' ${RULE}` },
  {
    given: {
      parameters: [
        { name: 'a_b', value: 'x' },
        { name: 'a_b', value: 'y' },
      ],
    },
    want: "P.parameters[1].name 'a_b' is not unique",
  },
  { given: { parameters: [{ name: 'm' }] }, want: 'P.m.value or P.m.valueFrom is required' },
  { given: { parameters: [{ name: 'm', value: '' }] }, want: undefined },
  { given: { parameters: [{ name: 'm', valueFrom: FROM_MAP }] }, want: undefined },
  { given: { parameters: [{ name: 'm', valueFrom: { supplied: {} } }] }, want: undefined },
  { given: { parameters: [{ name: 'm', valueFrom: { event: 'e' } }] }, want: undefined },
  {
    given: { parameters: [{ name: 'm', valueFrom: { default: 'x' } }] },
    want: 'P.m.valueFrom only allows: default, configMapKeyRef and supplied',
  },
  {
    given: { parameters: [{ name: 'm', valueFrom: { ...FROM_MAP, path: '/p' } }] },
    want: 'P.m.valueFrom only allows: default, configMapKeyRef and supplied',
  },
  {
    given: { parameters: [{ name: 'm', value: 'x', enum: [] }] },
    want: 'P.m.enum should contain at least one value',
  },
  {
    given: { parameters: [{ name: 'm', valueFrom: { supplied: {} }, enum: ['x'] }] },
    want: 'P.m.value is required',
  },
  {
    given: { parameters: [{ name: 'm', value: 'z', enum: ['x', 'y'] }] },
    want: 'P.m.value should be present in P.m.enum list',
  },
  { given: { parameters: [{ name: 'm', value: 1, enum: ['1'] }] }, want: undefined },
  { given: { artifacts: [{ name: 'f' }] }, want: 'P.f.from, artifact location, or key is required' },
  {
    given: { artifacts: [{ name: 'f', fromExpression: 'x' }] },
    want: 'P.f.from, artifact location, or key is required',
  },
  {
    given: { artifacts: [{ name: 'f', from: 'x', fromExpression: 'y' }] },
    want: "P.f shouldn't have both `from` and `fromExpression` in Artifact",
  },
  {
    given: { artifacts: [{ name: 'f', s3: { bucket: 'b' } }] },
    want: 'P.f.from, artifact location, or key is required',
  },
  { given: { artifacts: [{ name: 'f', s3: { key: 'k' } }] }, want: undefined },
  { given: { artifacts: [{ name: 'f', raw: { data: '' } }] }, want: undefined },
])('arguments $given', ({ given, want }) => {
  const wanted = (prefix: string): string | undefined => want?.replaceAll('P.', prefix);
  // The names and values are wrong on purpose.
  const broken = given as object;
  const call = { name: 'a', inline: leaf, arguments: broken };
  expect(problemOf(leaf, { spec: { arguments: broken } })).toBe(wanted('spec.arguments.'));
  expect(problemOf({ steps: [[call]] })).toBe(wanted('templates.main.steps[0].a.arguments.'));
  expect(problemOf({ dag: { tasks: [call] } })).toBe(wanted('templates.main.tasks.a.arguments.'));
});

const reads = (artifact: object) => ({
  ...leaf,
  name: 'reads',
  inputs: { artifacts: [{ name: 'f', path: '/f', ...artifact }] },
});

test.for([
  { title: 'an artifact without a location', given: {}, want: 'inputs.artifacts.f was not supplied' },
  {
    title: 'an incomplete location',
    given: { http: { url: '' } },
    want: 'inputs.artifacts.f was not supplied',
  },
  { title: 'an optional artifact', given: { optional: true }, want: undefined },
  { title: 'a complete location', given: { http: { url: 'http://localhost' } }, want: undefined },
])('the entrypoint needs $title', ({ given, want }) => {
  const problem = problemOf(leaf, { spec: { entrypoint: 'reads', templates: [reads(given)] } });
  expect(problem).toBe(want && `templates.reads ${want}`);
});

test('the arguments of a call must supply the parameters without a default', () => {
  const wanted = 'templates.echo inputs.parameters.m was not supplied';
  const call = { name: 'a', template: 'echo' };
  expect(problemOf({ steps: [[call]] })).toBe(`templates.main.steps[0].a ${wanted}`);
  expect(problemOf({ dag: { tasks: [call] } })).toBe(`templates.main.tasks.a ${wanted}`);
  expect(problemOf(leaf, { spec: { entrypoint: 'echo', templates: [echo] } })).toBe(wanted);
});

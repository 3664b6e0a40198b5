import { expect, test } from 'vitest';
import { problemOf } from '../../../test/semantics/spec-problem-of.ts';

const RULE =
  "Parameter/Artifact name must consist of alpha-numeric characters, '_' or '-' e.g. my_param_1, MY-PARAM-1";
const container = { image: 'busybox' };
const P = 'templates.main.outputs.parameters.o';
const CHOICES = 'choose one of: path, jqFilter, jsonPath, parameter, raw';

const given = (parameter: object, body: object = { container }): object => ({
  ...body,
  outputs: { parameters: [{ name: 'o', ...parameter }] },
});
const archived = (artifact: object): object => ({
  container,
  outputs: { artifacts: [{ name: 'f', path: '/f', ...artifact }] },
});
const steps = { steps: [] };
const TRAVERSAL =
  "error in templates.main.outputs.artifacts.f: Artifact 'f' attempted to use a path containing '..'. Directory traversal is not permitted";

test.for<{ given: object; want: string | undefined }>([
  {
    given: given({ name: 'a}', value: '' }),
    want: `templates.main.outputs.parameters [0].name: 'a}' is invalid: ${RULE}`,
  },
  {
    given: archived({ name: '!1' }),
    want: `templates.main.outputs.artifacts [0].name: '!1' is invalid: ${RULE}`,
  },
  {
    given: given({ valueFrom: { parameter: '{{steps.a.outputs.parameters.x}}' } }, steps),
    want: 'templates.main.outputs failed to resolve {{steps.a.outputs.parameters.x}}',
  },
  {
    given: archived({ path: undefined }),
    want: "error in templates.main.outputs.artifacts.f: Artifact 'f' did not specify a path",
  },
  { given: archived({ path: '/safe/../../etc' }), want: TRAVERSAL },
  { given: archived({ path: '/safe/..' }), want: TRAVERSAL },
  { given: archived({ path: '/safe/../safe' }), want: TRAVERSAL },
  { given: archived({ path: '/safe/../safe/b' }), want: undefined },
  { given: archived({ path: '/..hidden' }), want: undefined },
  {
    given: { ...steps, outputs: { artifacts: [{ name: 'f', path: '/f' }] } },
    want: 'templates.main.outputs.artifacts.f.path only valid in container/script templates',
  },
  { given: archived({ globalName: 'a b' }), want: `templates.main.outputs.artifacts.f.globalName: ${RULE}` },
  { given: archived({ globalName: '{{item}}' }), want: undefined },
  {
    given: given({ value: 'x', valueFrom: { path: '/o' } }),
    want: `${P} has both valueFrom and value specified, choose one`,
  },
  { given: given({}), want: `${P} does not have valueFrom or value specified` },
  { given: given({ value: '' }), want: undefined },
  { given: given({ valueFrom: {} }), want: `valueFrom type unspecified. ${CHOICES}, expression` },
  {
    given: given({ valueFrom: { path: '/o', supplied: {} } }),
    want: `multiple valueFrom types specified. ${CHOICES}`,
  },
  {
    given: given({ valueFrom: { supplied: {} } }),
    want: `${P}.path must be specified for Container templates`,
  },
  {
    given: given({ valueFrom: { path: '/o' } }, { resource: { action: 'get' } }),
    want: `${P} .jqFilter or jsonPath must be specified for Resource templates`,
  },
  {
    given: given({ valueFrom: { path: '/o' } }, steps),
    want: `${P}.parameter or expression must be specified for Steps templates`,
  },
  { given: given({ valueFrom: { supplied: {} } }, { suspend: {} }), want: undefined },
  { given: given({ valueFrom: { path: '/o' }, globalName: 'a.b' }), want: `${P}.globalName: ${RULE}` },
  {
    given: { container, archiveLocation: { git: {} } },
    want: 'templates.main.archiveLocation.git.repo is required',
  },
])('template $given', ({ given: template, want }) => {
  expect(problemOf(template)).toBe(want);
});

const metric = (fields: object): object => ({
  container,
  metrics: { prometheus: [{ name: 'm', help: 'h', counter: { value: '1' }, ...fields }] },
});
const M = "templates.main metric 'm'";

test.for<{ given: object; want: string | undefined }>([
  { given: metric({}), want: undefined },
  {
    given: metric({ name: 'a-b' }),
    want: "templates.main metric name 'a-b' is invalid. Metric names must contain alphanumeric characters or '_'",
  },
  {
    given: metric({ labels: [{ key: 'a-b', value: 'x' }] }),
    want: "metric label 'a-b' is invalid: keys may only contain alphanumeric characters or '_'",
  },
  { given: metric({ help: '' }), want: `${M} must contain a help string under 'help: ' field` },
  { given: metric({ counter: {} }), want: `${M} error: missing counter.value` },
  { given: metric({ gauge: {} }), want: `${M} error: missing gauge.value` },
  { given: metric({ histogram: { buckets: [] } }), want: `${M} error: missing histogram.value` },
  {
    given: metric({ gauge: { realtime: true, value: '{{resourcesDuration.cpu}}' } }),
    want: `${M} error: 'resourcesDuration.*' metrics cannot be used in real-time`,
  },
])('metric $given', ({ given: template, want }) => {
  expect(problemOf(template)).toBe(want);
});

import { expect, test } from 'vitest';
import { type Play, play } from './play.ts';

const leaf = "container: {image: busybox, command: ['true']}";

/** A template with one metric. */
const measured = (metric: string, body = leaf): string => `metrics: {prometheus: [${metric}]}\n${body}`;

const counter = (value: string, more = ''): string =>
  `{name: m, help: h, counter: {value: '${value}'}${more}}`;
const live = (value: string): string => `{name: m, help: h, gauge: {value: '${value}', realtime: true}}`;

const unresolved = "unable to substitute parameters for metric 'm': failed to resolve {{foo}}";

test.for<{ readonly title: string; readonly given: Play; readonly want: readonly string[] }>([
  { title: 'a valid one', given: { main: measured(counter('{{duration}}')) }, want: [] },
  {
    title: 'the variables of a node',
    given: {
      main: measured(
        counter('1', ", labels: [{key: l, value: '{{status}} {{exitCode}} {{workflow.name}}'}]"),
      ),
    },
    want: [],
  },
  { title: 'a value without a variable', given: { main: measured(counter('{{foo}}')) }, want: [unresolved] },
  {
    title: 'a label without a variable',
    given: { main: measured(counter('1', ", labels: [{key: l, value: '{{foo}}'}]")) },
    want: [unresolved],
  },
  {
    title: 'a value that is no number',
    given: { main: measured(counter('abc')) },
    want: [`could not construct metric 'm': strconv.ParseFloat: parsing "abc": invalid syntax`],
  },
  {
    title: 'a condition that is false',
    given: { main: measured(counter('abc', ", when: '1 == 2'")) },
    want: [],
  },
  {
    title: 'a condition that is none',
    given: { main: measured(counter('1', ", when: '1 =='")) },
    want: [
      "unable to compute 'when' clause for metric 'wf': Invalid 'when' expression '1 ==': Unexpected end of expression",
    ],
  },
  { title: 'one in real time', given: { main: measured(live('{{duration}}')) }, want: [] },
  {
    title: 'one in real time without a variable, at the start and at the end',
    given: { main: measured(live('1')) },
    want: Array(2).fill('real time metrics can only be used with metric variables'),
  },
  {
    title: 'one in real time with another variable',
    given: { main: measured(live('{{status}}')) },
    want: Array(2).fill("'status' is not available as a real time metric"),
  },
  {
    title: 'each attempt that is followed by another, and the last',
    given: {
      main: `retryStrategy: {limit: 1}\n${measured(counter('{{foo}}'), "container: {image: busybox, command: ['false']}")}`,
    },
    want: [unresolved, unresolved],
  },
  {
    title: 'a step before those around it',
    given: {
      main: measured(counter('a'), 'steps: [[{name: s, template: t}]]'),
      templates: `- {name: t, metrics: {prometheus: [${counter('b')}]}, ${leaf}}`,
    },
    want: ['b', 'a'].map(
      (value) => `could not construct metric 'm': strconv.ParseFloat: parsing "${value}": invalid syntax`,
    ),
  },
  {
    title: 'a step that is skipped not at all',
    given: {
      main: 'steps: [[{name: s, template: t, when: "false"}]]',
      templates: `- {name: t, metrics: {prometheus: [${counter('b')}]}, ${leaf}}`,
    },
    want: [],
  },
  {
    title: 'the same name with another help',
    given: {
      main: 'steps: [[{name: s, template: t, arguments: {parameters: [{name: p, value: "{{item}}"}]}, withItems: [a, b]}]]',
      templates: `- {name: t, inputs: {parameters: [{name: p}]}, metrics: {prometheus: [{name: m, help: "{{inputs.parameters.p}}", counter: {value: "1"}}]}, ${leaf}}`,
    },
    want: ["could not construct metric 'm': help for metric m is already set to a, it cannot be changed"],
  },
  {
    title: 'those of the workflow',
    given: { spec: `metrics: {prometheus: [${counter('{{foo}}')}]}`, main: leaf },
    want: [unresolved],
  },
])('the condition MetricsError names $title', ({ given, want }) => {
  const { run } = play(given);
  expect(run.metrics.errors).toEqual(want);
  expect(run.measured).toEqual({});
});

import { expect, test } from 'vitest';
import { nodeNamed } from '../../src/state/tree/find-node.ts';
import { play } from './play.ts';
import { type Case, expectPlay } from './shown.ts';

/** Tasks that end in every phase, for others to depend on. */
const tasks = `
  - {name: ok, template: leaf}
  - {name: not-ok, template: fail}
  - {name: error, template: leaf}
  - {name: skipped, template: leaf, when: 'false'}
  - {name: omitted, template: leaf, depends: not-ok.Succeeded}
  - {name: empty, template: leaf, withParam: '[]'}
  - {name: fine, template: leaf, withItems: [1, 2]}
  - {name: some, template: leaf, withItems: [1, 2]}
  - {name: none, template: fail, withItems: [1, 2]}
  - {name: mixed, template: fail, withItems: [1, 2]}
  - {name: passed-over, template: leaf, withItems: [1, 2], when: 'false'}
`;
const pods = {
  'wf.error': { phase: 'Error', message: 'no space left' },
  'wf.some(1:2)': { phase: 'Failed', message: 'main: Error (exit code 1)' },
  'wf.mixed(0:1)': { phase: 'Error', message: 'no space left' },
} as const;

test.for([
  { depends: 'ok', runs: true },
  { depends: 'not-ok', runs: false },
  { depends: 'error', runs: false },
  { depends: 'skipped', runs: true },
  { depends: 'omitted', runs: false },
  { depends: 'empty', runs: true },
  { depends: 'fine', runs: true },
  { depends: 'some', runs: false },
  { depends: 'passed-over', runs: true },
  { depends: 'ok.Succeeded', runs: true },
  { depends: 'ok.Failed', runs: false },
  { depends: 'ok.Daemoned', runs: false },
  { depends: 'not-ok.Failed', runs: true },
  { depends: 'not-ok.Errored', runs: false },
  { depends: 'error.Errored', runs: true },
  { depends: 'error.Failed', runs: false },
  { depends: 'skipped.Skipped', runs: true },
  { depends: 'skipped.Succeeded', runs: false },
  { depends: 'skipped.Omitted', runs: false },
  { depends: 'omitted.Omitted', runs: true },
  { depends: 'omitted.Skipped', runs: false },
  { depends: 'empty.Skipped', runs: true },
  { depends: 'empty.Succeeded', runs: false },
  { depends: 'empty.AllFailed', runs: false },
  { depends: 'empty.AnySucceeded', runs: false },
  { depends: 'passed-over.Succeeded', runs: true },
  { depends: 'passed-over.AnySucceeded', runs: false },
  { depends: 'some.AnySucceeded', runs: true },
  { depends: 'some.Failed', runs: true },
  { depends: 'some.AllFailed', runs: false },
  { depends: 'none.AllFailed', runs: true },
  { depends: 'none.Failed', runs: true },
  { depends: 'none.AnySucceeded', runs: false },
  { depends: 'mixed.AllFailed', runs: false },
  { depends: 'ok && not-ok', runs: false },
  { depends: 'ok || not-ok', runs: true },
  { depends: '!not-ok', runs: true },
  { depends: '!not-ok.Succeeded && ok', runs: true },
  { depends: '(not-ok.Failed || not-ok.Errored) && !(ok.Failed)', runs: true },
  { depends: 'not-ok.Succeeded && ok || skipped', runs: true },
])('a task that depends on "$depends" runs: $runs', ({ depends, runs }) => {
  const main = `dag:\n  tasks:${tasks}  - {name: last, template: leaf, depends: '${depends}'}`;
  const { run } = play({ main, pods });
  const { phase, message } = nodeNamed(run, 'wf.last')?.fields ?? {};
  expect({ phase, message }).toEqual(
    runs
      ? { phase: 'Succeeded', message: undefined }
      : { phase: 'Omitted', message: 'omitted: depends condition not met' },
  );
});

test.for<Case>([
  {
    title: 'a condition that cannot be evaluated is an error of the task, quoted as Argo expands it',
    given: {
      main: "dag: {tasks: [{name: a-1, template: leaf}, {name: b, template: leaf, depends: 'a-1 && !'}]}",
    },
    want: {
      phase: 'Error',
      messages: {
        'wf.b': [
          "unable to evaluate expression '(a_1.Succeeded || a_1.Skipped || a_1.Daemoned) && !': unexpected token EOF (1:51)",
          ' | (a_1.Succeeded || a_1.Skipped || a_1.Daemoned) && !',
          ' | ..................................................^',
        ].join('\n'),
      },
    },
  },
  {
    title: 'a name that is a word of the expression language is no name',
    given: {
      main: `
        dag:
          tasks:
          - {name: in, template: leaf}
          - {name: b, template: leaf, depends: in}
          - {name: c, template: leaf, depends: in.Failed}
      `,
    },
    want: {
      phase: 'Error',
      messages: {
        'wf.b': [
          `unable to evaluate expression '(in.Succeeded || in.Skipped || in.Daemoned)': unexpected token Operator("in") (1:2)`,
          ' | (in.Succeeded || in.Skipped || in.Daemoned)',
          ' | .^',
        ].join('\n'),
        'wf.c': `unable to evaluate expression 'in.Failed': unexpected token Operator("in") (1:1)\n | in.Failed\n | ^`,
      },
    },
  },
  {
    title: 'a task can be named several times',
    given: {
      main: `
        dag:
          tasks:
          - {name: a, template: leaf}
          - {name: b, template: leaf, depends: 'a.Succeeded && (a || a.Skipped)'}
          - {name: c, template: leaf, depends: a}
      `,
    },
    want: { phase: 'Succeeded', children: { 'wf.a': ['wf.b', 'wf.c'] } },
  },
  {
    title: 'all dependencies must have succeeded or been skipped',
    given: {
      main: `
        dag:
          tasks:
          - {name: ok, template: leaf}
          - {name: skipped, template: leaf, when: 'false'}
          - {name: not-ok, template: fail}
          - {name: a, template: leaf, dependencies: [ok, skipped]}
          - {name: b, template: leaf, dependencies: [ok, not-ok]}
      `,
    },
    want: {
      phases: {
        wf: 'Failed',
        'wf.ok': 'Succeeded',
        'wf.skipped': 'Skipped',
        'wf.not-ok': 'Failed',
        'wf.a': 'Succeeded',
        'wf.b': 'Omitted',
      },
    },
  },
])('$title', expectPlay);

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const cases = [
  {
    name: 'endings',
    title: 'tasks run depending on how others ended',
    given: `pipeline('endings', {}, () => {
      const a = c.fail({ message: 'no' }, { name: 'a' });
      const b = c.square({ x: 2 }, { name: 'b' });
      const maybe = when([b], (n) => n > 100, () => c.say({ text: 'maybe' }));
      const say = (text: string, after: Parameters<typeof c.say>[1]) => c.say({ text }, { name: text, ...after });
      say('any', { after: anyOf(a, b) });
      say('mixed', { after: [failed(a), b] });
      say('ended', { after: [ended(a), ended(b), ended(maybe)] });
      say('skipped', { after: allOf(skipped(maybe), unless(succeeded(a))) });
      say('never', { after: [failed(b)] });
      forEach(['x'], (text) => c.say({ text }), { after: failed(a), name: 'loop' });
    })`,
    wanted: { phase: 'Succeeded', ran: ['any', 'ended', 'loop.say', 'mixed', 'skipped'] },
  },
  {
    name: 'unhandled',
    title: 'a task whose failure nobody waits for fails the run',
    given: `pipeline('unhandled', {}, () => {
      const a = c.fail({ message: 'no' }, { name: 'a' });
      c.say({ text: 'never' }, { after: succeeded(a) });
      c.say({ text: 'next' });
    })`,
    wanted: { phase: 'Failed', ran: ['say-2'] },
  },
  {
    name: 'some',
    title: 'anySucceeded and allFailed see the iterations of a loop',
    given: `pipeline('some', {}, () => {
      const some = forEach([-1, 2], (x) => c.checked({ x }), { name: 'some' });
      const none = forEach([-1, -2], (x) => { const y = c.checked({ x }); c.say({ text: expr([y], (n) => \`\${n}\`) }); }, { name: 'none' });
      const empty = forEach([] as number[], (x) => c.checked({ x }), { name: 'empty' });
      c.say({ text: 'some' }, { name: 'any-of-some', after: anySucceeded(some) });
      c.say({ text: 'some' }, { name: 'all-of-some', after: allFailed(some) });
      c.say({ text: 'none' }, { name: 'any-of-none', after: anySucceeded(none) });
      c.say({ text: 'none' }, { name: 'all-of-none', after: allFailed(none) });
      c.say({ text: 'empty' }, { name: 'not-all-of-empty', after: unless(allFailed(empty)) });
    })`,
    // Nothing waits for the success of the other loop, so that the run fails.
    wanted: { phase: 'Failed', ran: ['all-of-none', 'any-of-some', 'not-all-of-empty'] },
  },
];

describe('endings', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    project = await pipelineProject(pipelinesOf(cases));
  });
  afterAll(() => project[Symbol.dispose]());

  test.concurrent.for(cases)('$title', async ({ name, wanted }) => {
    const { phase, logs } = await project.run(name);
    const ran = Object.entries(logs).flatMap(([node, log]) =>
      /about to fail|too small/.test(log) || /^(b$|some\(|none\()/.test(node)
        ? []
        : [node.replace(/\(.*/, '')],
    );
    expect({ phase, ran }).toEqual(wanted);
  });
});

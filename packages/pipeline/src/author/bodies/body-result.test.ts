import { describe, test } from 'vitest';
import { square } from '../../../test/components.ts';
import { expectRefusal, refusalOf } from '../../../test/expect-refusal.ts';
import { forEach, pipeline, when } from '../../index.ts';

const one = () => square({ x: 1 });

describe('what a body must not return', () => {
  test.for<{ title: string; body: () => unknown; says: string }>([
    {
      title: 'a list of outputs',
      body: () => [one()],
      says: 'The body returned a list. Return an output, or',
    },
    {
      title: 'a list of outputs as a result',
      body: () => ({ all: [one()] }),
      says: 'The result "all" is a list. Return only outputs of tasks, each under a name of its own.',
    },
    {
      title: 'an object of outputs as a result',
      body: () => ({ all: { first: one() } }),
      says: 'The result "all" is an object. Return only outputs of tasks, each under a name of its own.',
    },
    {
      title: 'an undefined result',
      body: () => ({ first: one(), second: undefined }),
      says: 'The result "second" is undefined. Return only outputs of tasks.',
    },
    { title: 'a constant', body: () => [one(), 5][1], says: 'The body returned a constant.' },
  ])('$title', async ({ body, says }) => {
    const error = await refusalOf(() => pipeline('p', {}, body as never));
    expectRefusal(error, import.meta.filename, { options: {}, code: 'PIPELINE_INVALID_RESULT', says });
  });

  function* generator() {
    yield one();
  }
  async function* asyncGenerator() {
    yield one();
  }
  const wanted = {
    options: {},
    code: 'PIPELINE_INVALID_RESULT',
    says: 'The body is a generator function, whose code has not run.',
  };

  test.for([
    { title: 'a pipeline', build: (body: unknown) => pipeline('p', {}, body as never) },
    { title: 'a loop', build: (body: unknown) => pipeline('p', {}, () => forEach([1], body as never)) },
    {
      title: 'a branch',
      build: (body: unknown) => pipeline('p', { b: true }, ({ b }) => void when(b, body as never)),
    },
    {
      title: 'an exit handler',
      build: (body: unknown) => pipeline('p', {}, () => square({ x: 1 }, { onExit: body as never })),
    },
  ])('a generator, as the body of $title', async ({ build }) => {
    for (const body of [generator, asyncGenerator])
      expectRefusal(await refusalOf(() => build(body)), import.meta.filename, wanted);
  });
});

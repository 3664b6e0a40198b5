import { describe, expect, test } from 'vitest';
import { forEach, group, input, type Output, pipeline } from '../../src/index.ts';
import { compileYaml } from '../compile.ts';
import { square } from '../components.ts';
import { list, type Way, ways } from './constructs.ts';

/** Returns the length of the manifest in which a text goes through a construct several times. */
async function lengthOf(way: Way, times: number): Promise<number> {
  const whole = pipeline('whole', {}, () => ({
    last: forEach(list(), (first) => {
      let text: Output<string> = first;
      for (let count = 0; count < times; count += 1) text = way(text);
      return text;
    }),
  }));
  return (await compileYaml(whole)).length;
}

describe('a manifest grows with its pipeline', () => {
  test.for(Object.entries(ways).filter(([name]) => !/^expression|group/.test(name)))(
    'of uses of %s',
    async ([, way]) => {
      const [ten, twenty, thirty] = [
        await lengthOf(way, 10),
        await lengthOf(way, 20),
        await lengthOf(way, 30),
      ];
      expect((thirty - twenty) / (twenty - ten)).toBeLessThan(1.1);
    },
  );
});

describe('a large pipeline compiles', () => {
  const chain = (size: number, step: (before: Output<number>, index: number) => Output<number>) =>
    pipeline('large', { x: 1 }, ({ x }) => {
      let before: Output<number> = x;
      for (let index = 0; index < size; index += 1) before = step(before, index);
      return { before };
    });

  const leaf = pipeline('leaf', { x: input<number>() }, ({ x }) => ({ y: square({ x }) }));
  let deep = pipeline('level-0', { x: 1 }, ({ x }) => ({ y: square({ x }) }));
  for (let level = 1; level < 40; level += 1) {
    const below = deep;
    deep = pipeline(`level-${level}`, { x: 1 }, ({ x }) => ({ y: below({ x }).y }));
  }

  test.for([
    { title: '5,000 tasks', given: chain(5000, (x) => square({ x })), calls: 5000 },
    { title: '1,000 calls of a pipeline', given: chain(1000, (x) => leaf({ x }).y), calls: 1000 },
    { title: 'pipelines nested 40 deep', given: deep, calls: 40 },
    {
      title: '150 loops',
      given: chain(150, (x) => {
        forEach([1, 2], () => square({ x }));
        return x;
      }),
      calls: 150,
    },
    {
      title: '150 groups',
      given: chain(150, (x, index) => group(`part-${index}`, () => square({ x: square({ x }) }))),
      calls: 300,
    },
  ])('with $title', async ({ given, calls }) => {
    const text = await compileYaml(given);
    expect(text.match(/^ +template: \S+$/gm)?.length).toBeGreaterThanOrEqual(calls);
  });
});

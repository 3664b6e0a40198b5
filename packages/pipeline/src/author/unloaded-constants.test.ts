import { describe, expect, test } from 'vitest';
import { compile } from '../../test/compile.ts';
import { square } from '../../test/components.ts';
import { GUARDS_NAME } from '../guard/plain-text.ts';
import { expr, type Output, pipeline, when } from '../index.ts';
import { PipelineError } from '../pipeline-error.ts';

// No loader of Tiphys reads this module: the test runner does.
const limit = 3;
const limits = { max: [3, 4], unused: () => 5 };
let changing = 1;

/** Returns what a pipeline returns as an expression. */
async function expressionOf(body: (n: Output<number>) => Output<unknown>): Promise<string> {
  const { manifest } = await compile(
    pipeline('constants', { n: 1 }, ({ n }) => {
      square({ x: 1 });
      return { result: body(n) };
    }),
  );
  const text = JSON.stringify(manifest);
  return /fromJSON\(inputs\.parameters\['input-n'\]\) ([^)]*)\)/.exec(text)?.[1] ?? text;
}

describe('variables of modules that only the test runner has read', () => {
  test.for<{ title: string; body: (n: Output<number>) => Output<unknown>; want: string }>([
    { title: 'a constant of the module', body: (n) => expr([n], (v) => v > limit), want: '> 3' },
    {
      title: 'an element of an object',
      body: (n) => expr([n], (v) => v > (limits.max[1] ?? 0)),
      want: '> 4',
    },
    { title: 'an import', body: (n) => expr([n], (v) => v > GUARDS_NAME.length), want: '> 7' },
    {
      title: 'a parameter',
      body: (n) => ((least: number) => expr([n], (v) => v >= least))(7),
      want: '>= 7',
    },
  ])('$title', async ({ body, want }) => {
    await expect(expressionOf(body)).resolves.toBe(want);
  });

  test('a variable that changes is refused', async () => {
    const given = expressionOf((n) => {
      const result = expr([n], (v) => v > changing);
      changing += 1;
      return result;
    });
    await expect(given).rejects.toThrow(PipelineError);
    await expect(given).rejects.toThrow(
      '`changing` changed after a function that uses it was passed: 1 became 2.',
    );
  });

  test('a word in a text is not a variable', async () => {
    const given = expressionOf((n) => {
      const result = expr([n], (v) => v > 3 && 'changing' !== `${v}`);
      changing += 1;
      return result;
    });
    await expect(given).resolves.toContain('changing');
  });

  test('an output is refused', async () => {
    const made = pipeline('wrong', { n: 1 }, ({ n }) => {
      when(
        [n],
        (v) => v > (n as unknown as number),
        () => square({ x: 1 }),
      );
    });
    await expect(compile(made)).rejects.toThrow(
      '`n` is an output, which has a value only when the workflow runs.',
    );
  });
});

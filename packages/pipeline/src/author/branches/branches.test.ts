import { describe, expect, test } from 'vitest';
import { compile, compileTemplates, compileYaml, tasksOf } from '../../../test/compile.ts';
import { describeComponent, notify, scale, square } from '../../../test/components.ts';
import { component, expr, gt, input, match, type Output, oneOf, pipeline, when } from '../../index.ts';

/** What programs without a type checker may do. */
type Untyped = (...values: unknown[]) => Output<never>;
const untyped = (value: unknown): Untyped => value as Untyped;

type Order = { kind: 'card'; number: string } | { kind: 'cash'; amount: number };
const tagged = (kind: string, name: string, type: string): object => ({
  type: 'object',
  properties: { kind: { const: kind }, [name]: { type } },
  required: ['kind', name],
  additionalProperties: false,
});
const loadOrder = component<{ id: number }, Order>(
  describeComponent(
    'loadOrder',
    { id: { type: 'number' } },
    { anyOf: [tagged('card', 'number', 'string'), tagged('cash', 'amount', 'number')] },
  ),
);
const flip = component<{ seed: number }, 'heads' | 'tails'>(
  describeComponent('flip', { seed: { type: 'number' } }, { enum: ['heads', 'tails'] }),
);
const save = component<{ x: number }, string>(
  describeComponent(
    'save',
    { x: { type: 'number' } },
    {},
    { output: { route: 'file', schema: {}, list: false } },
  ),
);
const one = (): Output<number> => square({ x: 1 });

describe('goldens', () => {
  test('a match with values and files', async () => {
    const given = pipeline('choose', { mode: oneOf(['fast', 'exact']) }, ({ mode }) => {
      const { n, file } = match(mode, {
        fast: () => ({ n: one(), file: save({ x: 1 }) }),
        exact: () => ({ n: scale({ x: 2 }), file: save({ x: 2 }) }),
      });
      return { n, file };
    });
    await expect(await compileYaml(given, ['main', 'match', 'match-fast', 'no-case'])).toMatchFileSnapshot(
      '../../../test/golden/match.yaml',
    );
  });

  test('a chain of conditions', async () => {
    const given = pipeline('chain', { x: 5 }, ({ x }) => {
      const n = square({ x });
      return when(
        [n, 3],
        (v, limit) => v > limit,
        () => square({ x: n }),
      )
        .elseWhen(
          [n],
          (v) => v > 1,
          () => scale({ x: n }),
        )
        .or(41);
    });
    await expect(await compileYaml(given, ['when'])).toMatchFileSnapshot('../../../test/golden/chain.yaml');
  });
});

describe('names of cases', () => {
  test.for<{ keys: readonly string[]; want: readonly string[] }>([
    { keys: ['fast', 'exact'], want: ['fast', 'exact', 'no-case'] },
    { keys: ['Fast', 'fast', 'FAST'], want: ['fast', 'fast-2', 'fast-3', 'no-case'] },
    {
      keys: ['', 'é', '日本', '1', '-1', 'a b'],
      want: ['case-1', 'case', 'case-2', 'case-3', 'minus-1', 'a-b', 'no-case'],
    },
    { keys: ['in', 'no-case', 'x'.repeat(100)], want: ['in-task', 'no-case', 'x'.repeat(58), 'no-case-2'] },
  ])('of $keys are $want', async ({ keys, want }) => {
    const { match: template } = await compileTemplates(
      pipeline('p', { text: input<string>({ schema: { type: 'string' } }) }, ({ text }) => {
        untyped(match)(text, Object.fromEntries(keys.map((key) => [key, one])));
      }),
    );
    expect(Object.keys(tasksOf(template)).sort()).toEqual([...want].sort());
  });
});

describe('mistakes found when a pipeline is compiled', () => {
  test.for<{ code: string; title: string; given: () => unknown; want: RegExp }>([
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'a missing case',
      given: () => untyped(match)(flip({ seed: 1 }), { heads: one }),
      want: /^match\(\.\.\.\) has no case for "tails"\. Add it, or a body for all other values/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'a case that never applies',
      given: () => untyped(match)(flip({ seed: 1 }), { heads: one, tials: one, tails: one }),
      want: /^The output of "flip" is never "tials"\. It is one of "heads", "tails"\.$/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'a misspelt case',
      given: () => untyped(match)(flip({ seed: 1 }), { heads: one, tials: one }),
      want: /is never "tials"\. Did you mean "tails"\?$/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'a missing case of a computed value',
      given: () =>
        untyped(match)(
          expr([one()], (n) => n > 1),
          { true: one },
        ),
      want: /has no case for "false"/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'a missing member of a tagged union',
      given: () => untyped(match)(loadOrder({ id: 1 }), 'kind', { card: one }),
      want: /has no case for "cash"/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'an object without a tag',
      given: () => untyped(match)(loadOrder({ id: 1 }), { card: one }),
      want: /takes strings, numbers and booleans, but the output of "load-order" is an object\. For a union of objects, name the field/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'a case that is not a function',
      given: () => untyped(match)(flip({ seed: 1 }), { heads: one, tails: one() }),
      want: /^The case "tails" of match\(\.\.\.\) is an output of the running workflow\. Write a function/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'more cases than a dag can have',
      given: () =>
        untyped(match)(
          expr([one()], (n) => `${n}`),
          Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`case ${index}`, one])),
        ),
      want: /^"match" has 200 cases, which need 201 tasks in one dag, but Argo allows 200/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'an unknown field of a union',
      given: () => untyped(match)(loadOrder({ id: 1 }), 'knd', { card: one }),
      want: /^The output of "load-order" has no field "knd"\. Did you mean "kind"\?$/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'a number written another way',
      given: () => untyped(match)(one(), { '1': one, '01': one }, one),
      want: /^The output of "square" is never "01"\. It is a number, so write "1"\.$/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'a text as a case of a number',
      given: () => untyped(match)(one(), { '-1.5': one, '1e+21': one, few: one }, one),
      want: /^The output of "square" is never "few"\. It is a number\.$/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'no cases',
      given: () => untyped(match)(flip({ seed: 1 }), {}),
      want: /has no cases/,
    },
    {
      code: 'PIPELINE_INVALID_CASES',
      title: 'a list of cases',
      given: () => untyped(match)(flip({ seed: 1 }), [one]),
      want: /needs an object with a body for each value, not a list/,
    },
    {
      code: 'PIPELINE_NOT_A_FUNCTION',
      title: 'a body for other values that is not a function',
      given: () => untyped(match)(flip({ seed: 1 }), { heads: one }, 5),
      want: /a function as its last argument/,
    },
    {
      code: 'PIPELINE_NOT_AN_OUTPUT',
      title: 'a match on a constant',
      given: () => untyped(match)('heads', { heads: one }),
      want: /is not an output/,
    },
    {
      code: 'PIPELINE_BRANCH_RESULTS',
      title: 'cases that return different things',
      given: () => untyped(match)(flip({ seed: 1 }), { heads: one, tails: () => ({ n: one() }) }),
      want: /one output and an object of n/,
    },
    {
      code: 'PIPELINE_EMPTY_BODY',
      title: 'cases without tasks',
      given: () => {
        const n = one();
        return match(flip({ seed: 1 }), { heads: () => n, tails: () => n });
      },
      want: /Neither body has tasks.*expr/,
    },
    {
      code: 'PIPELINE_OUT_OF_SCOPE',
      title: 'a member outside its case',
      given: () => {
        let kept: unknown;
        match(loadOrder({ id: 1 }), 'kind', {
          card: (it) => {
            kept = it.number;
            return one();
          },
          cash: one,
        });
        return notify({ text: kept as Output<string> });
      },
      want: /belongs to a branch/,
    },
    {
      code: 'PIPELINE_BRANCH_RESULTS',
      title: 'or after a body that returns nothing',
      given: () => untyped(when(gt(one(), 1), () => notify({ text: 'x' })).or)(5),
      want: /nothing and one output/,
    },
    {
      code: 'PIPELINE_SECOND_OTHERWISE',
      title: 'elseWhen after otherwise',
      given: () => {
        const chain = when(gt(one(), 1), () => notify({ text: 'x' }));
        chain.otherwise(() => notify({ text: 'y' }));
        return chain.elseWhen(gt(one(), 1), () => notify({ text: 'z' }));
      },
      want: /already has an otherwise\(\.\.\.\) or an or\(\.\.\.\), so elseWhen/,
    },
    {
      code: 'PIPELINE_SECOND_OTHERWISE',
      title: 'otherwise after or',
      given: () => {
        const chain = when(gt(one(), 1), one);
        chain.or(5);
        return chain.otherwise(one);
      },
      want: /so otherwise\(\.\.\.\) would never apply/,
    },
    {
      code: 'PIPELINE_BRANCH_AS_VALUE',
      title: 'a branch in or',
      given: () => untyped(when(gt(one(), 1), one).or)(when(gt(one(), 1), one)),
      want: /or\(\.\.\.\) got a branch that may not run/,
    },
    {
      code: 'PIPELINE_BRANCH_AS_VALUE',
      title: 'a chain without otherwise as an argument',
      given: () => untyped(notify)({ text: when(gt(one(), 1), one).elseWhen(gt(one(), 2), one) }),
      want: /got a branch that may not run/,
    },
    {
      code: 'PIPELINE_UNSUPPORTED_VALUE',
      title: 'or with a value that JSON cannot represent',
      given: () => when(gt(one(), 1), one).or(Number.NaN),
      want: /NaN/,
    },
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'or with a constant for a file',
      given: () => untyped(when(gt(one(), 1), () => save({ x: 1 })).or)('x'),
      want: /"save" is passed as a file, but another body returns a value/,
    },
    {
      code: 'PIPELINE_LARGE_RESULT',
      title: 'a file from outside the branch',
      given: () => {
        const file = save({ x: 1 });
        return when(gt(one(), 1), () => save({ x: 2 })).otherwise(() => file);
      },
      want: /"save" is passed as a file and was created outside the body that returns it/,
    },
    {
      code: 'PIPELINE_NOT_A_FUNCTION',
      title: 'elseWhen without a body',
      given: () => untyped(when(gt(one(), 1), one).elseWhen)(gt(one(), 2)),
      want: /elseWhen\(\.\.\.\) needs a function as its body/,
    },
    {
      code: 'PIPELINE_NOT_A_BOOLEAN',
      title: 'elseWhen with a number',
      given: () => untyped(when(gt(one(), 1), one).elseWhen)(one(), one),
      want: /elseWhen\(\.\.\.\) takes booleans/,
    },
  ])('$title is $code', async ({ code, given, want }) => {
    const error = {
      code,
      message: expect.stringMatching(want),
      location: expect.objectContaining({ file: import.meta.filename }),
    };
    const wrong = pipeline('wrong', {}, given as () => undefined);
    await expect(compile(wrong)).rejects.toThrow(expect.objectContaining(error));
  });
});

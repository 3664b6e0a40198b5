import { describe, expectTypeOf, test } from 'vitest';
import { notify, square } from '../../../test/components.ts';
import { approve, ask, input, type NoOutput, type Output, oneOf } from '../../index.ts';

declare const word: Output<string>;
declare const count: Output<number>;
const schema = { type: 'number' };

describe('questions', () => {
  test('give the types of their fields', () => {
    const answer = ask(
      'release',
      { strategy: oneOf(['canary', 'all']), share: 10, on: true, limit: input<number>({ schema }) },
      { message: word, after: count },
    );
    expectTypeOf(answer.strategy).toEqualTypeOf<Output<'canary' | 'all'>>();
    expectTypeOf(answer.share).toEqualTypeOf<Output<number>>();
    expectTypeOf(answer.on).toEqualTypeOf<Output<boolean>>();
    expectTypeOf(answer.limit).toEqualTypeOf<Output<number>>();
    expectTypeOf(approve('really', { message: 'Go on?', after: [answer, count] })).toEqualTypeOf<NoOutput>();
    ask('later', { share: 10, strategy: oneOf(['a']) }, { timeout: '24h' });
    notify({ text: 'x' }, { after: approve('x') });
  });

  test('mistakes are reported in readable messages', () => {
    // @ts-expect-error Type '"24h"' is not assignable to type 'Problem<"With a timeout every field needs a default: it is the answer when nobody gives one.">'.
    ask('a', { share: 10, limit: input<number>({ schema }) }, { timeout: '24h' });
    // @ts-expect-error Type '"a day"' is not assignable to type 'Duration | undefined'.
    ask('a', { share: 10 }, { timeout: 'a day' });
    // @ts-expect-error Type 'number' is not assignable to type 'Arg<string> | undefined'.
    ask('a', { share: 10 }, { message: 5 });
    // @ts-expect-error Type 'Output<number>' is not assignable to type 'Arg<string> | undefined'.
    approve('a', { message: count });
    // @ts-expect-error Object literal may only specify known properties, and 'timeout' does not exist in type 'ApproveOptions'.
    approve('a', { timeout: '1h' });
    // @ts-expect-error Property 'size' does not exist on the answers.
    square({ x: ask('a', { share: 10 }).size });
    // @ts-expect-error Type 'Output<string>' is not assignable to type 'Arg<number>'.
    square({ x: ask('a', { share: 'x' }).share });
    // @ts-expect-error Expected 2-3 arguments, but got 1.
    ask('a');
    // @ts-expect-error Type 'NoOutput' is not assignable to type 'Arg<string>'.
    notify({ text: approve('a') });
  });
});

import { describe, test } from 'vitest';
import { square } from '../../../test/components.ts';
import { expectRefusal, refusalOf, unknown } from '../../../test/expect-refusal.ts';
import { config, defineSettings, pipeline, podField, secret } from '../../index.ts';

describe('values of the cluster', () => {
  const declared = (build: () => unknown) => () =>
    pipeline('p', {}, () => {
      build();
      square({ x: 1 });
    });

  test.for([
    { build: () => secret('My_Secret', ['a']), says: 'The name of secret(...) must have lower-case letters' },
    { build: () => secret('', ['a']), says: 'but it is "". Write secret(' },
    { build: () => config('c', 'a' as never), says: 'The keys of config("c") must be a list, not "a".' },
    { build: () => config('c', ['a b']), says: 'A key of config("c") must have letters' },
    { build: () => secret('c', ['..']), says: 'but one is "..".' },
    { build: () => podField('spec.nodename' as 'spec.nodeName'), says: 'Did you mean "spec.nodeName"?' },
    { build: () => podField("metadata.labels['a b']"), says: "or metadata.labels['name']" },
    { build: () => defineSettings({ imge: 'x' } as never), code: unknown, says: 'Did you mean "image"?' },
  ])('is refused: $says', async ({ build, ...wanted }) => {
    expectRefusal(await refusalOf(declared(build)), import.meta.filename, { options: {}, ...wanted });
  });
});

import type { NodeStatus, Workflow } from '@tiphys/models';
import { type AnyPipeline, type Component, input, type OutputFile, oneOf, pipeline } from '@tiphys/pipeline';
import type { Runs } from '@tiphys/runs';
import { describe, expectTypeOf, test } from 'vitest';
import type { Cluster } from '../contract/cluster.ts';
import { createClient } from '../pipelines.ts';

declare const runs: Runs;
declare const cluster: Cluster;
declare const total: Component<{ n: number }, number>;
declare const save: Component<{ n: number }, OutputFile<'csv'>>;
declare const notify: Component<{ n: number }, undefined>;

const single = pipeline('single', { n: input<number>(), mode: oneOf(['min', 'max']), by: 2 }, ({ n }) => ({
  sum: total({ n }),
  table: save({ n }),
}));
const defaults = pipeline('defaults', { n: 1 }, ({ n }) => total({ n }));
const nothing = pipeline('nothing', {}, () => notify({ n: 1 }));
const client = createClient(runs);

describe('a submission', () => {
  test('takes the inputs of the pipeline', async () => {
    await client.submit(single, { n: 1, mode: 'max', by: 3 }, { name: 'a', labels: { a: 'b' } });
    await client.submit(single, { n: 1 });
    await client.submit(defaults);
    await client.submit(defaults, {}, { signal: AbortSignal.timeout(1) });
    await client.submit(nothing);
    await createClient(cluster, { image: 'node:26', target: 'v3.7' }).submit(defaults, { n: 2 });
    // @ts-expect-error the input has no default
    await client.submit(single);
    // @ts-expect-error the input has no default
    await client.submit(single, { by: 2 });
    // @ts-expect-error the input is a number
    await client.submit(single, { n: 'one' });
    // @ts-expect-error there is no such choice
    await client.submit(single, { n: 1, mode: 'mean' });
    // @ts-expect-error there is no such input
    await client.submit(defaults, { m: 2 });
    // @ts-expect-error it has no inputs
    await client.submit(nothing, { n: 1 });
    // @ts-expect-error the option is called name
    await client.submit(defaults, {}, { names: 'a' });
    // @ts-expect-error a component is not a pipeline
    await client.submit(total, { n: 1 });
    // @ts-expect-error a name is not a pipeline
    await client.submit('single', { n: 1 });
    // @ts-expect-error a store is not opened by its folder
    createClient('.tiphys');
  });

  test('of a pipeline without types takes any values', async () => {
    const loaded: AnyPipeline = single;
    const run = await client.submit(loaded, { n: 1 });
    expectTypeOf(run.result()).resolves.toEqualTypeOf<unknown>();
    // @ts-expect-error values have names
    await client.submit(loaded, 1);
  });
});

describe('a run', () => {
  test('has the types of the pipeline', async () => {
    const run = await client.submit(single, { n: 1 });
    expectTypeOf(run.name).toEqualTypeOf<string>();
    expectTypeOf(run.result()).resolves.toEqualTypeOf<{ readonly sum: number; readonly table: string }>();
    for await (const node of run.nodes()) expectTypeOf(node).toEqualTypeOf<NodeStatus>();
    expectTypeOf(run.wait()).resolves.toEqualTypeOf<Workflow>();
    expectTypeOf((await client.submit(defaults)).result()).resolves.toEqualTypeOf<number>();
    expectTypeOf((await client.submit(nothing)).result()).resolves.toEqualTypeOf<undefined>();
    await run.result({ directory: 'out' });
    // @ts-expect-error there is no such output
    (await run.result()).total;
    // @ts-expect-error the option is called directory
    await run.result({ folder: 'out' });
  });

  test('is attached with the types of the pipeline', async () => {
    const run = await client.attach(defaults, 'defaults-x7k2p');
    expectTypeOf(run.result()).resolves.toEqualTypeOf<number>();
    await run.answer('how', { share: 1 });
    await run.stop({ message: 'enough' });
    await run.retry({ restartSuccessful: true });
    // @ts-expect-error a name is missing
    await client.attach(defaults);
    // @ts-expect-error an answer has fields
    await run.answer('how', 'all');
    // @ts-expect-error there is no such option
    await run.retry({ message: 'again' });
  });
});

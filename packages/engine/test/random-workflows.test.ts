import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runWorkflow } from '../src/driver/run-workflow.ts';
import { createFakeExecutor } from './fake-executor.ts';
import { type PodPhase, podPhases, randomWorkflow } from './random-workflow.ts';

test('every workflow ends, whatever its pods do and whenever it is stopped, and its graph is whole', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorkflow, podPhases, fc.option(fc.nat(5)), async (given, phases, stopAt) => {
      const stop = new AbortController();
      const executor = createFakeExecutor(() => {
        const count = executor.started.length;
        const phase = phases[count % phases.length] as PodPhase;
        if (count === stopAt) queueMicrotask(() => stop.abort());
        return { result: { phase, exitCode: phase === 'Succeeded' ? '0' : '1' } };
      });
      const { status } = await runWorkflow(given, { executor, signal: stop.signal });
      const nodes = status?.nodes ?? {};
      expect(['Succeeded', 'Failed', 'Error']).toContain(status?.phase);
      for (const node of Object.values(nodes)) {
        if (status?.phase === 'Succeeded') expect(['Running', 'Pending']).not.toContain(node.phase);
        for (const id of [...(node.children ?? []), ...(node.outboundNodes ?? [])])
          expect(nodes).toHaveProperty([id]);
      }
      const limit = given.spec?.parallelism;
      if (limit !== undefined) expect(executor.mostAtATime).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 300 },
  );
});

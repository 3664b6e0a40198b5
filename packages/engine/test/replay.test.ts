import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drive } from '../src/driver/drive.ts';
import { recoverPods } from '../src/driver/recover-pods.ts';
import { replay } from '../src/driver/replay.ts';
import { recordOf } from '../src/driver/run-record.ts';
import { runWorkflow } from '../src/driver/run-workflow.ts';
import { prepareRun } from '../src/prepare/prepare-run.ts';
import { createFakeExecutor, type FakeExecutor } from './fake-executor.ts';
import { memoryJournal } from './memory-journal.ts';
import { type PodPhase, podPhases, randomWorkflow } from './random-workflow.ts';

/** Returns an executor whose pods end as given, one after the other. */
function executorOf(phases: readonly PodPhase[], onStart: (count: number) => void = () => {}): FakeExecutor {
  const executor = createFakeExecutor(() => {
    const count = executor.started.length;
    onStart(count);
    const phase = phases[count % phases.length] ?? 'Succeeded';
    return { result: { phase, exitCode: phase === 'Succeeded' ? '0' : '1' } };
  });
  return executor;
}

test('the journals of 1,000 random workflows replay to the same bytes', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(randomWorkflow, podPhases, fc.option(fc.nat(5)), async (workflow, phases, stopAt) => {
      const stop = new AbortController();
      const journal = memoryJournal();
      const executor = executorOf(phases, (count) => {
        if (count === stopAt) queueMicrotask(() => stop.abort());
      });
      const state = prepareRun(workflow, { executor });
      const options = { executor, journal, signal: stop.signal };
      const { ended } = drive(state, options, (loop) => {
        journal.append(recordOf(workflow, state, options));
        loop.take([{ kind: 'start' }]);
      });
      await ended;
      const replayed = replay(journal.events);
      expect(JSON.stringify(replayed.state)).toBe(JSON.stringify(state));
      expect(replayed).toMatchObject({ isOver: true, isNew: false });
      expect(replayed.pods.size).toBe(0);
    }),
    { numRuns: 1000 },
  );
});

test('a run that is cut off anywhere ends, and no task that has ended runs again', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorkflow, podPhases, fc.nat(), async (workflow, phases, cut) => {
      const journal = memoryJournal();
      await runWorkflow(workflow, { executor: executorOf(phases), journal });
      const events = journal.events.slice(0, 1 + (cut % journal.events.length));
      const executor = executorOf(phases);
      const { state, isNew, pods, latest, wakeTimes } = replay(events);
      const { ended } = drive(state, { executor, latest }, (loop) => {
        for (const at of wakeTimes) loop.commands.wakeAt(at);
        const lost = recoverPods(loop, executor, pods);
        loop.take([...(isNew ? [{ kind: 'start' } as const] : []), ...lost]);
      });
      const { status } = await ended;
      expect(['Succeeded', 'Failed', 'Error']).toContain(status?.phase);
      const over = events.flatMap((event) => (event.kind === 'podFinished' ? [event.nodeId] : []));
      const again = over.map((id) => status?.nodes?.[String(id)]?.name ?? '');
      expect(executor.started.filter((name) => again.includes(name))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

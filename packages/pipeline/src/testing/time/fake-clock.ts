import { show } from '../../author/options/option-check.ts';
import { withCallerLocation } from '../../author/tracing/with-caller-location.ts';
import type { Duration } from '../../ir/surface/amounts.ts';
import { invalidArgument } from '../invalid-argument.ts';
import { toMilliseconds } from './duration.ts';
import { Timeline } from './timeline.ts';

/** A clock for test runs, which only goes on when the test says so. */
export interface FakeClock {
  /**
   * Lets time pass: everything that is due happens at its time and in order. Resolves when the runs with this clock have ended, or wait for
   * more time or for an answer.
   *
   * @throws PipelineError `PIPELINE_TEST_INVALID_ARGUMENT` for an invalid duration
   */
  advance(time: Duration): Promise<void>;
  /** The time that the runs see. */
  now(): Date;
}

/** A run that follows a clock. */
export interface ClockFollower {
  /** Resolves when the run has ended, or waits for time or for an answer. */
  settled(): Promise<void>;
}

interface ClockState {
  readonly timeline: Timeline;
  readonly followers: Set<ClockFollower>;
}

const states = new WeakMap<FakeClock, ClockState>();

/**
 * Creates a clock for {@link runPipeline}. Retries, timeouts, deadlines, pauses and questions follow it.
 *
 * @param start an ISO time such as `2026-01-01T00:00:00Z`; by default the current time
 * @throws PipelineError `PIPELINE_TEST_INVALID_ARGUMENT` for a text that is not a time
 */
export function fakeClock(start?: string): FakeClock {
  const time = start === undefined ? Date.now() : Date.parse(start);
  if (Number.isNaN(time)) {
    throw withCallerLocation(fakeClock, () =>
      invalidArgument(`fakeClock takes an ISO time such as '2026-01-01T00:00:00Z', not ${show(start)}.`),
    );
  }
  const state: ClockState = { timeline: new Timeline(time), followers: new Set() };
  let last: Promise<unknown> = Promise.resolve();
  const clock: FakeClock = {
    async advance(duration) {
      const milliseconds = toMilliseconds(duration, 'advance(...)');
      // Calls that overlap happen one after another.
      const done = last.then(() => advance(state, milliseconds));
      last = done.catch(() => undefined);
      await done;
    },
    now: () => new Date(state.timeline.now()),
  };
  states.set(clock, state);
  return clock;
}

/** Returns the state of a clock; undefined for an object that {@link fakeClock} did not create. */
export function stateOf(clock: unknown): ClockState | undefined {
  return states.get(clock as FakeClock);
}

async function advance({ timeline, followers }: ClockState, milliseconds: number): Promise<void> {
  const target = timeline.now() + milliseconds;
  const settle = (): Promise<unknown> => Promise.all([...followers].map((one) => one.settled()));
  await settle();
  while (timeline.next(target) !== undefined) {
    timeline.step();
    await settle();
  }
  timeline.jump(target);
}

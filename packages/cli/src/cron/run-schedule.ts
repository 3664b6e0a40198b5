import type { DrivenRun } from '@tiphys/local';
import type { CronWorkflow } from '@tiphys/models';
import { decideCron, recordCronRun, recordFailedCronRun } from '@tiphys/operations';
import { isKnownError } from '../output/render-error.ts';
import type { World } from '../world/world.ts';
import { type CronRunOptions, endOfRun, runsOfCron, startCronRun } from './cron-runs.ts';
import type { CronStore } from './cron-store.ts';

/** Options of {@link runSchedule}. */
export interface ScheduleOptions extends CronRunOptions {
  readonly store: CronStore;
  /** The file that the CronWorkflow is from. */
  readonly file: string;
  /** Prints a line. */
  readonly say: (text: string) => void;
}

/** Most time between two looks at the store, where other commands suspend a CronWorkflow, in milliseconds. */
const INTERVAL = 1000;

/**
 * Runs a CronWorkflow at its times, until its stop strategy stops it or the user does. Workflows that run by then are brought to their end: stopped if the
 * user has interrupted the command.
 */
export async function runSchedule(
  given: CronWorkflow,
  options: ScheduleOptions,
  world: World,
): Promise<void> {
  const { store, say } = options;
  const going = new Map<string, DrivenRun>();
  store.write({ cron: withKnownState(given, store), file: options.file });
  let since: Date | undefined;
  let told = '';
  while (!world.interrupted.aborted) {
    const now = new Date(world.now());
    const current = store.find(given.metadata.name ?? '')?.cron;
    if (current === undefined) {
      say('It was deleted.');
      break;
    }
    const workflows = await runsOfCron(options.runs, current);
    const decision = decideCron(current, { now, workflows, ...(since && { since }) });
    for (const name of decision.terminate) await options.runs.terminate(name);
    for (const name of decision.deleted) await options.runs.delete(name);
    const { run, skipped, problem, next } = decision;
    const cron =
      run === undefined ? decision.cron : await begin(decision.cron, run, { ...options, going }, world);
    record(cron, options);
    const news = problem ?? skipped?.reason ?? nextText(next);
    if (news !== told) say(news);
    told = news;
    if (cron.status?.phase === 'Stopped' || (next === undefined && run === undefined)) break;
    since = decision.checkedUntil;
    if (since < now) continue;
    await waitFor(
      Math.min(INTERVAL, Math.max(0, (next?.getTime() ?? 0) - world.now())),
      [...going.values()],
      world,
    );
  }
  await Promise.all([...going.values()].map(({ ended }) => ended.catch(() => undefined)));
}

/** Stores what was decided. Meanwhile, other commands may have suspended, resumed or deleted the CronWorkflow. */
function record(cron: CronWorkflow, { store, file }: ScheduleOptions): void {
  const latest = store.find(cron.metadata.name ?? '')?.cron;
  if (latest === undefined) return;
  const { suspend: _, ...spec } = cron.spec;
  const { suspend } = latest.spec;
  store.write({ cron: { ...cron, spec: { ...spec, ...(suspend !== undefined && { suspend }) } }, file });
}

/** The file says what runs and when; the store knows what ran, and whether the user has suspended it. */
function withKnownState(given: CronWorkflow, store: CronStore): CronWorkflow {
  const known = store.find(given.metadata.name ?? '')?.cron;
  const { uid = crypto.randomUUID(), creationTimestamp = new Date().toISOString().replace(/\.\d+Z$/, 'Z') } =
    known?.metadata ?? {};
  const { suspend } = known?.spec ?? {};
  return {
    ...given,
    metadata: { namespace: 'default', ...given.metadata, uid, creationTimestamp },
    spec: { ...given.spec, ...(suspend !== undefined && { suspend }) },
    ...(known?.status && { status: known.status }),
  };
}

interface Going extends ScheduleOptions {
  readonly going: Map<string, DrivenRun>;
}

type Turn = NonNullable<ReturnType<typeof decideCron>['run']>;

async function begin(
  cron: CronWorkflow,
  { workflow, scheduledAt }: Turn,
  options: Going,
  world: World,
): Promise<CronWorkflow> {
  const { runs, going, say } = options;
  const name = workflow.metadata.name ?? '';
  // No time runs twice, also if this command was started again in the same second.
  if ((await runs.list({ fields: `metadata.name=${name}` })).length > 0) return recorded(cron, scheduledAt);
  try {
    const run = await startCronRun(workflow, options, world);
    going.set(run.name, run);
    say(`${run.name} starts for ${scheduledAt.toISOString().replace('.000Z', 'Z')}`);
    void run.ended
      .then(async (ended) => say(await endOfRun(ended)))
      .catch((error: unknown) => say(`${run.name}: ${textOf(error)}`))
      .finally(() => going.delete(run.name));
    return recordCronRun(cron, run.engine.current(), scheduledAt);
  } catch (error) {
    if (!isKnownError(error)) throw error;
    say(`The run for ${scheduledAt.toISOString()} cannot start: ${error.message}`);
    return recordFailedCronRun(recorded(cron, scheduledAt), error.message);
  }
}

function recorded(cron: CronWorkflow, scheduledAt: Date): CronWorkflow {
  const lastScheduledTime = scheduledAt.toISOString().replace(/\.\d+Z$/, 'Z');
  return { ...cron, status: { ...cron.status, lastScheduledTime } };
}

function nextText(next: Date | undefined): string {
  return next === undefined
    ? 'It has no further times.'
    : `Next run at ${next.toISOString().replace('.000Z', 'Z')}`;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Waits for a time in milliseconds, or until a run ends or the user interrupts the command. */
async function waitFor(
  milliseconds: number,
  going: readonly DrivenRun[],
  { interrupted }: World,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const stop = (): void => resolve();
  interrupted.addEventListener('abort', stop, { once: true });
  await Promise.race([promise, ...going.map(({ ended }) => ended.catch(() => undefined))]);
  clearTimeout(timer);
  interrupted.removeEventListener('abort', stop);
}

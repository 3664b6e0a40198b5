import {
  EngineError,
  type KeptNode,
  type ResumeOptions,
  type Run,
  resumeRun,
  type StartedRun,
  startWorkflow,
} from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import { type KeptResults, keptAnswers, readKeptResults, withKeptResults } from './kept-results.ts';
import type { DrivenRun, LocalDriver, LocalExecutor } from './local-driver.ts';

/** What a new run is started with. */
export interface RunStart {
  readonly workflow: Workflow;
  readonly objects?: readonly unknown[];
  readonly maximumIterations?: number | undefined;
  readonly maximumWorkflowBytes?: number | undefined;
  readonly uid?: string;
  /** When the workflow was created, in milliseconds since the epoch. @default now */
  readonly createdAt?: number;
  /** When the nodes ran that it keeps from an earlier run, by name. @default none */
  readonly keptNodes?: Readonly<Record<string, KeptNode>>;
  /** The results that it keeps from an earlier run. @default those in its folder */
  readonly kept?: KeptResults;
}

/** Starts a run in its folder, and drives it. The run is closed when it has ended, or cannot start. */
export async function startRun(run: Run, start: RunStart, driver: LocalDriver): Promise<DrivenRun> {
  const { workflow, kept, ...options } = start;
  return follow(
    run,
    driver,
    (hooks) => startWorkflow(workflow, { ...options, ...hooks, run, name: run.name }),
    kept,
  );
}

/** Resumes a run that was interrupted, and drives it. The run is closed when it has ended, or cannot go on. */
export async function resumeStoredRun(
  run: Run,
  { driver, commands }: { readonly driver: LocalDriver; readonly commands: ResumeOptions['commands'] },
): Promise<DrivenRun> {
  return follow(run, driver, (hooks) => resumeRun(run, { ...hooks, ...(commands && { commands }) }));
}

type Hooks = Pick<ResumeOptions, 'executor' | 'onUpdate' | 'onWait' | 'signal'>;

async function follow(
  run: Run,
  driver: LocalDriver,
  begin: (hooks: Hooks) => StartedRun,
  given?: KeptResults,
): Promise<DrivenRun> {
  const { executor, kept } = await openOrClose(run, driver, given);
  const close = async (): Promise<void> => {
    try {
      for (const warning of await executor.close()) driver.onWarning?.(warning);
    } finally {
      // Only now may another process drive the run: the executor has removed its files.
      await run.close();
    }
  };
  let driven: DrivenRun | undefined;
  // The engine waits for the first time before it has returned the run.
  const onWait = (): void => {
    if (driven === undefined) return;
    answerAsBefore(driven, kept);
    driver.onWait?.(driven);
  };
  try {
    const engine = begin({
      executor: withKeptResults(executor, kept, driver),
      onUpdate: (workflow) => driver.onUpdate?.(workflow),
      onWait,
      ...(driver.signal && { signal: driver.signal }),
    });
    const ended = engine.ended.finally(close).catch((error: unknown) => {
      throw withAdvice(error, run.name);
    });
    // Whoever waits for it gets the error.
    ended.catch(() => {});
    driven = {
      name: run.name,
      folder: run.folder,
      ended,
      engine,
      leave: async () => {
        run.writeWorkflow(engine.current());
        await run.close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
  driver.onStart?.(driven);
  onWait();
  return driven;
}

/** Errors of the machine, after which a run can go on when their cause is gone. */
const CURABLE: ReadonlySet<string> = new Set(['ENGINE_WRITE_FAILED', 'ENGINE_FILE_DAMAGED']);

function withAdvice(error: unknown, name: string): unknown {
  if (!(error instanceof EngineError) || !CURABLE.has(error.code)) return error;
  return new EngineError(
    error.code,
    `${error.message} The run ${name} is interrupted: continue it afterwards with tiphys resume ${name}`,
    { path: error.path, cause: error },
  );
}

async function openOrClose(
  run: Run,
  driver: LocalDriver,
  given: KeptResults | undefined,
): Promise<{ readonly executor: LocalExecutor; readonly kept: KeptResults }> {
  try {
    return { kept: given ?? readKeptResults(run.folder), executor: await driver.openExecutor(run.folder) };
  } catch (error) {
    await run.close();
    throw error;
  }
}

/** A person who was asked in the earlier run is not asked again. */
function answerAsBefore({ engine, name }: DrivenRun, kept: KeptResults): void {
  for (const node of engine.suspended()) {
    const answers = keptAnswers(kept, node, name);
    if (answers !== undefined) engine.resume(node.nodeId, answers);
  }
}

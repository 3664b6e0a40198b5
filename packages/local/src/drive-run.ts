import {
  type ResumeOptions,
  type Run,
  type RunFolder,
  resumeRun,
  type StartedRun,
  type Store,
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
}

/** Starts a run in its folder, and drives it. */
export async function startRun(run: Run, start: RunStart, driver: LocalDriver): Promise<DrivenRun> {
  const { workflow, ...options } = start;
  const executor = await openOrClose(run, driver);
  return follow(run.folder, { executor, driver, run }, (hooks) =>
    startWorkflow(workflow, { ...options, ...hooks, run, name: run.name }),
  );
}

/** Resumes a run that was interrupted, and drives it. */
export async function resumeStoredRun(
  store: Store,
  folder: RunFolder,
  { driver, commands }: { readonly driver: LocalDriver; readonly commands: ResumeOptions['commands'] },
): Promise<DrivenRun> {
  const executor = await driver.openExecutor(folder);
  return follow(folder, { executor, driver }, (hooks) =>
    resumeRun(store, folder.name, { ...hooks, ...(commands && { commands }) }),
  );
}

async function openOrClose(run: Run, driver: LocalDriver): Promise<LocalExecutor> {
  try {
    return await driver.openExecutor(run.folder);
  } catch (error) {
    await run.close();
    throw error;
  }
}

interface Followed {
  readonly executor: LocalExecutor;
  readonly driver: LocalDriver;
  /** Closed at the end, unless the engine does it. */
  readonly run?: Run;
}

type Hooks = Pick<ResumeOptions, 'executor' | 'onUpdate' | 'onWait' | 'signal'>;

async function follow(
  folder: RunFolder,
  { executor, driver, run }: Followed,
  begin: (hooks: Hooks) => StartedRun,
): Promise<DrivenRun> {
  const kept = readKeptResults(folder);
  const close = async (): Promise<void> => {
    for (const warning of await executor.close()) driver.onWarning?.(warning);
    await run?.close();
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
      executor: withKeptResults(executor, kept),
      onUpdate: (workflow) => driver.onUpdate?.(workflow),
      onWait,
      ...(driver.signal && { signal: driver.signal }),
    });
    const ended = engine.ended.finally(close);
    // Whoever waits for it gets the error.
    ended.catch(() => {});
    driven = {
      name: folder.name,
      folder,
      ended,
      engine,
      leave: async () => {
        run?.writeWorkflow(engine.current());
        await run?.close();
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

/** A person who was asked in the earlier run is not asked again. */
function answerAsBefore({ engine, name }: DrivenRun, kept: KeptResults): void {
  for (const node of engine.suspended()) {
    const answers = keptAnswers(kept, node, name);
    if (answers !== undefined) engine.resume(node.nodeId, answers);
  }
}

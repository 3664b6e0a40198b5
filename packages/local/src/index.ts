export type { DrivenRun, LocalDriver, LocalExecutor } from './local-driver.ts';
export type { LocalStart } from './local-operations.ts';
export { type LocalRuns, openLocalRuns } from './local-runs.ts';
export { LATEST } from './stored-runs.ts';

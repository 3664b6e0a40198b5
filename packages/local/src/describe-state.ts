import { EngineError, findPodStates, replayWorkflow, type StoredRun } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import { describePhase as phaseForPeople } from '@tiphys/runs';

/**
 * Returns the phase of a run for people: `Damaged` if its files cannot be read, `Interrupted` if its process was killed, `Running (Suspended)` if it waits
 * for somebody.
 */
export function describePhase(
  workflow: Workflow,
  { damage, liveness }: Pick<StoredRun, 'damage' | 'liveness'>,
): string {
  if (damage !== undefined) return 'Damaged';
  return liveness === 'interrupted' ? 'Interrupted' : phaseForPeople(workflow);
}

/** Returns what a user should know about a run that is damaged or interrupted: which tasks have ended, and how to go on. */
export function describeNotice(workflow: Workflow, run: StoredRun): string | undefined {
  const { name, damage, liveness } = run;
  if (damage !== undefined) return damage.message;
  if (liveness !== 'interrupted') return undefined;
  const problem = findReplayProblem(run);
  if (problem !== undefined)
    return `The process that ran ${name} has ended, and the run cannot be continued: ${problem} Delete it: tiphys delete ${name}`;
  return `The process that ran ${name} has ended.${describeTasks(workflow, run)} Continue the run: tiphys resume ${name}. Or end it: tiphys terminate ${name}.`;
}

function findReplayProblem(run: StoredRun): string | undefined {
  try {
    replayWorkflow(run);
    return undefined;
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
}

/** Says which tasks go on without the process that started them, and which have ended. */
function describeTasks({ status }: Workflow, { folder }: StoredRun): string {
  const states = findPodStates(folder);
  const pods = Object.values(status?.nodes ?? {}).filter(
    ({ type, phase }) => type === 'Pod' && phase === 'Running',
  );
  const inState = (state: 'running' | 'ended' | undefined): readonly string[] =>
    pods.filter(({ id }) => states.get(id) === state).map(({ displayName, name }) => displayName ?? name);
  return [
    describe(inState('running'), ['is still running', 'are still running']),
    describe(inState('ended'), ['has ended since', 'have ended since']),
    describe(inState(undefined), ['may still be running', 'may still be running']),
  ].join('');
}

/** Longest list of names. */
const MOST_NAMES = 3;

function describe(names: readonly string[], [one, many]: readonly [string, string]): string {
  if (names.length === 0) return '';
  if (names.length === 1) return ` The task ${names[0]} ${one}.`;
  if (names.length > MOST_NAMES) return ` ${names.length} tasks ${many}.`;
  return ` The tasks ${names.slice(0, -1).join(', ')} and ${names.at(-1)} ${many}.`;
}

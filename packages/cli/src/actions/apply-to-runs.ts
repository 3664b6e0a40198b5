import type { Workflow } from '@tiphys/models';
import type { ParsedArguments } from '../line/command.ts';
import { inPlace } from '../place/open-place.ts';
import type { Place, PlaceRuns } from '../place/place.ts';
import type { Values } from '../run/fit-values.ts';
import { type ChosenRun, chooseRuns } from '../runs/choose-runs.ts';
import { finishRun } from '../runs/finish-run.ts';
import { readDriving } from '../runs/read-driving.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';
import { fitToRuns } from './fit-to-runs.ts';

/** What a command does to each run that it names or selects. */
export interface RunAction {
  /** Name of the command, for messages. */
  readonly command: string;
  /** What has been done, for the line that is printed: `stopped`. */
  readonly done: string;
  /** Parameters of the workflow that it sets. All of the runs must have them. @default none */
  readonly parameters?: Values;
  /** Whether it starts new runs of their workflows. @default false */
  readonly startsNewRuns?: boolean;
  /** Rejects if it makes no sense for a run. Called for all of them before the first is changed. @default it does always */
  readonly assertPossible?: (workflow: Workflow, place: Place) => Promise<void>;
  /** Returns what more there is to say about what has been done to a run, such as `; answered approve`. @default nothing */
  readonly explain?: (before: Workflow, after: Workflow, runs: PlaceRuns) => Promise<string>;
  /** Does it, and returns the run that came of it. The values are those of `parameters` as they are sent for this run. */
  readonly apply: (runs: PlaceRuns, name: string, values: Values) => Promise<Workflow>;
}

/**
 * Applies an action to the runs that a command names or selects, and prints a line for each. A run that is followed afterwards, since this process
 * drives it or an option asks for it, is followed to its end. The exit code is 1 if such a run does not succeed.
 */
export async function applyToRuns(action: RunAction, args: ParsedArguments, world: World): Promise<ExitCode> {
  const driving = { ...readDriving(args, world), continues: action.command === 'resume' };
  return inPlace({ args, world, driving }, (place) => applyInPlace(place, action, { args, world }));
}

async function applyInPlace(
  place: Place,
  action: RunAction,
  { args, world }: { readonly args: ParsedArguments; readonly world: World },
): Promise<ExitCode> {
  const chosen = await chooseRuns(place, args, { world, command: action.command });
  for (const { workflow } of chosen) await action.assertPossible?.(workflow, place);
  const { parameters = {}, startsNewRuns = false } = action;
  const given = { values: parameters, starts: startsNewRuns };
  const fitted = await fitToRuns(place, chosen, { given, world });
  let code: ExitCode = ExitCode.Ok;
  for (const one of chosen) {
    const { name } = one;
    if (args.flag('dry-run')) {
      world.terminal.out(`workflow ${name} would be ${action.done}\n`);
      continue;
    }
    const { made, more } = await applyTo(one, { ...action, values: fitted.get(one) ?? {} }, place);
    const done = `${action.done}${more}`;
    // What is followed is printed at its end.
    if (more !== '' && place.follows(made)) world.terminal.err(`workflow ${name} ${done}\n`);
    const ended = await finishRun(place, made, { args, world, done });
    if (ended === ExitCode.Interrupted) return ended;
    if (ended !== ExitCode.Ok) code = ended;
  }
  if (chosen.length === 0) world.terminal.err('No runs found.\n');
  return code;
}

/** Applies an action to a run. Returns the run that came of it, and what more there is to say about it. */
async function applyTo(
  { name, runs, workflow }: ChosenRun,
  { apply, explain, values }: RunAction & { readonly values: Values },
  place: Place,
): Promise<{ readonly made: Workflow; readonly more: string }> {
  if (explain === undefined) return { made: await apply(runs, name, values), more: '' };
  const before = await place.latestOf(workflow);
  const made = await apply(runs, name, values);
  return { made, more: await explain(before, await place.latestOf(made), runs) };
}

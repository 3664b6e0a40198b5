import type { Workflow } from '@tiphys/models';
import type { ParsedArguments } from '../line/command.ts';
import { findIn } from '../place/find-template.ts';
import { fitToObject } from '../run/fit-to-object.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';
import { endOfRun, startCronRun } from './cron-runs.ts';
import { type Backfill, planBackfill } from './plan-backfill.ts';
import { prepareCron } from './prepare-cron.ts';

/** Runs a CronWorkflow of this machine for times in the past. Returns the exit code: 1 if a workflow did not succeed. */
export async function backfillHere(
  { args, world }: { readonly args: ParsedArguments; readonly world: World },
  backfill: Backfill,
): Promise<ExitCode> {
  const { cron, options } = await prepareCron(args, world);
  const { argumentName = [] } = backfill;
  await fitToObject(cron, { parameters: [argumentName].flat() }, findIn(options.objects));
  // One after another they need no mutex.
  const workflows = await planBackfill(cron, backfill, { mutex: false });
  if (workflows.length === 0) world.terminal.err('It has no times in this period.\n');
  const phases: (string | undefined)[] = [];
  const runOne = async (workflow: Workflow): Promise<void> => {
    if (world.interrupted.aborted) return;
    const { ended } = await startCronRun(workflow, options, world);
    const result = await ended;
    phases.push(result.status?.phase);
    world.terminal.out(`${await endOfRun(result)}\n`);
  };
  if (backfill.isParallel) await Promise.all(workflows.map(runOne));
  else for (const workflow of workflows) await runOne(workflow);
  if (world.interrupted.aborted) return ExitCode.Interrupted;
  return phases.every((phase) => phase === 'Succeeded') ? ExitCode.Ok : ExitCode.Findings;
}

import type { Cluster } from '@tiphys/client';
import type { ParsedArguments } from '../line/command.ts';
import { readParameters } from '../line/read-parameters.ts';
import { fitToStart } from '../submit/submit-source.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';
import { changeCron } from './change-cron.ts';
import { type Backfill, planBackfill } from './plan-backfill.ts';

/**
 * Submits the workflows that run a CronWorkflow of a cluster for times in the past.
 *
 * @throws ClientError; CliError `CLI_UNKNOWN_PARAMETER`, `CLI_PARAMETER_VALUE`, `CLI_MISSING_PARAMETER`
 */
export async function backfillCluster(
  cluster: Cluster,
  { args, world }: { readonly args: ParsedArguments; readonly world: World },
  backfill: Backfill,
): Promise<ExitCode> {
  const { interrupted: signal, terminal } = world;
  const stored = await cluster.cronWorkflows.get(args.positionals[0] ?? '', { signal });
  const parameters = await readParameters(args, world);
  const { argumentName = [] } = backfill;
  const names = { parameters: [...Object.keys(parameters), argumentName].flat(), values: parameters };
  const cron = changeCron(stored, { parameters: await fitToStart(cluster, stored, { names, world }) });
  const workflows = await planBackfill(cron, backfill, { mutex: !backfill.isParallel });
  if (workflows.length === 0) terminal.err('It has no times in this period.\n');
  for (const workflow of workflows) {
    if (signal.aborted) return ExitCode.Interrupted;
    const run = await cluster.runs.submit(workflow, { signal });
    terminal.out(`workflow ${run.metadata.name} submitted\n`);
  }
  return ExitCode.Ok;
}

import type { RunFolder } from '@tiphys/engine';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { readObjectsAgain } from '../drive/session.ts';
import type { ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';
import { findStore } from '../world/find-store.ts';
import type { World } from '../world/world.ts';

/** An earlier run that a new one starts from. */
export interface EarlierRun {
  readonly name: string;
  readonly folder: RunFolder;
  readonly workflow: Workflow;
  /** The node that is to run alone. Absent if the new run goes on where the earlier one failed. */
  readonly only?: NodeStatus;
  /** Returns what it was started with. */
  readonly input: () => Promise<{ readonly workflow: Workflow; readonly objects: readonly unknown[] }>;
}

/**
 * Returns the run of `--from-failure`, or of `--only` with `--from`; undefined if none of them is given.
 *
 * @throws CliError `CLI_CONFLICTING_OPTIONS`, `CLI_MISSING_ARGUMENT`, `CLI_NOT_FAILED`; RunsError `RUNS_UNKNOWN_RUN`, `RUNS_UNKNOWN_NODE`
 */
export async function readEarlierRun(args: ParsedArguments, world: World): Promise<EarlierRun | undefined> {
  const [only, from, failed] = [args.text('only'), args.text('from'), args.text('from-failure')];
  if ((only === undefined) !== (from === undefined))
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      '--only NODE and --from RUN belong together: tiphys run --only train --from hello',
    );
  if (from !== undefined && failed !== undefined)
    throw new CliError('CLI_CONFLICTING_OPTIONS', 'Pass either --only with --from, or --from-failure.');
  const given = from ?? failed;
  if (given === undefined) return undefined;
  const [{ findNode }, { openLocalRuns }] = await Promise.all([
    import('@tiphys/runs'),
    import('@tiphys/local'),
  ]);
  const runs = openLocalRuns(findStore(args.text('store'), world), {
    openExecutor: () => Promise.reject(new Error('unreachable: nothing is driven here')),
    readObjects: (folder) => readObjectsAgain(folder, args.list('with'), world),
  });
  const workflow = await runs.get(given);
  const name = workflow.metadata.name ?? given;
  if (failed !== undefined && workflow.status?.phase === 'Succeeded')
    throw new CliError(
      'CLI_NOT_FAILED',
      `The run ${name} succeeded. Run it again with \`tiphys resubmit ${name}\`, or a part of it with --only NODE --from ${name}.`,
    );
  const folder = runs.folderOf(name);
  const node = only === undefined ? undefined : findNode(workflow, only);
  return { name, folder, workflow, ...(node && { only: node }), input: () => runs.inputOf(name) };
}

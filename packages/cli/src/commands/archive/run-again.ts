import type { Archive } from '@tiphys/client';
import type { Workflow } from '@tiphys/models';
import { followOptions } from '../../actions/action-options.ts';
import { fitToRun } from '../../actions/fit-to-runs.ts';
import { findUid, identifierOptions } from '../../archive/find-uid.ts';
import { archivedPositional } from '../../archive/in-archive.ts';
import type { CommandSpec, OptionSpec, ParsedArguments } from '../../line/command.ts';
import { parameterOptions, readParameters } from '../../line/read-parameters.ts';
import { forEachItem } from '../../objects/for-each-item.ts';
import { clusterOptions } from '../../place/cluster-options.ts';
import { findInCluster } from '../../place/find-template.ts';
import { inCluster } from '../../place/open-place.ts';
import { selectorOptions } from '../../runs/filter-options.ts';
import { finishRun } from '../../runs/finish-run.ts';
import { outputOption } from '../../runs/print-run.ts';
import { readDriving } from '../../runs/read-driving.ts';
import { readPriority } from '../../submit/submit-options.ts';
import { CliError } from '../../world/cli-error.ts';
import { ExitCode } from '../../world/exit-code.ts';

/** Retries archived runs. */
export const archiveRetryCommand: CommandSpec = createRunAgainCommand('retry', {
  summary: 'Retry archived runs that failed: put them back into the cluster, and run again what failed',
  done: 'retried',
  options: {
    'restart-successful': {
      summary: 'Run nodes again that succeeded, those that --node-field-selector selects',
      type: 'flag',
    },
    'node-field-selector': {
      summary: 'Select nodes by their fields, such as templateName=check',
      type: 'text',
      value: 'SELECTOR',
    },
  },
  apply: (archive, uid, { args, parameters, signal }) =>
    archive.retry(uid, {
      parameters,
      restartSuccessful: args.flag('restart-successful'),
      nodeFieldSelector: args.text('node-field-selector'),
      signal,
    }),
});

/** Resubmits archived runs. */
export const archiveResubmitCommand: CommandSpec = createRunAgainCommand('resubmit', {
  summary: 'Resubmit archived runs: run their workflows again, as new runs',
  done: 'resubmitted',
  options: {
    memoized: { summary: 'Use the results of tasks that succeeded', type: 'flag' },
    priority: { summary: 'Set the priority of the new run', type: 'text', value: 'NUMBER' },
  },
  apply: (archive, uid, { args, parameters, signal }) => {
    const priority = readPriority(args);
    return archive.resubmit(uid, { parameters, priority, memoized: args.flag('memoized'), signal });
  },
});

interface RunAgain {
  readonly summary: string;
  readonly done: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly apply: (
    archive: Archive,
    uid: string,
    call: {
      readonly args: ParsedArguments;
      readonly parameters: Readonly<Record<string, string>>;
      readonly signal: AbortSignal;
    },
  ) => Promise<Workflow>;
}

function createRunAgainCommand(
  verb: 'retry' | 'resubmit',
  { summary, done, options, apply }: RunAgain,
): CommandSpec {
  return {
    name: `archive ${verb}`,
    summary,
    details: `
With --wait, --watch or --log, the command follows the run to its end, and its exit code is 1 if the run does not succeed.`,
    positional: { ...archivedPositional, required: false },
    options: {
      ...options,
      selector: selectorOptions.selector as OptionSpec,
      ...identifierOptions,
      ...parameterOptions,
      ...followOptions,
      ...outputOption,
      ...clusterOptions,
    },
    examples: [
      { line: `tiphys archive ${verb} nightly-1760000000 -p count=6`, does: 'With another parameter' },
    ],
    async run(args, world) {
      const values = await readParameters(args, world);
      if (args.flag('restart-successful') && args.text('node-field-selector') === undefined)
        throw new CliError(
          'CLI_MISSING_ARGUMENT',
          '--restart-successful needs --node-field-selector, which says which nodes run again.',
        );
      const signal = world.interrupted;
      const driving = readDriving(args, world);
      return inCluster({ args, world, driving }, async ({ cluster, place }) => {
        const { archive } = cluster;
        let code: ExitCode = ExitCode.Ok;
        const words = await chooseWords(archive, args, { verb, signal });
        if (words.length === 0) world.terminal.err('No archived runs found.\n');
        const failed = await forEachItem(words, world, async (word) => {
          const uid = await findUid(archive, word, { args, signal });
          const given = { values, starts: verb === 'resubmit' };
          const parameters =
            Object.keys(values).length === 0
              ? {}
              : await fitToRun(await archive.get(uid, { signal }), given, findInCluster(cluster));
          const run = await apply(archive, uid, { args, parameters, signal });
          const ended = await finishRun(place, run, { args, world, done });
          if (ended !== ExitCode.Ok) code = ended;
        });
        return failed === ExitCode.Ok ? code : failed;
      });
    },
  };
}

/** Returns the archived runs that a command names, or the uids of those that it selects. */
async function chooseWords(
  archive: Archive,
  args: ParsedArguments,
  { verb, signal }: { readonly verb: string; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const { positionals } = args;
  const labels = args.text('selector');
  if (labels !== undefined && positionals.length > 0)
    throw new CliError('CLI_CONFLICTING_OPTIONS', 'Pass either names of runs or --selector, not both.');
  if (labels === undefined && positionals.length === 0)
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      `\`tiphys archive ${verb}\` needs the uid or the name of an archived run, or --selector.`,
    );
  if (labels === undefined) return positionals;
  return (await archive.list({ labels, signal })).flatMap(({ metadata: { uid } }) => uid ?? []);
}

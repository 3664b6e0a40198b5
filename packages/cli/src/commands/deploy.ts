import type { DeployOptions } from '../deploy/deploy-objects.ts';
import { assertNamespace, DEPLOYED_KINDS } from '../deploy/deployed-object.ts';
import { PRUNABLE_KINDS, PRUNED_KINDS, type Pruning } from '../deploy/find-obsolete.ts';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { frozenOption, isFrozen } from '../line/frozen-option.ts';
import { readTarget, targetOption } from '../line/target-option.ts';
import { renderKnownError } from '../output/render-error.ts';
import { clusterOptions } from '../place/cluster-options.ts';
import { inCluster } from '../place/open-place.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import { coloursOf } from '../world/terminal.ts';

/** Stores templates and cron workflows in a cluster. */
export const deployCommand: CommandSpec = {
  name: 'deploy',
  summary: 'Store templates and CronWorkflows in a cluster, after showing what changes',
  details: `
Reads manifests, compiles pipelines, and stores their WorkflowTemplates, ClusterWorkflowTemplates and CronWorkflows, also those that a
pipeline refers to; through the Kubernetes API (--kube) also ConfigMaps and WorkflowEventBindings. Workflows and Secrets are never sent.
Everything is checked first, as by \`tiphys lint\`. Then the command prints what would change as a patch, without the fields that
servers set, and asks. An object that is as it should be is left alone, so the command can be repeated. Nothing is deleted without --prune.

With --prune, WorkflowTemplates and CronWorkflows that match --selector, and that are in none of the files, are deleted at the end, and
ClusterWorkflowTemplates if --kinds names them. All objects of the files must match the selector, so that nothing of others is touched.

The exit code is 1 if --check finds changes, and 2 if something cannot be read, checked or stored.`,
  positional: {
    name: 'PATH',
    summary: 'Folders, manifests, pipelines, or - for standard input.',
    required: true,
    many: true,
    completes: 'file',
  },
  options: {
    yes: { summary: 'Apply the changes without a question', type: 'flag', short: 'y' },
    'dry-run': { summary: 'Show the changes, and apply nothing', type: 'flag' },
    check: { summary: 'As --dry-run; exit with 1 if there are changes', type: 'flag' },
    force: { summary: 'Take over fields that somebody else has set (Kubernetes API)', type: 'flag' },
    kinds: {
      summary: `Only these kinds: ${Object.keys(DEPLOYED_KINDS).join(', ')} (default: all)`,
      type: 'text',
      value: 'KIND,KIND',
    },
    prune: { summary: 'Delete objects that match --selector and are in none of the files', type: 'flag' },
    selector: {
      summary: 'The labels that all objects of this deployment have, for --prune',
      type: 'text',
      short: 'l',
      value: 'KEY=VALUE',
    },
    json: { summary: 'Print the report as JSON', type: 'flag' },
    ...targetOption,
    ...frozenOption,
    ...clusterOptions,
  },
  examples: [
    { line: 'tiphys deploy workflows/', does: 'Show what changes, and ask' },
    { line: 'tiphys deploy workflows/ --check', does: 'Fail if the cluster differs from the folder' },
    { line: 'tiphys deploy workflows/ --yes --kube -n prod', does: 'Apply the changes, such as in CI' },
    {
      line: 'tiphys deploy workflows/ --prune -l app=reports',
      does: 'Also delete what is no longer in the folder',
    },
  ],
  async run(args, world) {
    const options = readOptions(args);
    const kinds = readKinds(args);
    const target = readTarget(args);
    const { readSources } = await import('../source/read-sources.ts');
    const { sources, errors } = await readSources(
      args.positionals,
      { target, frozen: isFrozen(args, world) },
      world,
    );
    const { terminal, cwd } = world;
    for (const error of errors) terminal.err(renderKnownError(error, { cwd, colours: coloursOf(terminal) }));
    if (errors.length > 0) {
      terminal.err('Nothing was changed.\n');
      return ExitCode.InvalidInput;
    }
    const { gatherDeployed, describeOthers } = await import('../deploy/gather-deployed.ts');
    const { deployed, others } = await gatherDeployed(sources, kinds, target);
    const { assertSourcesValid } = await import('../source/lint-sources.ts');
    await assertSourcesValid({ sources, kinds, target }, world);
    if (deployed.length === 0)
      throw new CliError(
        'CLI_NOTHING_FOUND',
        `Nothing to deploy in ${args.positionals.join(', ')}: no ${[...kinds].join(', ')}. ${describeOthers(others)}`.trim(),
      );
    if (others.length > 0) terminal.err(`${describeOthers(others)}\n`);
    const { deployObjects } = await import('../deploy/deploy-objects.ts');
    return await inCluster({ args, world }, async ({ cluster }) => {
      for (const one of deployed) assertNamespace(one, cluster);
      return await deployObjects(cluster, deployed, options, world);
    });
  },
};

function readOptions(args: ParsedArguments): DeployOptions {
  const modes = (['yes', 'dry-run', 'check'] as const).filter((name) => args.flag(name));
  if (args.flag('yes') && modes.length > 1)
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      `--yes applies the changes, and --${modes.at(-1)} does not. Remove one of them.`,
    );
  if (args.flag('json') && modes.length === 0)
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      'With --json, nobody is asked. Add --yes to apply the changes, or --dry-run or --check to only report them.',
    );
  const mode = args.flag('check')
    ? 'check'
    : args.flag('dry-run')
      ? 'dry-run'
      : args.flag('yes')
        ? 'apply'
        : 'ask';
  return { mode, force: args.flag('force'), json: args.flag('json'), pruning: readPruning(args) };
}

function readPruning(args: ParsedArguments): Pruning | undefined {
  const selector = args.text('selector')?.trim();
  if (!args.flag('prune') && selector === undefined) return undefined;
  if (!args.flag('prune'))
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      '--selector says what --prune deletes. Add --prune, or remove --selector.',
    );
  if (selector === undefined || selector === '')
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      '--prune needs --selector KEY=VALUE, the labels that only the objects of this deployment have. Otherwise it would delete what others have deployed.',
    );
  const kinds = readKinds(args);
  const isNamed = args.text('kinds') !== undefined;
  return { selector, kinds: (isNamed ? PRUNABLE_KINDS : PRUNED_KINDS).filter((kind) => kinds.has(kind)) };
}

function readKinds(args: ParsedArguments): ReadonlySet<string> {
  const words = args.text('kinds')?.split(',') ?? Object.keys(DEPLOYED_KINDS);
  return new Set(
    words.map((word) => {
      const kind = Object.entries(DEPLOYED_KINDS).find(
        ([name, one]) => name === word.trim().toLowerCase() || one === word.trim(),
      )?.[1];
      if (kind !== undefined) return kind;
      throw new CliError(
        'CLI_OPTION_VALUE',
        `--kinds takes ${Object.keys(DEPLOYED_KINDS).join(', ')}, not "${word}".`,
      );
    }),
  );
}

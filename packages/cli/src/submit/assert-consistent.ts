import type { Workflow } from '@tiphys/models';
import type { ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';

/**
 * Checks that the options of `tiphys submit` go together.
 *
 * @throws CliError `CLI_MISSING_ARGUMENT`, `CLI_CONFLICTING_OPTIONS`
 */
export function assertConsistent(args: ParsedArguments): void {
  const { positionals } = args;
  const from = args.text('from');
  if (from === undefined && positionals.length === 0)
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      '`tiphys submit` needs an argument FILE, or --from KIND/NAME. For example: tiphys submit pipeline.ts -p count=5',
    );
  if (from !== undefined && positionals.length > 0)
    throw conflict('--from submits an object of the cluster. Remove it, or the argument FILE.');
  const forFiles = ['export', 'frozen', 'target', 'dry-run'].find(
    (name) => args.flag(name) || args.text(name) !== undefined,
  );
  const unread = forFiles ?? (args.list('with').length > 0 ? 'with' : undefined);
  if (from !== undefined && unread !== undefined)
    throw conflict(`--${unread} is about files, but --from submits an object of the cluster.`);
  if (args.flag('dry-run') && args.flag('server-dry-run'))
    throw conflict('Pass either --dry-run or --server-dry-run.');
  const followed = ['watch', 'log', 'wait'].filter((name) => args.flag(name));
  const filter = ['status', 'node-field-selector'].find((name) => args.text(name) !== undefined);
  if (filter !== undefined && !args.flag('watch'))
    throw conflict(`--${filter} chooses the nodes that --watch shows. Add --watch, or remove it.`);
  const dry = ['dry-run', 'server-dry-run'].find((name) => args.flag(name));
  if (dry !== undefined && followed[0] !== undefined)
    throw conflict(`--${followed[0]} follows a run, but --${dry} starts none.`);
}

/**
 * Checks that several workflows can be submitted with the same options.
 *
 * @throws CliError `CLI_CONFLICTING_OPTIONS`; `CLI_DUPLICATE_OBJECT` if two of them have the same name
 */
export function assertSubmittable(workflows: readonly Workflow[], args: ParsedArguments): void {
  if (workflows.length < 2) return;
  const alone = args.flag('watch') ? 'watch' : args.text('name') === undefined ? undefined : 'name';
  if (alone !== undefined)
    throw conflict(
      `--${alone} is for one workflow, but there are ${workflows.length}. Submit them one at a time.`,
    );
  const names = workflows.flatMap(({ metadata }) => metadata.name ?? []);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new CliError(
      'CLI_DUPLICATE_OBJECT',
      `Two of the workflows have the name "${twice}". Rename one of them, or use metadata.generateName.`,
    );
}

function conflict(message: string): CliError {
  return new CliError('CLI_CONFLICTING_OPTIONS', message);
}

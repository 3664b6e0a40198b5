import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';
import type { ObjectKind } from './object-kind.ts';
import type { ObjectPlace } from './object-place.ts';

/** The option that selects objects by labels. */
export const selectorOption: { readonly selector: OptionSpec } = {
  selector: {
    summary: 'Only objects with these labels: key=value, key!=value, key in (a,b), !key',
    type: 'text',
    short: 'l',
    value: 'SELECTOR',
  },
};

/**
 * Returns the names of the objects that a command is about: those of its arguments, or those that `--all` or a selector chooses.
 *
 * @throws CliError `CLI_MISSING_ARGUMENT`, `CLI_CONFLICTING_OPTIONS`
 */
export async function chooseObjects(
  { store }: ObjectPlace,
  { word, kind }: ObjectKind,
  args: ParsedArguments,
): Promise<readonly string[]> {
  const labels = args.text('selector');
  const isSelected = args.flag('all') || labels !== undefined;
  if (args.positionals.length > 0 && isSelected)
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      `Names, and ${args.flag('all') ? '--all' : '--selector'}, both say which ${kind}s are meant. Remove one of them.`,
    );
  if (!isSelected && args.positionals.length === 0)
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      `\`tiphys ${word} delete\` needs the name of a ${kind}, --selector, or --all.`,
    );
  if (!isSelected) return args.positionals;
  const found = await store.list({ labels });
  return found.flatMap(({ metadata: { name } }) => name ?? []);
}

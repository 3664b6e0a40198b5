import type { ArgoVersion } from '@tiphys/models/versions';
import { parseArgoVersion } from './argo-version.ts';
import type { OptionSpec, ParsedArguments } from './command.ts';

/** The option that selects the version of Argo. */
export const targetOption: { readonly target: OptionSpec } = {
  target: {
    summary: 'Target this version of Argo (default: the newest)',
    type: 'text',
    value: 'VERSION',
    completes: 'version',
  },
};

/**
 * Returns the version that the option names, or undefined if the option is not given.
 *
 * @throws CliError `CLI_UNKNOWN_VERSION` with the supported versions
 */
export function readTarget(args: ParsedArguments): ArgoVersion | undefined {
  const word = args.text('target');
  return word === undefined ? undefined : parseArgoVersion(word);
}

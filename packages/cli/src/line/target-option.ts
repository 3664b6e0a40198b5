import { type ArgoVersion, argoVersions } from '@tiphys/models/versions';
import { parseArgoVersion } from './argo-version.ts';
import type { OptionSpec, ParsedArguments } from './command.ts';

/** The option that says for which version of Argo something is. */
export const targetOption: { readonly target: OptionSpec } = {
  target: {
    summary: `The version of Argo it is for: ${argoVersions.join(', ')} (default: the newest)`,
    type: 'text',
    value: 'VERSION',
  },
};

/**
 * Returns the version that the option names, if it is there.
 *
 * @throws CliError `CLI_UNKNOWN_VERSION` with the versions that there are
 */
export async function readTarget(args: ParsedArguments): Promise<ArgoVersion | undefined> {
  const word = args.text('target');
  return word === undefined ? undefined : parseArgoVersion(word);
}

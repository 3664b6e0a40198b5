import { type ArgoVersion, argoVersions } from '@tiphys/models/versions';
import { CliError } from '../world/cli-error.ts';

/**
 * Returns the version of Argo that an argument names: `v4.1`, `4.1` or `4.1.2`.
 *
 * @throws CliError `CLI_UNKNOWN_VERSION` with the supported versions
 */
export function parseArgoVersion(word: string): ArgoVersion {
  const minor = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(word)?.[1];
  const found = argoVersions.find((version) => version === `v${minor}`);
  if (found !== undefined) return found;
  throw new CliError(
    'CLI_UNKNOWN_VERSION',
    `Argo "${word}" is not supported. Choose one of ${argoVersions.join(', ')}.`,
  );
}

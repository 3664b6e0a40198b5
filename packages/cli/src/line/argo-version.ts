import type { ArgoVersion } from '@tiphys/models/tables';
import { CliError } from '../world/cli-error.ts';

/**
 * Returns the version of Argo that a word names: `v4.1`, `4.1` or `4.1.2`.
 *
 * @throws CliError `CLI_UNKNOWN_VERSION` with the versions that there are
 */
export async function parseArgoVersion(word: string): Promise<ArgoVersion> {
  const { argoVersions } = await import('@tiphys/models/tables');
  const minor = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(word)?.[1];
  const found = argoVersions.find((version) => version === `v${minor}`);
  if (found !== undefined) return found;
  throw new CliError(
    'CLI_UNKNOWN_VERSION',
    `Tiphys has no models of Argo "${word}". It has ${argoVersions.join(', ')}.`,
  );
}

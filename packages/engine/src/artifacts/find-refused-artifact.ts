import type { Artifact, Template } from '@tiphys/models';
import { EngineError } from '../contract/engine-error.ts';
import { describeError } from '../contract/error-text.ts';
import type { ArtifactAccess } from './artifact-context.ts';
import { readLocation } from './locations/artifact-location.ts';
import { readGitAddress } from './remote/git-address.ts';

/** Why a run would refuse an artifact, known before it starts. */
export interface RefusedArtifact {
  readonly code: string;
  readonly message: string;
}

/** Returns the first artifact of a template whose address is not allowed or not valid. Addresses with tags are checked when the pod starts. */
export function findRefusedArtifact(
  { name, inputs, outputs }: Template,
  { hosts }: Pick<ArtifactAccess, 'hosts'>,
): RefusedArtifact | undefined {
  for (const artifact of [...(inputs?.artifacts ?? []), ...(outputs?.artifacts ?? [])]) {
    try {
      const url = addressOf(artifact);
      if (url !== undefined && url.protocol !== 'file:') hosts.assertAllowed(url);
    } catch (error) {
      const code = error instanceof EngineError ? error.code : 'ENGINE_ARTIFACT_LOCATION';
      const where = `Template "${name ?? 'inline template'}": artifact "${artifact.name}"`;
      return { code, message: `${where} cannot be used in a local run: ${describeError(error)}.` };
    }
  }
  return undefined;
}

/** Returns the URL of an artifact outside the run; undefined if it has none or is not known yet. */
function addressOf(artifact: Artifact): URL | undefined {
  const location = readLocation(artifact);
  if (location.kind === 'git' && !location.git.repo.includes('{{'))
    return readGitAddress(location.git.repo).url;
  if (location.kind === 'http' && URL.canParse(location.http.url)) return knownUrl(location.http.url);
  return undefined;
}

function knownUrl(text: string): URL | undefined {
  // A tag in the path does not change the host.
  const start = /^[^/]*\/\/[^/?#]*/.exec(text)?.[0] ?? text;
  return start.includes('{{') ? undefined : new URL(text);
}

import type { Archive } from '../contract/archive.ts';
import { ClientError } from '../contract/client-error.ts';

/** Refuses every call: only the Argo Server reaches the database of the archive. */
export const noArchive: Archive = {
  list: refuse,
  get: refuse,
  readArtifact: refuseAll,
  delete: refuse,
  retry: refuse,
  resubmit: refuse,
  labelKeys: refuse,
  labelValues: refuse,
};

// biome-ignore lint/correctness/useYield: it gives nothing
async function* refuseAll(): AsyncGenerator<never> {
  await refuse();
}

async function refuse(): Promise<never> {
  throw new ClientError(
    'CLIENT_NOT_OFFERED',
    'The Kubernetes API does not offer archived workflows. Use the Argo Server: --server URL.',
  );
}

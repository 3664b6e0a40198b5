import type { Archive } from '@tiphys/client';
import { CliError } from '../world/cli-error.ts';

const UID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Returns the uid of the archived run that a word names: a uid, or the name of a run. A name may be used again after a run was deleted, so that
 * it is that of several runs.
 *
 * @throws CliError `CLI_ARCHIVED_NAME`; ClientError
 */
export async function findUid(archive: Archive, word: string, signal: AbortSignal): Promise<string> {
  if (UID.test(word)) return word;
  const found = await archive.list({ prefix: word, signal });
  const uids = found.flatMap(({ metadata: { name, uid } }) => (name === word ? (uid ?? []) : []));
  const [uid] = uids;
  if (uid === undefined)
    throw new CliError(
      'CLI_ARCHIVED_NAME',
      `The archive has no run "${word}". \`tiphys archive list\` shows those that it has.`,
    );
  if (uids.length === 1) return uid;
  throw new CliError(
    'CLI_ARCHIVED_NAME',
    `The archive has ${uids.length} runs with the name ${word}. Pass the uid of one of them: ${uids.join(', ')}.`,
  );
}

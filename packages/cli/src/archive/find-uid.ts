import type { Archive } from '@tiphys/client';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';

const UID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The options that say what the arguments of a command are, as `argo archive` has them. */
export const identifierOptions: Readonly<Record<string, OptionSpec>> = {
  uid: { summary: 'Take each argument for a uid (default: what looks like one)', type: 'flag' },
  name: { summary: 'Take each argument for a name', type: 'flag' },
};

/**
 * Returns the uid of the archived run that a word names: a uid, or the name of a run. A name may be used again after a run was deleted, so that
 * it is that of several runs.
 *
 * @throws CliError `CLI_ARCHIVED_NAME`, `CLI_CONFLICTING_OPTIONS`; ClientError
 */
export async function findUid(
  archive: Archive,
  word: string,
  { args, signal }: { readonly args: ParsedArguments; readonly signal: AbortSignal },
): Promise<string> {
  const [isUid, isName] = [args.flag('uid'), args.flag('name')];
  if (isUid && isName) throw new CliError('CLI_CONFLICTING_OPTIONS', 'Pass either --uid or --name.');
  if (isUid || (!isName && UID.test(word))) return word;
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

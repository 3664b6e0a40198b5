import type { Archive } from '@tiphys/client';
import type { PositionalSpec } from '../line/command.ts';
import { type ClusterCommand, inCluster } from '../place/open-place.ts';

/** The archived runs that a command is about. */
export const archivedPositional: PositionalSpec = {
  name: 'UID',
  summary: 'The uids or the names of archived runs.',
  required: true,
  many: true,
};

/** Opens the archive of the cluster that the options of a command name, and calls a function with it. */
export async function inArchive<T>(
  command: ClusterCommand,
  use: (archive: Archive) => Promise<T>,
): Promise<T> {
  return inCluster(command, ({ cluster }) => use(cluster.archive));
}

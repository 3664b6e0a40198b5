import type { CommandSpec } from '../line/command.ts';
import type { ClusterCommand } from '../place/open-place.ts';
import type { ReferenceCheck } from '../references/reference-check.ts';
import type { ExitCode } from '../world/exit-code.ts';
import { forEachItem } from './for-each-item.ts';
import type { ObjectKind } from './object-kind.ts';
import { inObjectCluster, type ObjectCluster } from './object-place.ts';
import { assertOwnNamespace, type FileObject, type KindObjects } from './read-kind.ts';

/** What commands about the objects of files take. */
export const objectFiles: NonNullable<CommandSpec['positional']> = {
  name: 'FILE',
  summary: 'Manifests, pipelines, folders, or - for standard input.',
  required: true,
  many: true,
  completes: 'file',
};

/** The cluster that a command about objects of files uses. */
export interface FileCluster {
  readonly place: ObjectCluster;
  /** Checks that the templates exist that an object refers to: there, or in the files. */
  readonly assertReferences: ReferenceCheck;
}

/**
 * Opens the cluster that the options of a command name, and calls a function for each object of its files that belongs there. Prints errors, so that one
 * does not hide the others. Returns the exit code: 2 if there were errors.
 */
export async function forEachFile(
  kind: ObjectKind,
  { files, others }: KindObjects,
  command: ClusterCommand,
  use: (one: FileObject, cluster: FileCluster) => Promise<void>,
): Promise<ExitCode> {
  const { world } = command;
  const { createReferenceCheck } = await import('../references/reference-check.ts');
  return inObjectCluster(kind, command, (place) => {
    const given = [...files.map(({ object }) => object), ...others];
    const assertReferences = createReferenceCheck(place.cluster, given, world);
    return forEachItem(files, world, async (one) => {
      assertOwnNamespace(one, place);
      await use(one, { place, assertReferences });
    });
  });
}

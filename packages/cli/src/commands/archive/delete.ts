import { findUid, identifierOptions } from '../../archive/find-uid.ts';
import { archivedPositional, inArchive } from '../../archive/in-archive.ts';
import type { CommandSpec } from '../../line/command.ts';
import { forEachItem } from '../../objects/for-each-item.ts';
import { clusterOptions } from '../../place/cluster-options.ts';

/** Deletes archived runs. */
export const archiveDeleteCommand: CommandSpec = {
  name: 'archive delete',
  summary: 'Delete runs from the archive',
  positional: archivedPositional,
  options: { ...identifierOptions, ...clusterOptions },
  examples: [{ line: 'tiphys archive delete nightly-1760000000', does: 'Delete one' }],
  run: (args, world) =>
    inArchive({ args, world }, (archive) =>
      forEachItem(args.positionals, world, async (word) => {
        const signal = world.interrupted;
        await archive.delete(await findUid(archive, word, { args, signal }), { signal });
        world.terminal.out(`Archived workflow '${word}' deleted\n`);
      }),
    ),
};

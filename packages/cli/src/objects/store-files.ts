import type { StoredObject } from '@tiphys/client';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { clusterOptions } from '../place/cluster-options.ts';
import type { World } from '../world/world.ts';
import { forEachFile, objectFiles } from './for-each-file.ts';
import type { ObjectKind } from './object-kind.ts';
import type { ObjectCluster } from './object-place.ts';
import { outputOption, printObject, type RenderObject } from './print-object.ts';
import { readKind, readOptions } from './read-kind.ts';

/** A command that stores the objects of its files. */
export interface StoreFiles {
  readonly summary: string;
  readonly details: string;
  /** More options. @default none */
  readonly options?: CommandSpec['options'];
  readonly verb: 'create' | 'update';
  /** What the example does. */
  readonly example: string;
  readonly render?: RenderObject | undefined;
  /** Stores an object, and returns it as it is stored. */
  readonly store: (object: StoredObject, command: StoreCommand) => Promise<StoredObject>;
}

/** The command that stores an object of its files. */
export interface StoreCommand {
  readonly args: ParsedArguments;
  readonly world: World;
  /** Where the objects are stored. */
  readonly place: ObjectCluster;
}

/** Returns a command that checks the objects of its files, stores each in a cluster, and prints it. */
export function storeFilesCommand(
  kind: ObjectKind,
  { verb, summary, details, options = {}, example, render, store }: StoreFiles,
): CommandSpec {
  return {
    name: `${kind.word} ${verb}`,
    summary,
    details,
    positional: objectFiles,
    options: { ...options, ...outputOption, ...readOptions, ...clusterOptions },
    examples: [{ line: `tiphys ${kind.word} ${verb} ${kind.file}`, does: example }],
    run: async (args, world) => {
      const command = { args, world };
      // What is not stored here must be in the cluster.
      const stored = { files: (await readKind(kind, args, world)).files, others: [] };
      return await forEachFile(kind, stored, command, async ({ object }, { place, assertReferences }) => {
        await assertReferences(object);
        await printObject(await store(object, { ...command, place }), { args, render }, world);
      });
    },
  };
}

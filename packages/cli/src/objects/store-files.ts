import type { StoredObject } from '@tiphys/client';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { clusterOptions } from '../place/cluster-options.ts';
import type { World } from '../world/world.ts';
import { forEachItem } from './for-each-item.ts';
import type { ObjectKind } from './object-kind.ts';
import { inObjectCluster, type ObjectCluster } from './object-place.ts';
import { outputOption, printObject, type RenderObject } from './print-object.ts';
import { assertOwnNamespace, readKind, readOptions } from './read-kind.ts';

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
    positional: {
      name: 'FILE',
      summary: 'Manifests, pipelines, folders, or - for standard input.',
      required: true,
      many: true,
      completes: 'file',
    },
    options: { ...options, ...outputOption, ...readOptions, ...clusterOptions },
    examples: [{ line: `tiphys ${kind.word} ${verb} ${kind.file}`, does: example }],
    run: async (args, world) => {
      const { files } = await readKind(kind, args, world);
      const { createReferenceCheck } = await import('../references/reference-check.ts');
      return await inObjectCluster(kind, { args, world }, (place) => {
        const given = files.map(({ object }) => object);
        const assertReferences = createReferenceCheck(place.cluster, given, world);
        return forEachItem(files, world, async (one) => {
          assertOwnNamespace(one, place);
          await assertReferences(one.object);
          await printObject(await store(one.object, { args, world, place }), { args, render }, world);
        });
      });
    },
  };
}

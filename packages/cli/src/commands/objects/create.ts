import type { Cluster, StoredObject } from '@tiphys/client';
import type { CommandSpec, OptionSpec, ParsedArguments } from '../../line/command.ts';
import { forEachItem } from '../../objects/for-each-item.ts';
import type { ObjectKind } from '../../objects/object-kind.ts';
import { inObjectCluster } from '../../objects/object-place.ts';
import { outputOption, printObject, type RenderObject } from '../../objects/print-object.ts';
import { assertOwnNamespace, readKind, readOptions } from '../../objects/read-kind.ts';
import { clusterOptions } from '../../place/cluster-options.ts';
import type { World } from '../../world/world.ts';

/** The command that changes the objects of its files. */
export interface ChangeCommand {
  readonly args: ParsedArguments;
  readonly world: World;
  /** Where the objects are created. */
  readonly cluster: Cluster;
}

/** What creating objects of a kind has besides the other kinds. */
export interface CreateDetails {
  readonly render?: RenderObject;
  /** More options. */
  readonly options?: Readonly<Record<string, OptionSpec>>;
  /** Returns an object with what these options set. */
  readonly change?: (object: StoredObject, command: ChangeCommand) => Promise<StoredObject>;
}

/** Returns the command that creates objects of a kind from files. */
export function createCreateCommand(kind: ObjectKind, details: CreateDetails = {}): CommandSpec {
  const { render, options = {}, change = async (object) => object } = details;
  return {
    name: `${kind.word} create`,
    summary: `Create ${kind.kind}s from files`,
    details: `
The files are checked first, as by \`tiphys lint\`; a pipeline is compiled. An object that exists is an error: \`tiphys ${kind.word} update\`
replaces it, and \`tiphys deploy\` does what is needed.`,
    positional: {
      name: 'FILE',
      summary: 'Manifests, pipelines, folders, or - for standard input.',
      required: true,
      many: true,
      completes: 'file',
    },
    options: { ...options, ...outputOption, ...readOptions, ...clusterOptions },
    examples: [{ line: `tiphys ${kind.word} create ${kind.file}`, does: 'Create the object of a file' }],
    run: async (args, world) => {
      const files = await readKind(kind, args, world);
      return await inObjectCluster(kind, { args, world }, (place) =>
        forEachItem(files, world, async (one) => {
          assertOwnNamespace(one, place);
          const object = await change(one.object, { args, world, cluster: place.cluster });
          const created = await place.store.create(object, { signal: world.interrupted });
          await printObject(created, { args, render }, world);
        }),
      );
    },
  };
}

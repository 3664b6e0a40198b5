import type { StoredObject } from '@tiphys/client';
import type { CommandSpec, OptionSpec } from '../../line/command.ts';
import type { ObjectKind } from '../../objects/object-kind.ts';
import type { RenderObject } from '../../objects/print-object.ts';
import { type StoreCommand, storeFilesCommand } from '../../objects/store-files.ts';

/** What creating objects of a kind has besides the other kinds. */
export interface CreateDetails {
  readonly render?: RenderObject;
  /** More options. */
  readonly options?: Readonly<Record<string, OptionSpec>>;
  /** Returns an object with what these options set. */
  readonly change?: (object: StoredObject, command: StoreCommand) => Promise<StoredObject>;
}

/** Returns the command that creates objects of a kind from files. */
export function createCreateCommand(kind: ObjectKind, details: CreateDetails = {}): CommandSpec {
  const { render, options, change = async (object) => object } = details;
  return storeFilesCommand(kind, {
    verb: 'create',
    summary: `Create ${kind.kind}s from files`,
    details: `
The files are checked first, as by \`tiphys lint\`; a pipeline is compiled. An object that exists is an error: \`tiphys ${kind.word} update\`
replaces it, and \`tiphys deploy\` does what is needed.`,
    ...(options !== undefined && { options }),
    example: 'Create the object of a file',
    render,
    async store(object, command) {
      const changed = await change(object, command);
      return await command.place.store.create(changed, { signal: command.world.interrupted });
    },
  });
}

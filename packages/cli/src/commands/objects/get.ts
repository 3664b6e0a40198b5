import type { CommandSpec } from '../../line/command.ts';
import { forEachItem } from '../../objects/for-each-item.ts';
import type { ObjectKind } from '../../objects/object-kind.ts';
import { inObjectPlace, objectPlaceOptions } from '../../objects/object-place.ts';
import { outputOption, printObject, type RenderObject } from '../../objects/print-object.ts';

/** Returns the command that shows objects of a kind. */
export function createGetCommand(
  kind: ObjectKind,
  { details, render }: { readonly details?: string; readonly render?: RenderObject } = {},
): CommandSpec {
  return {
    name: `${kind.word} get`,
    summary: `Show ${kind.kind}s`,
    ...(details !== undefined && { details }),
    positional: { name: 'NAME', summary: `The names of ${kind.kind}s.`, required: true, many: true },
    options: { ...outputOption, ...objectPlaceOptions(kind) },
    examples: [
      { line: `tiphys ${kind.word} get ${kind.name}`, does: 'Show one' },
      { line: `tiphys ${kind.word} get ${kind.name} -o yaml`, does: 'Print the object' },
    ],
    run: (args, world) =>
      inObjectPlace(kind, { args, world }, ({ store, fileOf }) =>
        forEachItem(args.positionals, world, async (name) => {
          const object = await store.get(name, { signal: world.interrupted });
          await printObject(object, { args, render, file: fileOf(name) }, world);
        }),
      ),
  };
}

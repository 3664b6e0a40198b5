import type { CommandSpec } from '../../line/command.ts';
import { chooseObjects, selectorOption } from '../../objects/choose-objects.ts';
import { forEachItem } from '../../objects/for-each-item.ts';
import type { ObjectKind } from '../../objects/object-kind.ts';
import { inObjectPlace, objectPlaceOptions } from '../../objects/object-place.ts';

/** Returns the command that deletes objects of a kind. */
export function createDeleteCommand(kind: ObjectKind): CommandSpec {
  return {
    name: `${kind.word} delete`,
    summary: `Delete ${kind.kind}s`,
    positional: { name: 'NAME', summary: `The names of ${kind.kind}s.`, required: false, many: true },
    options: {
      all: {
        summary: `Delete all ${kind.kind}s${kind.ofNamespace ? ' of the namespace' : ''}`,
        type: 'flag',
      },
      ...selectorOption,
      'dry-run': { summary: 'Print what would be deleted, and delete nothing', type: 'flag' },
      ...objectPlaceOptions(kind),
    },
    examples: [
      { line: `tiphys ${kind.word} delete ${kind.name}`, does: 'Delete one' },
      { line: `tiphys ${kind.word} delete -l team=web --dry-run`, does: 'See what would be deleted' },
    ],
    run: (args, world) =>
      inObjectPlace(kind, { args, world }, async (place) => {
        const names = await chooseObjects(place, kind, args);
        if (names.length === 0) world.terminal.err(`No ${kind.kind}s found.\n`);
        const dry = args.flag('dry-run');
        return await forEachItem(names, world, async (name) => {
          if (dry) await place.store.get(name, { signal: world.interrupted });
          else await place.store.delete(name, { signal: world.interrupted });
          world.terminal.out(`${kind.kind} '${name}' ${dry ? 'would be deleted' : 'deleted'}\n`);
        });
      }),
  };
}

import type { StoredObject } from '@tiphys/client';
import type { CommandSpec } from '../../line/command.ts';
import { forEachItem } from '../../objects/for-each-item.ts';
import type { ObjectKind } from '../../objects/object-kind.ts';
import { inObjectCluster } from '../../objects/object-place.ts';
import { outputOption, printObject, type RenderObject } from '../../objects/print-object.ts';
import { assertOwnNamespace, readKind, readOptions } from '../../objects/read-kind.ts';
import { clusterOptions } from '../../place/cluster-options.ts';

/** Returns the command that replaces objects of a kind with those of files. */
export function createUpdateCommand(kind: ObjectKind, render?: RenderObject): CommandSpec {
  return {
    name: `${kind.word} update`,
    summary: `Replace ${kind.kind}s with those of files`,
    details: `
The files are checked first, as by \`tiphys lint\`; a pipeline is compiled. An object that does not exist is an error: \`tiphys ${kind.word} create\`
creates it, and \`tiphys deploy\` does what is needed.`,
    positional: {
      name: 'FILE',
      summary: 'Manifests, pipelines, folders, or - for standard input.',
      required: true,
      many: true,
      completes: 'file',
    },
    options: { ...outputOption, ...readOptions, ...clusterOptions },
    examples: [{ line: `tiphys ${kind.word} update ${kind.file}`, does: 'Replace the object of a file' }],
    run: async (args, world) => {
      const files = await readKind(kind, args, world);
      return await inObjectCluster(kind, { args, world }, (place) =>
        forEachItem(files, world, async (one) => {
          assertOwnNamespace(one, place);
          const signal = world.interrupted;
          const live = await place.store.get(one.object.metadata.name ?? '', { signal });
          const updated = await place.store.update(replacing(live, one.object), { signal });
          await printObject(updated, { args, render }, world);
        }),
      );
    },
  };
}

/** Returns an object that replaces another: as the same one for Kubernetes, and with the status that a CronWorkflow has. */
function replacing(live: StoredObject, object: StoredObject): StoredObject {
  const { uid, resourceVersion, creationTimestamp, ownerReferences } = live.metadata;
  const kept = Object.fromEntries(
    Object.entries({ uid, resourceVersion, creationTimestamp, ownerReferences }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const status = 'status' in live && live.status !== undefined ? { status: live.status } : {};
  return { ...object, metadata: { ...object.metadata, ...kept }, ...status };
}

import type { StoredObject } from '@tiphys/client';
import { assertValuesStored } from '../../cron/assert-values-stored.ts';
import type { CommandSpec } from '../../line/command.ts';
import type { ObjectKind } from '../../objects/object-kind.ts';
import type { RenderObject } from '../../objects/print-object.ts';
import { storeFilesCommand } from '../../objects/store-files.ts';
import { findInCluster } from '../../place/find-template.ts';

/** Returns the command that replaces objects of a kind with those of files. */
export function createUpdateCommand(kind: ObjectKind, render?: RenderObject): CommandSpec {
  return storeFilesCommand(kind, {
    verb: 'update',
    summary: `Replace ${kind.kind}s with those of files`,
    details: `
The files are checked first, as by \`tiphys lint\`; a pipeline is compiled. An object that does not exist is an error: \`tiphys ${kind.word} create\`
creates it, and \`tiphys deploy\` does what is needed.`,
    example: 'Replace the object of a file',
    render,
    async store(object, { place, world }) {
      const signal = world.interrupted;
      await assertValuesStored(object, findInCluster(place.cluster));
      const live = await place.store.get(object.metadata.name ?? '', { signal });
      return await place.store.update(replacing(live, object), { signal });
    },
  });
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

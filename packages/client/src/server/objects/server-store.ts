import type { CronWorkflow } from '@tiphys/models';
import type { CallOptions } from '@tiphys/runs';
import type { CronStore, ObjectStore, StoredObject } from '../../contract/objects.ts';
import { checkName } from '../server-path.ts';
import type { ServerPlace } from '../server-place.ts';
import { listObjects } from './list-objects.ts';
import { CRON_WORKFLOWS, type ObjectApi, objectPath } from './object-api.ts';
import { readObject } from './read-object.ts';

/**
 * Returns access to the objects of one of Argo's kinds.
 *
 * The server ignores that a request to create or replace an object is a dry run, and stores it. So a dry run lints the object instead.
 */
export function createServerStore<T extends StoredObject>(
  place: ServerPlace,
  api: ObjectApi,
): ObjectStore<T> {
  const { transport } = place;
  const { kind, field } = api;
  const namespaceOf = ({ metadata }: T): { readonly namespace: string } => ({
    namespace: metadata.namespace || place.namespace,
  });
  const named = (name: string): string => objectPath(api, place, checkName(kind, name));

  const lint = async (object: T, call: CallOptions = {}): Promise<T> => {
    const path = objectPath(api, namespaceOf(object), 'lint');
    // It changes nothing.
    const request = { method: 'POST', path, body: { [field]: object }, repeatable: true } as const;
    return readObject(await transport.json(request, call), kind);
  };

  return {
    kind,
    lint,
    list: (filter) => listObjects<T>(place, api, filter),
    get: async (name, call) =>
      readObject(await transport.json({ method: 'GET', path: named(name) }, call), kind),
    async create(object, options = {}) {
      if (options.dryRun === true) return await lint(object, options);
      const path = objectPath(api, namespaceOf(object));
      return readObject(
        await transport.json({ method: 'POST', path, body: { [field]: object } }, options),
        kind,
      );
    },
    async update(object, options = {}) {
      const path = objectPath(api, namespaceOf(object), checkName(kind, object.metadata.name));
      if (options.dryRun === true) return await lint(object, options);
      return readObject(
        await transport.json({ method: 'PUT', path, body: { [field]: object } }, options),
        kind,
      );
    },
    async delete(name, call) {
      await transport.json({ method: 'DELETE', path: named(name) }, call);
    },
  };
}

/** Returns access to cron workflows. */
export function createServerCronStore(place: ServerPlace): CronStore {
  const { kind } = CRON_WORKFLOWS;
  const change = async (verb: string, name: string, call: CallOptions | undefined): Promise<CronWorkflow> => {
    const path = objectPath(CRON_WORKFLOWS, place, checkName(kind, name), verb);
    const body = { name, namespace: place.namespace };
    const request = { method: 'PUT', path, body, repeatable: true } as const;
    return readObject(await place.transport.json(request, call), kind);
  };
  return {
    ...createServerStore<CronWorkflow>(place, CRON_WORKFLOWS),
    suspend: (name, call) => change('suspend', name, call),
    resume: (name, call) => change('resume', name, call),
  };
}

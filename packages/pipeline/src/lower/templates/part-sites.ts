import type { JsonPath } from '@tiphys/models/facts';
import type { CallSite } from '../../ir/call-site.ts';

/** The locations of the parts of a manifest: the calls in the user's source that created them. */
export class PartSites {
  readonly #sites = new WeakMap<object, CallSite>();

  /** Stores the call that created an object of the manifest, and returns the object. */
  add<T extends object>(part: T, site: CallSite | undefined): T {
    if (site !== undefined) this.#sites.set(part, site);
    return part;
  }

  /** Returns the call that created what is at a path, or the smallest known part around it. */
  find(manifest: object, path: JsonPath): CallSite | undefined {
    let part: unknown = manifest;
    let found = this.#sites.get(manifest);
    for (const key of path) {
      if (typeof part !== 'object' || part === null) break;
      part = (part as Readonly<Record<string | number, unknown>>)[key];
      if (typeof part === 'object' && part !== null) found = this.#sites.get(part) ?? found;
    }
    return found;
  }
}

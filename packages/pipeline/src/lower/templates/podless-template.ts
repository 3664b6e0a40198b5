import type { ManifestState } from './manifest-state.ts';

const known = new WeakMap<ManifestState, string>();

/** Returns the name of a template that ends at once without a pod, and adds it to the manifest if it is new. */
export function podlessTemplate(state: ManifestState): string {
  const found = known.get(state);
  if (found !== undefined) return found;
  const name = state.names.claim('nothing');
  known.set(state, name);
  state.bodies.push({ name, suspend: { duration: '0' } });
  return name;
}

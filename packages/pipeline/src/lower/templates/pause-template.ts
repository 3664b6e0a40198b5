import type { ManifestState } from './manifest-state.ts';

const known = new WeakMap<ManifestState, Map<string, string>>();

/** Returns the name of a template that waits for a duration without a pod, and adds it to the manifest if it is new. */
export function pauseTemplate(wanted: string, duration: string, state: ManifestState): string {
  const names = known.get(state) ?? new Map<string, string>();
  known.set(state, names);
  const found = names.get(duration);
  if (found !== undefined) return found;
  const name = state.names.claim(wanted);
  names.set(duration, name);
  state.bodies.push({ name, suspend: { duration } });
  return name;
}

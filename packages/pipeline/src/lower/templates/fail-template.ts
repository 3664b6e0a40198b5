import type { Template } from '@tiphys/models';
import type { ManifestState } from './manifest-state.ts';

const known = new WeakMap<ManifestState, Map<string, string>>();

/**
 * Returns the name of a template that ends its task with an error at once, and adds it to the manifest if it is new.
 *
 * It needs no pod: it waits no time for an output that nobody supplies. Argo's message names the output, so its name is the reason.
 * See docs/semantics/suspend-and-stop.md#suspend-templates.
 */
export function failTemplate(wanted: string, reason: string, state: ManifestState): string {
  const names = known.get(state) ?? new Map<string, string>();
  known.set(state, names);
  const found = names.get(reason);
  if (found !== undefined) return found;
  const name = state.names.claim(wanted);
  names.set(reason, name);
  const template: Template = {
    name,
    suspend: { duration: '0' },
    outputs: { parameters: [{ name: reason, valueFrom: { supplied: {} } }] },
  };
  state.bodies.push(template);
  return name;
}

import type { Template } from '@tiphys/models';
import type { ManifestState } from './manifest-state.ts';
import type { TemplateParts } from './open-template.ts';

const known = new WeakMap<ManifestState, Map<string, string>>();

/** Returns the name of a template that ends at once without a pod, and adds it to the manifest if it is new. */
export function podlessTemplate(state: ManifestState): string {
  return sharedTemplate({ key: 'nothing', wanted: 'nothing', parts: { suspend: { duration: '0' } } }, state);
}

/** Returns the name of a template that waits for a duration without a pod, and adds it to the manifest if it is new. */
export function pauseTemplate(wanted: string, duration: string, state: ManifestState): string {
  return sharedTemplate({ key: `pause ${duration}`, wanted, parts: { suspend: { duration } } }, state);
}

/**
 * Returns the name of a template that ends its task with an error at once, and adds it to the manifest if it is new.
 *
 * It needs no pod: it waits no time for an output that nobody supplies. Argo's message names the output, so its name is the reason.
 * See docs/semantics/suspend-and-stop.md#suspend-templates.
 */
export function failTemplate(wanted: string, reason: string, state: ManifestState): string {
  const parts: TemplateParts = {
    suspend: { duration: '0' },
    outputs: { parameters: [{ name: reason, valueFrom: { supplied: {} } }] },
  };
  return sharedTemplate({ key: `fail ${reason}`, wanted, parts }, state);
}

interface SharedTemplate {
  /** Tells it from the others. */
  readonly key: string;
  /** Its name, unless another template has it. */
  readonly wanted: string;
  readonly parts: TemplateParts;
}

function sharedTemplate({ key, wanted, parts }: SharedTemplate, state: ManifestState): string {
  const names = known.get(state) ?? new Map<string, string>();
  known.set(state, names);
  const found = names.get(key);
  if (found !== undefined) return found;
  const name = state.names.claim(wanted);
  names.set(key, name);
  // Each caller passes exactly one kind of body.
  state.bodies.push({ name, ...parts } as Template);
  return name;
}

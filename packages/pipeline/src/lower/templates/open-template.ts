import type { Template } from '@tiphys/models';
import type { CallSite } from '../../ir/call-site.ts';
import type { ManifestState } from './manifest-state.ts';

/** A template without its name. */
export type TemplateParts = Omit<Template, 'name'>;

/** Reserves the position of a template in the manifest, before those that it calls. Returns a function that fills it in. */
export function openTemplate(
  name: string,
  site: CallSite | undefined,
  state: ManifestState,
): (parts: TemplateParts) => void {
  const position = state.bodies.push({ name } as Template) - 1;
  return (parts) => {
    // Each caller passes exactly one kind of body.
    state.bodies[position] = state.sites.add({ name, ...parts } as Template, site);
  };
}

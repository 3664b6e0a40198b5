import type { CodeUse } from '../code/component-code.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { mergeSettings, type Settings } from '../ir/settings/settings.ts';
import type { Trace } from '../ir/trace.ts';
import { walkTrace } from '../ir/walk.ts';

/** Returns how the code of each component reaches its tasks, from the settings of all of its calls. */
export function codeUsesOf(trace: Trace, defaults: Settings = {}): ReadonlyMap<ComponentDescriptor, CodeUse> {
  const uses = new Map<ComponentDescriptor, CodeUse>();
  walkTrace(trace, {
    task(task) {
      if (task.kind !== 'call') return;
      const { descriptor, options } = task.component;
      const { code, external = [] } = mergeSettings(defaults, task.options ?? options);
      const inImage = code === undefined ? 'none' : 'all';
      const known = uses.get(descriptor);
      uses.set(descriptor, {
        inImage: known === undefined || known.inImage === inImage ? inImage : 'some',
        // What the image of one task lacks is bundled for all.
        external: known === undefined ? external : known.external.filter((name) => external.includes(name)),
      });
    },
  });
  return uses;
}

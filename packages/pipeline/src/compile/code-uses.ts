import type { CodeUse, WireUse } from '../code/component-code.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { type CallNode, isTask, type Source } from '../ir/graph.ts';
import { outputsOf } from '../ir/outputs/outputs.ts';
import { mergeSettings, type Settings } from '../ir/settings/settings.ts';
import type { Trace } from '../ir/trace.ts';
import { walkTrace } from '../ir/walk.ts';
import { widened } from '../ir/widened.ts';
import { writtenList } from '../ir/written-list.ts';
import { arrivesAsFile } from '../lower/component/survey.ts';
import { itemForm } from '../lower/context/reference.ts';

/** Returns how the code of each component reaches its tasks, and what they exchange, from the settings of all of its calls. */
export function codeUsesOf(trace: Trace, defaults: Settings = {}): ReadonlyMap<ComponentDescriptor, CodeUse> {
  const uses = new Map<ComponentDescriptor, CodeUse>();
  const looped = new Set<ComponentDescriptor>();
  walkTrace(trace, {
    task(task) {
      const list = task.kind === 'loop' ? writtenList(task.list) : undefined;
      if (list !== undefined) looped.add(list.call.component.descriptor);
      if (task.kind !== 'call') return;
      const { descriptor, options } = task.component;
      const { code, external = [] } = mergeSettings(defaults, task.options ?? options);
      const inImage = code === undefined ? 'none' : 'all';
      const known = uses.get(descriptor);
      const { forms, files } = readsOf(task);
      uses.set(descriptor, {
        inImage: known === undefined || known.inImage === inImage ? inImage : 'some',
        // What the image of one task lacks is bundled for all.
        external: known === undefined ? external : known.external.filter((name) => external.includes(name)),
        forms: forms || known?.forms === true,
        files: files || known?.files === true,
        items: false,
      });
    },
  });
  for (const descriptor of looped) {
    const use = uses.get(descriptor);
    if (use !== undefined) uses.set(descriptor, { ...use, items: true });
  }
  return uses;
}

function readsOf({ reads, component }: CallNode): Omit<WireUse, 'items'> {
  const isSecret = component.descriptor.inputs.some(({ route }) => route === 'secret');
  return { forms: isSecret || reads.some(hasForm), files: reads.some(arrivesAsFile) };
}

/** Tells whether a task gets a source in another form than the JSON text of its value. */
function hasForm(given: Source | undefined): boolean {
  if (given === undefined) return false;
  const source = widened(given);
  if (source.kind === 'variable') return true;
  if (source.kind === 'item') return itemForm(source.loop).kind !== 'value';
  const outputs = isTask(source) ? outputsOf(source) : undefined;
  return outputs?.kind === 'one' && outputs.value.form.kind !== 'value';
}

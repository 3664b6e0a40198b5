import type { Model } from '../target/target-models.ts';
import { type Authored, printReferences } from './authored.ts';
import { artifactReference, reference, withoutText } from './reference.ts';
import type { Slots } from './template-handle.ts';

type Artifact = Model<'Artifact'>;
type Inputs = Model<'Inputs'>;
type Outputs = Model<'Outputs'>;
type Parameter = Model<'Parameter'>;

/** Returns the declared inputs or outputs as Argo's lists of parameters and artifacts; undefined if there are none. */
export function writeSlots(slots: Slots): (Inputs & Outputs) | undefined {
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [name, slot] of Object.entries(slots)) {
    // Only the references in it change: they become text.
    if (slot.kind === 'parameter')
      parameters.push(printReferences<Parameter>({ name, ...slot.options } as Authored<Parameter>));
    else artifacts.push(printReferences<Artifact>({ name, ...slot.options } as Authored<Artifact>));
  }
  if (parameters.length === 0 && artifacts.length === 0) return undefined;
  return {
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(artifacts.length === 0 ? {} : { artifacts }),
  };
}

/** Returns a reference for each slot, under `inputs`, `outputs` or `tasks.a.outputs`. */
export function referTo(slots: Slots, prefix: string): Readonly<Record<string, unknown>> {
  return mapSlots(slots, (name, { kind }) =>
    kind === 'parameter'
      ? reference(`${prefix}.parameters.${name}`)
      : artifactReference(`${prefix}.artifacts.${name}`),
  );
}

/** Returns a reference for each slot as the pod sees it, where files have a path. */
export function referInPod(slots: Slots, prefix: 'inputs' | 'outputs'): Readonly<Record<string, unknown>> {
  return mapSlots(slots, (name, { kind }) => {
    const place = `${prefix}.${kind}s.${name}`;
    const path = reference(`${place}.path`);
    if (prefix === 'inputs' && kind === 'parameter') return reference(place);
    const fields = prefix === 'outputs' ? { path } : { ...artifactReference(place), path };
    return withoutText(fields, `the ${kind} "${name}"`, 'In a container it is a file: use its `path`.');
  });
}

function mapSlots(
  slots: Slots,
  refer: (name: string, slot: Slots[string]) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.freeze(
    Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, refer(name, slot)])),
  );
}

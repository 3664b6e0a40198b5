import type { Model } from '../target-models.ts';
import { artifactReference, reference } from './reference.ts';
import type { Slots } from './template-handle.ts';

type Artifact = Model<'Artifact'>;
type Inputs = Model<'Inputs'>;
type Outputs = Model<'Outputs'>;
type Parameter = Model<'Parameter'>;

/** Gives the declared inputs or outputs as Argo's lists of parameters and artifacts; nothing when there are none. */
export function writeSlots(slots: Slots): (Inputs & Outputs) | undefined {
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [name, slot] of Object.entries(slots)) {
    if (slot.kind === 'parameter') parameters.push({ name, ...slot.options });
    else artifacts.push({ name, ...slot.options });
  }
  if (parameters.length === 0 && artifacts.length === 0) return undefined;
  return {
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(artifacts.length === 0 ? {} : { artifacts }),
  };
}

/** Gives a reference for each slot, below `inputs`, `outputs` or `tasks.a.outputs`. */
export function referTo(slots: Slots, prefix: string): Readonly<Record<string, unknown>> {
  const references: Record<string, unknown> = {};
  for (const [name, slot] of Object.entries(slots)) {
    references[name] =
      slot.kind === 'parameter'
        ? reference(`${prefix}.parameters.${name}`)
        : artifactReference(`${prefix}.artifacts.${name}`);
  }
  return references;
}

/** Gives a reference for each slot as the pod sees it, where files have a path. */
export function referInPod(slots: Slots, prefix: 'inputs' | 'outputs'): Readonly<Record<string, unknown>> {
  const references: Record<string, unknown> = {};
  for (const [name, slot] of Object.entries(slots)) {
    const place = `${prefix}.${slot.kind}s.${name}`;
    const path = reference(`${place}.path`);
    if (prefix === 'outputs') references[name] = Object.freeze({ path });
    else if (slot.kind === 'parameter') references[name] = reference(place);
    else references[name] = Object.freeze({ ...artifactReference(place), path });
  }
  return references;
}

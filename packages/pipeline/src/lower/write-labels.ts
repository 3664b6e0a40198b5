import { printSafe } from '../expression/tree/print-tag.ts';
import type { Trace } from '../ir/trace.ts';
import { BodyContext } from './context/body-context.ts';
import type { WrittenLabels } from './object/spec.ts';
import type { ManifestState } from './templates/manifest-state.ts';
import { valueNode } from './values/read-value.ts';

/** Returns the labels of a pipeline: those that are known, and expressions over the inputs for the others. */
export function writeLabels({ labels, main }: Trace, state: ManifestState): WrittenLabels {
  const context = new BodyContext({ parent: undefined, template: '', scope: main });
  const fixed: Record<string, string> = {};
  const computed: Record<string, string> = {};
  for (const [name, label] of labels) {
    if (typeof label === 'string') fixed[name] = label;
    else computed[name] = printSafe(valueNode(label, { context, waits: [], trees: state.trees }));
  }
  return { fixed, computed };
}

import { binary, builtin, text } from '../../expression/tree/expression-nodes.ts';
import { integer } from '../../expression/tree/nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { PauseNode } from '../../ir/graph.ts';
import type { BodyContext, Waits } from '../context/body-context.ts';
import { writeTransfer } from '../context/transfer.ts';
import { dependsOn } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { pauseTemplate } from '../templates/suspend-templates.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { valueNode } from '../values/read-value.ts';

/** Name of the input with the duration. */
const DURATION = 'duration';

/** Writes a task that waits for some time. It needs no pod. */
export function writePause(task: PauseNode, context: BodyContext, state: ManifestState): WrittenTask {
  const { name, time } = task;
  const waits: Waits = [];
  if (typeof time === 'string') {
    context.addEndings(task, waits);
    return { name, ...dependsOn(waits), template: pauseTemplate('sleep', time, state) };
  }
  // Argo takes an integer number of seconds, or a duration with a unit.
  const milliseconds = builtin(
    'round',
    binary('*', valueNode(time, { context, waits, trees: state.trees }), integer(1000)),
  );
  const duration = binary('+', builtin('string', builtin('int', milliseconds)), text('ms'));
  context.addEndings(task, waits);
  return {
    name,
    ...dependsOn(waits),
    template: variableTemplate(state),
    ...writeTransfer('arguments', [{ name: DURATION, value: printTag(duration) }], []),
  };
}

const known = new WeakMap<ManifestState, string>();

function variableTemplate(state: ManifestState): string {
  const found = known.get(state);
  if (found !== undefined) return found;
  const name = state.names.claim('sleep');
  known.set(state, name);
  const inputs = { parameters: [{ name: DURATION }] };
  state.bodies.push({ name, inputs, suspend: { duration: `{{inputs.parameters.${DURATION}}}` } });
  return name;
}

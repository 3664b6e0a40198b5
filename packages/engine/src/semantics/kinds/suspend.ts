import { type ParameterFields, scalarText, type TemplateFields } from '../../manifest/fields.ts';
import { newActivity } from '../../state/activity.ts';
import { createNode } from '../../state/node/create-node.ts';
import { isFulfilled } from '../../state/node/node-status.ts';
import type { RunState, SuspendedActivity } from '../../state/run-state.ts';
import { addTimer } from '../../state/timers.ts';
import { finish, finishWithError } from '../calls/finish.ts';
import type { NodeBody } from '../calls/start-body.ts';
import { parseArgoDuration } from '../values/argo-duration.ts';

/**
 * Starts a suspend template. It waits for its duration, until it is resumed, or until the run is stopped.
 * See docs/semantics/suspend-and-stop.md#suspend-templates.
 */
export function startSuspend(run: RunState, body: NodeBody): SuspendedActivity {
  const node = createNode(run, { ...body, type: 'Suspend', phase: 'Running', withInputs: true });
  const outputs = suppliedOutputs(body.template);
  if (outputs.length > 0) node.fields.outputs = { parameters: outputs };
  let end: number | undefined;
  const activity: SuspendedActivity = {
    ...newActivity({ node, depth: body.depth, parent: body.parent }),
    get until() {
      return end;
    },
    advance: (at) => resumeWhenDue(at, activity, end),
    resume: (at, values) => resume(at, activity, values),
  };
  if (run.shutdown) {
    finish(run, activity, { phase: 'Failed', message: `Stopped with strategy '${run.shutdown}'` });
    return activity;
  }
  run.suspended.add(activity);
  try {
    const duration = body.template.suspend?.duration;
    if (duration !== undefined && scalarText(duration) !== '') {
      end = node.startedAt + parseArgoDuration(scalarText(duration));
      if (end <= run.now) resumeWhenDue(run, activity, end);
      else addTimer(run, { at: end, activity });
    }
  } catch (error) {
    run.suspended.delete(activity);
    finishWithError(run, activity, error);
  }
  return activity;
}

function resumeWhenDue(run: RunState, activity: SuspendedActivity, end: number | undefined): void {
  if (end !== undefined && run.now >= end) resume(run, activity, {});
}

function resume(run: RunState, activity: SuspendedActivity, values: Readonly<Record<string, string>>): void {
  if (isFulfilled(activity.node.fields.phase)) return;
  run.suspended.delete(activity);
  const { fields } = activity.node;
  try {
    const parameters = fields.outputs?.parameters?.map((parameter) => supplied(parameter, values));
    if (parameters) fields.outputs = { ...fields.outputs, parameters };
    finish(run, activity, { phase: 'Succeeded' });
  } catch (error) {
    finishWithError(run, activity, error);
  }
}

function supplied(parameter: ParameterFields, values: Readonly<Record<string, string>>): ParameterFields {
  if (parameter.value !== undefined) return parameter;
  const { valueFrom, ...declared } = parameter;
  const given = values[parameter.name];
  if (given !== undefined) return { ...declared, value: given };
  if (valueFrom?.default !== undefined) return { ...declared, value: scalarText(valueFrom.default) };
  throw new Error(
    `raw output parameter '${parameter.name}' has not been set and does not have a default value`,
  );
}

/** Returns the outputs that wait to be supplied. One without a default takes that of the input of the same name. */
function suppliedOutputs(template: TemplateFields): ParameterFields[] {
  const waiting = (template.outputs?.parameters ?? []).filter(({ valueFrom }) => valueFrom?.supplied);
  return waiting.map((parameter) => {
    const input = template.inputs?.parameters?.find(({ name }) => name === parameter.name);
    const fallback = parameter.valueFrom?.default ?? input?.default;
    if (fallback === undefined) return parameter;
    return { ...parameter, valueFrom: { ...parameter.valueFrom, default: scalarText(fallback) } };
  });
}

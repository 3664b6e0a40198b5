import { type ParameterFields, type Scalar, scalarText, type TemplateFields } from '../../manifest/fields.ts';
import { newActivity } from '../../state/activities/activity-basis.ts';
import type { SuspendActivity } from '../../state/activities/suspend-activity.ts';
import { addTimer } from '../../state/agenda.ts';
import type { NodeBody } from '../../state/node/node-body.ts';
import { hasEnded, isFulfilled, type NodeFields, type NodePhase } from '../../state/node/node-status.ts';
import { valueAt } from '../../state/records.ts';
import type { RunState } from '../../state/run-state.ts';
import { createNode, setPhase } from '../../state/tree/create-node.ts';
import { nodeOf } from '../../state/tree/find-node.ts';
import { addActivity, finish, finishWithError } from '../calls/finish.ts';
import type { TemplateKind } from '../calls/registry.ts';
import { isStopping } from '../limits/deadlines.ts';
import { parseArgoDuration } from '../values/argo-duration.ts';
import { addGlobalOutputs } from '../values/global-outputs.ts';

/**
 * Suspend templates. They wait for their duration, until they are resumed, or until the run is stopped.
 * See docs/semantics/suspend-and-stop.md#suspend-templates.
 */
export const suspendKind: TemplateKind<SuspendActivity> = {
  kind: 'suspend',
  matches: ({ suspend }) => Boolean(suspend),
  nodeType: () => 'Suspend',
  start: startSuspend,
  advance(run, activity) {
    if (activity.until !== undefined && run.now >= activity.until) resume(run, activity, {});
  },
};

function startSuspend(run: RunState, body: NodeBody): SuspendActivity {
  const node = createNode(run, { ...body, type: 'Suspend', phase: 'Running', withInputs: true });
  offerChoices(node.fields);
  const outputs = suppliedOutputs(body.template);
  if (outputs.length > 0) node.fields.outputs = { parameters: outputs };
  const { id } = node.fields;
  const activity = addActivity<SuspendActivity>(run, {
    ...newActivity(id, body),
    kind: 'suspend',
    exitHandler: body.exitHandler,
  });
  if (isStopping(run, body)) {
    const message = `Stopped with strategy '${run.shutdown}'`;
    // A dag ends before Argo looks at suspended nodes again, and the workflow too if it has no exit handler.
    if (!isTaskOfDag(run, activity)) finish(run, activity, { phase: 'Failed', message });
    else if (run.shutdown === 'Stop' && (run.spec.onExit || run.spec.hooks?.exit))
      setPhase(run, node, 'Failed', message);
    return activity;
  }
  run.suspended[id] = true;
  try {
    const duration = body.template.suspend?.duration;
    if (duration !== undefined && scalarText(duration) !== '') {
      activity.until = node.startedAt + parseArgoDuration(scalarText(duration));
      if (activity.until <= run.now) resume(run, activity, {});
      else addTimer(run, { at: activity.until, id });
    }
  } catch (error) {
    delete run.suspended[id];
    finishWithError(run, activity, error);
  }
  return activity;
}

function isTaskOfDag(run: RunState, { parent }: SuspendActivity): boolean {
  return parent !== undefined && valueAt(run.activities, parent)?.kind === 'dag';
}

/** Tells whether a suspended node cannot go on, since one of its outputs has neither a value nor a default. */
export function lacksOutput(run: RunState, values: Readonly<Record<string, string>>): boolean {
  return Object.keys(run.suspended).some((id) => {
    const { outputs } = nodeOf(run, id).fields;
    return outputs?.parameters?.some(
      ({ name, value, valueFrom }) => (value ?? valueAt(values, name) ?? valueFrom?.default) === undefined,
    );
  });
}

/** Lets a suspended node go on with values for its outputs, by their names. */
export function resume(
  run: RunState,
  activity: SuspendActivity,
  values: Readonly<Record<string, string>>,
): void {
  const { fields } = nodeOf(run, activity.id);
  if (isFulfilled(fields)) return;
  delete run.suspended[activity.id];
  try {
    const parameters = fields.outputs?.parameters?.map((parameter) => supplied(parameter, values));
    if (parameters) fields.outputs = { ...fields.outputs, parameters };
    addGlobalOutputs(run, {
      parameters: (parameters ?? []).filter(({ name }) => valueAt(values, name) !== undefined),
    });
    finish(run, activity, { phase: 'Succeeded' });
  } catch (error) {
    finishWithError(run, activity, error);
  }
}

/** Changes a suspended node as `argo node set` does. With a phase, it ends. */
export function setNode(run: RunState, activity: SuspendActivity, change: NodeChange): void {
  const { fields } = nodeOf(run, activity.id);
  if (isFulfilled(fields)) return;
  const { phase, message, parameters = {} } = change;
  if (fields.outputs?.parameters) {
    const changed = fields.outputs.parameters.map(({ valueFrom, ...parameter }) => {
      const value = valueAt(parameters, parameter.name);
      return value === undefined
        ? { ...parameter, ...(valueFrom && { valueFrom }) }
        : { ...parameter, value };
    });
    fields.outputs = { ...fields.outputs, parameters: changed };
    addGlobalOutputs(run, {
      parameters: changed.filter(({ name }) => valueAt(parameters, name) !== undefined),
    });
  }
  if (phase !== undefined && hasEnded(phase)) {
    delete run.suspended[activity.id];
    finish(run, activity, { phase, message });
  } else if (message !== undefined) fields.message = message;
}

/** What changes in a suspended node. */
export interface NodeChange {
  readonly phase?: NodePhase;
  readonly message?: string;
  /** Texts by the names of its output parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
}

function supplied(parameter: ParameterFields, values: Readonly<Record<string, string>>): ParameterFields {
  if (parameter.value !== undefined) return parameter;
  const { valueFrom, ...declared } = parameter;
  const given = valueAt(values, parameter.name);
  if (given !== undefined) return { ...declared, value: given };
  if (valueFrom?.default !== undefined) return { ...declared, value: scalarText(valueFrom.default) };
  throw new Error(
    `raw output parameter '${parameter.name}' has not been set and does not have a default value`,
  );
}

/**
 * Takes the choices of an input from its value, if that is JSON such as `{"enum": ["a", "b"]}`.
 * See docs/semantics/suspend-and-stop.md#suspend-templates.
 */
function offerChoices(fields: NodeFields): void {
  const parameters = fields.inputs?.parameters?.map((parameter): ParameterFields => {
    const choices = choicesIn(parameter.value);
    if (choices === undefined) return parameter;
    return { ...parameter, enum: choices, default: parameter.default ?? choices[0] ?? '' };
  });
  if (parameters) fields.inputs = { ...fields.inputs, parameters };
}

function choicesIn(value: Scalar | undefined): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(scalarText(value));
    const choices: unknown = (parsed as { readonly enum?: unknown } | null)?.enum;
    if (!Array.isArray(choices) || choices.length === 0) return undefined;
    return choices.map(scalarText);
  } catch {
    return undefined;
  }
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

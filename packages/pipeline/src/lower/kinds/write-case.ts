import { callableOf } from '../../ir/callable.ts';
import type { Body, CallNode, TaskNode } from '../../ir/graph.ts';
import { outputsOf } from '../../ir/outputs/outputs.ts';
import { meetsSource, walkTask } from '../../ir/walk.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { callTemplate } from '../templates/call-template.ts';
import type { WrittenCase } from '../templates/join-cases.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { writeCall } from './write-call.ts';

/** A body of a branch or an attempt, as a task of the template around it. */
export interface Case {
  readonly owner: TaskNode;
  readonly body: Body;
  /** Name of its task. */
  readonly name: string;
  readonly extra?: Pick<WrittenTask, 'when'>;
  readonly waits?: Waits;
  /** Values that the body gets, by the names of the inputs of its template. */
  readonly given?: ReadonlyMap<string, string>;
}

/** Returns the name of the task of a body: that of its only call, or its own. */
export function caseNameOf(body: Body): string {
  return findLoneCall(body)?.name ?? body.name;
}

/** Writes the task of a body: its only call, or a call of its template. */
export function writeCase(
  { owner, body, name, extra = {}, waits = [], given = new Map() }: Case,
  outer: BodyContext,
  state: ManifestState,
): WrittenCase {
  const { scope, result } = body;
  if (scope.tasks.length === 0) return { name, task: undefined, result };
  const call = findLoneCall(body);
  if (call !== undefined) {
    const task: WrittenTask = { ...writeCall(call, outer, state, { name, waits }), ...extra };
    return { name, task: state.sites.add(task, call.site), result, call };
  }
  const inner = new BodyContext({
    parent: outer,
    template: state.names.claim(`${owner.name}-${body.name}`),
    scope,
    ...(given.size === 0 ? {} : { givenScope: scope, givenNames: [...given.keys()] }),
  });
  state.writeBody(inner, { scope, result, site: owner.site }, state);
  const parameters = [...inner.givens].map((one) => ({ name: one, value: given.get(one) ?? '' }));
  return {
    name,
    task: { ...callTemplate({ name, inner, outer, waits, parameters }, state), ...extra },
    result,
  };
}

function findLoneCall({ scope, result }: Body): CallNode | undefined {
  const [call, ...others] = scope.tasks;
  if (call?.kind !== 'call' || others.length > 0 || call.handlers !== undefined) return undefined;
  if (usesGiven(call)) return undefined;
  if (result === undefined) return call;
  // Other templates have outputs with other names.
  return result.kind === 'one' &&
    result.source === call &&
    outputsOf(call)?.kind === 'one' &&
    callableOf(call) !== 'definition'
    ? call
    : undefined;
}

/** Tells whether a call uses a value that the template of its body gets from its caller. */
function usesGiven(call: CallNode): boolean {
  return meetsSource(
    (visitor) => walkTask(call, visitor),
    (source) => source.kind === 'given' && source.scope === call.scope,
  );
}

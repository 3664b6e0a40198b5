import type { TemplateFields } from '../../manifest/fields.ts';
import type { HostBasis, Invocation } from '../../state/activities/invocation.ts';
import type { Activity } from '../../state/activity.ts';
import type { NodeBody } from '../../state/node/node-body.ts';
import type { NodeType } from '../../state/node/node-status.ts';
import type { ReferenceScope } from '../../state/reference-scope.ts';
import type { RunState } from '../../state/run-state.ts';

/** How activities of one kind behave. */
export interface Behaviour<T extends Activity = Activity> {
  readonly kind: T['kind'];
  /** Lets an activity react to what has changed. */
  advance(run: RunState, activity: T): void;
  /** Returns the scope in which hooks of an invocation are evaluated, if it has invocations. */
  hookScope?(run: RunState, host: T, invocation: Invocation): ReferenceScope;
}

/** A kind of template. */
export interface TemplateKind<T extends Activity = Activity> extends Behaviour<T> {
  /** Tells whether a template is of this kind. The first kind in the table that says so is used. */
  matches(template: TemplateFields): boolean;
  /** Returns the type of the nodes of a template. */
  nodeType(template: TemplateFields): NodeType;
  /** Starts a template as a node. */
  start(run: RunState, body: NodeBody): Activity;
}

let templateKinds: readonly TemplateKind[] = [];
const behaviours = new Map<string, Behaviour>();

/**
 * Says which kinds there are, in the order in which templates are asked. Kinds start templates of other kinds, so they find each other here
 * instead of importing each other.
 */
export function useKinds(kinds: readonly TemplateKind[], others: readonly Behaviour[]): void {
  templateKinds = kinds;
  for (const behaviour of [...kinds, ...others]) behaviours.set(behaviour.kind, behaviour);
}

/** Returns the kind of a template; undefined if it has no body. */
export function kindOf(template: TemplateFields): TemplateKind | undefined {
  return templateKinds.find((kind) => kind.matches(template));
}

/** Lets an activity react. */
export function advance(run: RunState, activity: Activity): void {
  behaviours.get(activity.kind)?.advance(run, activity);
}

/** Returns the scope in which hooks of an invocation are evaluated. */
export function hookScopeOf(
  run: RunState,
  host: HostBasis & Activity,
  invocation: Invocation,
): ReferenceScope {
  const scope = behaviours.get(host.kind)?.hookScope?.(run, host, invocation);
  if (scope === undefined) throw new Error(`unreachable: ${host.kind} has no invocations`);
  return scope;
}

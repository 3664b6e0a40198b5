import type { JsonPath } from '@tiphys/models/facts';
import type { ManifestObject } from '../read/manifest-object.ts';

/** A declared input or output. */
export interface SlotPlan {
  readonly name: string;
  readonly kind: 'parameter' | 'artifact';
  /** Its fields apart from the name. */
  readonly options: ManifestObject;
  /** Its path in the inputs or outputs: `['parameters', 0]`. */
  readonly at?: JsonPath;
}

interface TemplatePlanBase {
  readonly name: string;
  /** The path of the template in its object. */
  readonly path: JsonPath;
  readonly inputs: readonly SlotPlan[];
  /** The fields other than name, inputs, outputs and body. */
  readonly settings: ManifestObject;
}

/** A template whose body has no calls. */
export interface PodPlan extends TemplatePlanBase {
  readonly kind: 'pod';
  /** The field that holds the body: `container`, `suspend`, ... */
  readonly bodyField: string;
  readonly body: unknown;
  readonly outputs: readonly SlotPlan[];
}

/** The argument of a call for an input. */
export interface ValuePlan {
  readonly name: string;
  readonly kind: 'parameter' | 'artifact';
  /** The text of a parameter, or the fields apart from the name. */
  readonly value: string | ManifestObject;
}

/** The template that a call refers to: one of the same object by name, or one of another object. */
export type CalleePlan =
  | { readonly kind: 'own'; readonly name: string }
  | { readonly kind: 'remote'; readonly holder: ManifestObject; readonly template: string };

/** A task of a dag, or a step. */
export interface CallPlan {
  readonly name: string;
  readonly path: JsonPath;
  readonly callee: CalleePlan;
  readonly values: readonly ValuePlan[];
  /** The tasks in `dependencies` that its arguments do not imply. */
  readonly after: readonly string[];
  readonly options: ManifestObject;
  /** The hooks that the builders write; others are in the options. */
  readonly hooks: readonly HookPlan[];
}

/** A hook of a task or step. */
export interface HookPlan {
  readonly name: string;
  /** The call. Its only option is the expression. */
  readonly call: CallPlan;
}

/** An output of a dag or steps. */
export interface OutputPlan {
  readonly name: string;
  readonly kind: 'parameter' | 'artifact';
  /** Its fields apart from the name. */
  readonly options: ManifestObject;
  /** The text between the braces, if it is just a reference. */
  readonly reference?: string;
  /** The expression, if it is just an expression. */
  readonly expression?: string;
}

/** A template whose body consists of calls. */
export interface BodyPlan extends TemplatePlanBase {
  readonly kind: 'dag' | 'steps';
  /** The groups of parallel calls in order; a dag has a single group. */
  readonly groups: readonly (readonly CallPlan[])[];
  readonly outputs: readonly OutputPlan[];
}

/** A template that stays a literal. */
export interface LiteralPlan extends TemplatePlanBase {
  readonly kind: 'literal';
  readonly value: ManifestObject;
  /** The reason, as a readable line. */
  readonly reason: string;
  readonly outputs: readonly SlotPlan[];
}

/** The plan of a template. */
export type TemplatePlan = PodPlan | BodyPlan | LiteralPlan;

import type { JsonPath } from '@tiphys/models/facts';
import type { JsonObject } from '../read/json-object.ts';

/** An input or output as it is declared. */
export interface SlotPlan {
  readonly name: string;
  readonly kind: 'parameter' | 'artifact';
  /** Its fields beside the name. */
  readonly options: JsonObject;
  /** Where it stands in the inputs or outputs: `['parameters', 0]`. */
  readonly at?: JsonPath;
}

interface TemplatePlanBase {
  readonly name: string;
  /** Where the template stands in its object. */
  readonly path: JsonPath;
  readonly inputs: readonly SlotPlan[];
  /** The fields that are none of name, inputs, outputs and body. */
  readonly settings: JsonObject;
}

/** A template whose body is not made of calls. */
export interface PodPlan extends TemplatePlanBase {
  readonly kind: 'pod';
  /** The field that holds the body: `container`, `suspend`, ... */
  readonly bodyField: string;
  readonly body: unknown;
  readonly outputs: readonly SlotPlan[];
}

/** What a call hands to an input. */
export interface ValuePlan {
  readonly name: string;
  readonly kind: 'parameter' | 'artifact';
  /** The text of a parameter, or the fields beside the name. */
  readonly value: string | JsonObject;
}

/** The template that a call calls: one of the same object by its name, or one of another object. */
export type CalleePlan =
  | { readonly kind: 'own'; readonly name: string }
  | { readonly kind: 'remote'; readonly holder: JsonObject; readonly template: string };

/** A task of a dag, or a step. */
export interface CallPlan {
  readonly name: string;
  readonly path: JsonPath;
  readonly callee: CalleePlan;
  readonly values: readonly ValuePlan[];
  /** The tasks of `dependencies` that its values do not bring in already. */
  readonly after: readonly string[];
  readonly options: JsonObject;
  /** The hooks that builders write; any other stands in the options. */
  readonly hooks: readonly HookPlan[];
}

/** A hook of a task or step. */
export interface HookPlan {
  readonly name: string;
  /** What it calls. Of its options, there may be the expression. */
  readonly call: CallPlan;
}

/** An output of a dag or steps. */
export interface OutputPlan {
  readonly name: string;
  readonly kind: 'parameter' | 'artifact';
  /** Its fields beside the name. */
  readonly options: JsonObject;
  /** What stands between the braces, where it is a reference and nothing else. */
  readonly reference?: string;
  /** The expression, where it is one and nothing else. */
  readonly expression?: string;
}

/** A template whose body is made of calls. */
export interface BodyPlan extends TemplatePlanBase {
  readonly kind: 'dag' | 'steps';
  /** The calls that run side by side, one after the other; of a dag, one group of all. */
  readonly groups: readonly (readonly CallPlan[])[];
  readonly outputs: readonly OutputPlan[];
}

/** A template that stays a literal. */
export interface LiteralPlan extends TemplatePlanBase {
  readonly kind: 'literal';
  readonly value: JsonObject;
  /** Why, as a line for people. */
  readonly reason: string;
  readonly outputs: readonly SlotPlan[];
}

/** A template as it is written. */
export type TemplatePlan = PodPlan | BodyPlan | LiteralPlan;

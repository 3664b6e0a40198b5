import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import type { PipelineInput } from '../author/pipeline-input.ts';
import type { CallSite } from './call-site.ts';
import type { BranchTask, CallTask, LoopTask, Scope } from './scope.ts';

/** The current item of a loop, or its index. */
export interface ItemSource {
  readonly kind: 'item' | 'index';
  readonly scope: Scope;
  readonly loop: LoopTask;
  readonly schema: JsonSchema;
}

/** An input of the pipeline. */
export interface InputSource {
  readonly kind: 'input';
  readonly scope: undefined;
  readonly name: string;
  /** Its description, which is completed after all tasks have been read. */
  input: PipelineInput;
}

/** A field of a value that is an object. */
export interface FieldSource {
  readonly kind: 'field';
  readonly scope: Scope | undefined;
  readonly of: Source;
  readonly name: string;
  readonly schema: JsonSchema;
}

/** A value computed by Argo from other values. */
export interface ExpressionSource {
  readonly kind: 'expression';
  readonly scope: Scope | undefined;
  readonly formula: Formula;
}

/** How the workflow ended, known in its exit handler. */
export interface OutcomeSource {
  readonly kind: 'outcome';
  readonly scope: undefined;
  readonly name: 'status';
}

/** Where a value comes from. */
export type Source =
  | CallTask
  | LoopTask
  | BranchTask
  | ItemSource
  | InputSource
  | FieldSource
  | ExpressionSource
  | OutcomeSource;

/** A function of values that Argo computes: an arrow function, or a tree of builders. */
export interface Formula {
  readonly inputs: readonly Source[];
  /** The arrow function, or a tree with operands in place of the inputs. */
  readonly body: ((...values: never[]) => unknown) | ExpressionNode;
  readonly site: CallSite;
  /** Throws if the inputs do not fit the operators. Called again after arrow functions have been translated, when more types are known. */
  readonly verify?: () => void;
  /** The schema of the value, which is set once an arrow function has been translated. */
  schema: JsonSchema;
}

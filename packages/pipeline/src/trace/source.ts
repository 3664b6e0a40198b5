import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import type { PipelineInput } from '../author/pipeline-input.ts';
import type { CallSite } from './call-site.ts';
import type { BranchTask, CallTask, LoopTask, Scope } from './scope.ts';

/** The item, or its index, that the body of a loop works on. */
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
  /** What is known of it: more after its consumers have been seen. */
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

/** A function of values, to be computed by Argo: an arrow function or a tree made by builders. */
export interface Formula {
  readonly inputs: readonly Source[];
  /** The arrow function, or a tree with operands in place of the inputs. */
  readonly body: ((...values: never[]) => unknown) | ExpressionNode;
  readonly site: CallSite;
  /** Throws where the inputs do not fit the operators, as far as their types are known by then: more once arrow functions have been read. */
  readonly verify?: () => void;
  /** What is known of the value; more once an arrow function has been read. */
  schema: JsonSchema;
}

import type { JsonPath } from '@tiphys/models/facts';
import { describeScalar } from './scalars.ts';
import type { StructureProblem } from './structure-problem.ts';

/** A problem whose path the log knows. */
type Unplaced<T> = T extends StructureProblem ? Omit<T, 'path'> : never;

/** Collects problems, each with the path of the value that is being compared. Knows which rules differ there. */
export class ProblemLog {
  readonly problems: StructureProblem[] = [];
  readonly #path: (string | number)[] = [];
  #stepDepth = 0;
  #inlineDepth = 0;
  #statusDepth = 0;

  /** Whether the value is in a step: Go's own reader decodes it, which ignores case and drops what it does not know. */
  get isInStep(): boolean {
    return this.#stepDepth > 0;
  }

  /** Whether the value is in the status: the controller wrote it, and people cut it short. */
  get isInStatus(): boolean {
    return this.#statusDepth > 0;
  }

  /** Compares what is at an index of a list, or at a key of a map. */
  at<T>(step: string | number, inner: () => T): T {
    this.#path.push(step);
    const result = inner();
    this.#path.pop();
    return result;
  }

  /** Compares the field of an object that a key names. */
  atField<T>(key: string, site: { readonly definition: string; readonly field: string }, inner: () => T): T {
    this.#path.push(key);
    const isStep = site.definition === 'WorkflowStep' ? 1 : 0;
    const isInline = site.field === 'inline' ? 1 : 0;
    const isStatus = site.field === 'status' && this.#path.length === 1 ? 1 : 0;
    this.#stepDepth += isStep;
    this.#inlineDepth += isInline;
    this.#statusDepth += isStatus;
    const result = inner();
    this.#stepDepth -= isStep;
    this.#inlineDepth -= isInline;
    this.#statusDepth -= isStatus;
    this.#path.pop();
    return result;
  }

  /** Adds a problem of the value, or of one of its keys. */
  add(problem: Unplaced<StructureProblem>, key?: string): void {
    const path: JsonPath = key === undefined ? [...this.#path] : [...this.#path, key];
    // It is one of the kinds again as soon as it has its path.
    this.problems.push({ ...problem, path } as StructureProblem);
  }

  /** Adds that the value has another type than wanted, and returns nothing in its place. */
  wrongType(value: unknown, wanted: string, hint?: string): undefined {
    this.add({ kind: 'wrongType', wanted, found: describeScalar(value), ...(hint ? { hint } : {}) });
    return undefined;
  }

  /** Adds that the API server refuses the value; it does not look into inline templates. */
  refused(value: string | readonly unknown[], wanted: string, allowed?: readonly string[]): void {
    if (this.#inlineDepth > 0) return;
    const title = typeof value === 'string' ? `value "${value}"` : `list of ${value.length} items`;
    this.add({
      kind: 'refusedValue',
      value: typeof value === 'string' ? value : '',
      title,
      wanted,
      ...(allowed ? { allowed } : {}),
    });
  }
}

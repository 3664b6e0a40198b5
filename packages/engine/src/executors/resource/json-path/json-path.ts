import { formatFloatG, printJson, quoteGo } from '@tiphys/go';
import { describeError } from '../../../contract/error-text.ts';
import type { Filter, JsonPathNode, Slice } from './json-path-node.ts';
import { parseJsonPath } from './parse-json-path.ts';

/**
 * Returns what `kubectl get -o jsonpath=TEMPLATE` prints of an object. Fields that it does not have are left out.
 *
 * @throws Error with the message of kubectl if the template is wrong, or an index is out of bounds
 * @see https://kubernetes.io/docs/reference/kubectl/jsonpath/
 * @example
 * ```ts
 * jsonPath({ data: { a: '1', b: '2' } }, '{.data.a}-{.data.b}'); // => 1-2
 * ```
 */
export function jsonPath(object: unknown, template: string): string {
  const nodes = described(`error: error parsing jsonpath ${template}, `, () => parseJsonPath(template));
  const results = described(
    `error: error executing jsonpath ${quoteGo(template)}: Error executing template: `,
    () => new Evaluation().run(nodes, object),
  );
  return results.map((values) => values.map(printValue).join(' ')).join('');
}

function described<T>(prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(prefix + describeError(error), { cause: error });
  }
}

/** Evaluates a template. `range` and `end` move through its actions. */
class Evaluation {
  /** Ranges that an `end` was reached for. */
  #ended: number | undefined;

  /** Returns the values of each action. */
  run(nodes: readonly JsonPathNode[], current: unknown): (readonly unknown[])[] {
    const results: (readonly unknown[])[] = [];
    for (let index = 0; index < nodes.length; index += 1) {
      const node = nodes[index];
      if (node === undefined) break;
      const marker = markerOf(node);
      if (marker === 'end') {
        if (this.#depth === 0) throw new Error('not in range, nothing to end');
        this.#ended = index;
        return results;
      }
      const values = evaluate(node, [current]);
      if (marker !== 'range') {
        results.push(values);
        continue;
      }
      index = this.#repeat(nodes, index, { values, results });
    }
    return results;
  }

  #depth = 0;

  /** Runs the actions after a `range` for each of its values. Returns the index of the `end`. */
  #repeat(
    nodes: readonly JsonPathNode[],
    index: number,
    { values, results }: { values: readonly unknown[]; results: (readonly unknown[])[] },
  ): number {
    const body = nodes.slice(index + 1);
    this.#depth += 1;
    let end: number | undefined;
    // Without values the body still has to be walked to find its end.
    for (const value of values.length > 0 ? values : [undefined]) {
      this.#ended = undefined;
      const inner = this.run(body, value);
      if (values.length > 0) results.push(...inner);
      end = this.#ended;
    }
    this.#depth -= 1;
    return end === undefined ? nodes.length : index + 1 + end;
  }
}

/** Returns whether an action starts or ends a range. */
function markerOf(node: JsonPathNode): 'range' | 'end' | undefined {
  if (node.kind !== 'list') return undefined;
  const [first] = node.nodes;
  return first?.kind === 'range' || first?.kind === 'end' ? first.kind : undefined;
}

function evaluate(node: JsonPathNode, input: readonly unknown[]): readonly unknown[] {
  switch (node.kind) {
    case 'text':
      return [node.text];
    case 'value':
      return input.map(() => node.value);
    case 'list':
      return evaluateAll(node.nodes, input);
    case 'range':
    case 'end':
      return input;
    case 'field':
      return input.flatMap((value) => fieldOf(value, node.name));
    case 'wildcard':
      return input.flatMap(childrenOf);
    case 'recursive':
      return input.flatMap(descendantsOf);
    case 'union':
      return node.parts.flatMap((part) => evaluateAll(part, input));
    case 'slice':
      return input
        .filter((value) => value !== null && value !== undefined)
        .flatMap((value) => sliceOf(value, node.slice));
    case 'filter':
      return input.filter((value) => value !== undefined).flatMap((value) => filterOf(value, node.filter));
  }
}

function evaluateAll(nodes: readonly JsonPathNode[], input: readonly unknown[]): readonly unknown[] {
  return nodes.reduce((values: readonly unknown[], node) => evaluate(node, values), input);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldOf(value: unknown, name: string): readonly unknown[] {
  return isMap(value) && Object.hasOwn(value, name) ? [value[name]] : [];
}

/** Go goes through maps in no fixed order; here they keep that of the object. */
function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isMap(value) ? Object.values(value) : [];
}

function descendantsOf(value: unknown): readonly unknown[] {
  const children = childrenOf(value);
  return children.length === 0 ? [] : [value, ...children.flatMap(descendantsOf)];
}

function sliceOf(value: unknown, { start, end, single, step = 1 }: Slice): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${goValue(value)} is not array or slice`);
  const { length } = value;
  const from = start === undefined ? 0 : start < 0 ? start + length : start;
  let to = end ?? length;
  if (to < 0 || (to === 0 && single)) to += length;
  if (from === to) return [];
  if (from >= length || from < 0) throw outOfBounds(from, length);
  if (to > length || to < 0) throw outOfBounds(to - 1, length);
  if (from > to) throw new Error(`starting index ${from} is greater than ending index ${to}`);
  if (step <= 0) throw new Error('step must be > 0');
  return value.slice(from, to).filter((_, index) => index % step === 0);
}

function outOfBounds(index: number, length: number): Error {
  return new Error(`array index out of bounds: index ${index}, length ${length}`);
}

function filterOf(value: unknown, filter: Filter): readonly unknown[] {
  if (!Array.isArray(value))
    throw new Error(`${goValue(value)} is not array or slice and cannot be filtered`);
  return value.filter((item: unknown) => {
    const left = evaluateAll(filter.left, [item]);
    if (filter.operator === 'exists') return left.length > 0;
    if (left.length === 0) return false;
    const right = evaluateAll(filter.right, [item]);
    if (right.length === 0) return false;
    if (left.length > 1 || right.length > 1) throw new Error('can only compare one element at a time');
    return compare(left[0], right[0], filter.operator);
  });
}

function compare(left: unknown, right: unknown, operator: string): boolean {
  const comparable = ['string', 'number', 'boolean'];
  if (!comparable.includes(typeof left) || !comparable.includes(typeof right))
    throw new Error('invalid type for comparison');
  if (typeof left !== typeof right) throw new Error('incompatible types for comparison');
  // Both have the same type, which < and === compare.
  const [a, b] = [left as string | number, right as string | number];
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      throw new Error(`unrecognized filter operator ${operator}`);
  }
}

/** Prints a value as kubectl does: lists and maps as JSON, all others as Go prints them. */
function printValue(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : formatFloatG(value);
  return typeof value === 'object' ? printJson(value) : String(value);
}

/** How kubectl names a value that is no list. */
function goValue(value: unknown): string {
  return isMap(value) ? 'map[string]interface {}' : printValue(value);
}

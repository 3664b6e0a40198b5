import { COLLECTION_STYLE, type Node, SCALAR_STYLE, type ScalarNode } from 'js-yaml';
import { formatPath } from './json-path.ts';
import { orderKeys, type Shape } from './key-order.ts';
import { WorkflowError } from './workflow-error.ts';

const TAG = 'tag:yaml.org,2002:';
const STRING = `${TAG}str`;
/** Deeper than Argo nests (100 levels of templates) and than any reader allows; a value that holds itself gets here. */
const MAX_DEPTH = 1000;

/** Builds js-yaml's tree of one document with the keys in order; what JSON leaves out is left out. */
export function buildTree(value: unknown, shape: Shape | undefined): Node {
  const builder = new TreeBuilder();
  return builder.build(value, shape) ?? scalar('null', 'null');
}

class TreeBuilder {
  readonly #path: (string | number)[] = [];
  readonly #keys = new Map<string, ScalarNode>();

  build(value: unknown, shape: Shape | undefined): Node | undefined {
    switch (typeof value) {
      case 'string':
        return { kind: 'scalar', tag: STRING, tagged: false, style: SCALAR_STYLE.PLAIN, value };
      case 'number':
        return numberScalar(value) ?? this.#refuse(`is ${value}, which JSON cannot carry`);
      case 'boolean':
        return scalar('bool', String(value));
      case 'undefined':
        return undefined;
      case 'object':
        return value === null ? scalar('null', 'null') : this.#buildObject(value, shape);
      default:
        return this.#refuse(`is a ${typeof value}, which JSON cannot carry`);
    }
  }

  #buildObject(value: object, shape: Shape | undefined): Node | undefined {
    if (this.#path.length > MAX_DEPTH)
      this.#refuse(`lies more than ${MAX_DEPTH} levels deep; does an object hold itself?`);
    if (Array.isArray(value)) return this.#buildList(value, shape?.items);
    if ('toJSON' in value && typeof value.toJSON === 'function') return this.build(value.toJSON(), shape);
    if (value instanceof Map || value instanceof Set)
      this.#refuse('is a Map or Set; use a plain object or list');
    return this.#buildMapping(value as Readonly<Record<string, unknown>>, shape);
  }

  #buildList(list: readonly unknown[], shape: Shape | undefined): Node {
    const items: Node[] = [];
    for (let index = 0; index < list.length; index++) {
      this.#path.push(index);
      items.push(this.build(list[index], shape) ?? scalar('null', 'null'));
      this.#path.pop();
    }
    return { kind: 'sequence', tag: `${TAG}seq`, tagged: false, style: COLLECTION_STYLE.BLOCK, items };
  }

  #buildMapping(object: Readonly<Record<string, unknown>>, shape: Shape | undefined): Node {
    const items: { key: Node; value: Node }[] = [];
    for (const key of orderKeys(object, shape)) {
      this.#path.push(key);
      const value = this.build(object[key], shape?.fields?.get(key)?.shape ?? shape?.items);
      this.#path.pop();
      if (value) items.push({ key: this.#key(key), value });
    }
    return { kind: 'mapping', tag: `${TAG}map`, tagged: false, style: COLLECTION_STYLE.BLOCK, items };
  }

  #key(key: string): ScalarNode {
    let node = this.#keys.get(key);
    if (!node) {
      node = { kind: 'scalar', tag: STRING, tagged: false, style: SCALAR_STYLE.PLAIN, value: key };
      this.#keys.set(key, node);
    }
    return node;
  }

  #refuse(what: string): never {
    const path = [...this.#path];
    const shown = path.length > 20 ? `${formatPath(path.slice(0, 20))}...` : formatPath(path) || 'The value';
    throw new WorkflowError('WORKFLOW_UNWRITABLE', {
      message: `${shown} ${what}. YAML was not written.`,
      path,
    });
  }
}

function scalar(tag: string, value: string): ScalarNode {
  return { kind: 'scalar', tag: TAG + tag, tagged: false, style: SCALAR_STYLE.PLAIN, value };
}

function numberScalar(value: number): ScalarNode | undefined {
  if (!Number.isFinite(value)) return undefined;
  const text = Object.is(value, -0) ? '-0.0' : String(value);
  const isInteger = /^-?\d+$/.test(text);
  // YAML 1.1 reads a number with an exponent only when it has a point.
  return isInteger ? scalar('int', text) : scalar('float', text.replace(/^(-?\d+)e/, '$1.0e'));
}

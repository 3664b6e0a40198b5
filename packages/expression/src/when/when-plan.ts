import { GoTime } from '@tiphys/go';
import {
  binaryOperator,
  groupOperator,
  literalOperator,
  prefixOperator,
  type WhenOperator,
  type WhenStage,
} from './when-stage.ts';
import type { WhenToken } from './when-token.ts';

/** Symbols of each level, lowest precedence first. */
const LEVELS: readonly (readonly string[])[] = [
  [','],
  ['?', ':', '??'],
  ['||'],
  ['&&'],
  ['==', '!=', '>', '>=', '<', '<=', '=~', '!~', 'in'],
  ['^', '&', '|'],
  ['>>', '<<'],
  ['+', '-'],
  ['*', '/', '%'],
  ['**'],
];

/** Kinds of tokens that may be an operator of a level. */
const KINDS: readonly WhenToken['kind'][] = [
  'SEPARATOR',
  'TERNARY',
  'LOGICALOP',
  'LOGICALOP',
  'COMPARATOR',
  'MODIFIER',
  'MODIFIER',
  'MODIFIER',
  'MODIFIER',
  'MODIFIER',
];

/** Returns the stages of a condition whose tokens were checked. */
export function planWhen(tokens: readonly WhenToken[]): WhenStage | undefined {
  const planner = new Planner(tokens);
  const root = planner.level(0);
  if (root !== undefined) reorder(root);
  return root;
}

class Planner {
  readonly #tokens: readonly WhenToken[];
  #at = 0;

  constructor(tokens: readonly WhenToken[]) {
    this.#tokens = tokens;
  }

  /** Plans a level. Chains are right-associative at first; `reorder` corrects them. */
  level(index: number): WhenStage | undefined {
    const symbols = LEVELS[index];
    if (symbols === undefined) return this.#value();
    const left = this.level(index + 1);
    const token = this.#tokens[this.#at];
    if (token === undefined || token.kind !== KINDS[index] || !symbols.includes(String(token.value)))
      return left;
    this.#at += 1;
    const right = this.level(index);
    return { operator: binaryOperator(String(token.value)), left, right };
  }

  #value(): WhenStage | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined) return undefined;
    this.#at += 1;
    switch (token.kind) {
      case 'CLAUSE': {
        const inner = this.level(0);
        this.#at += 1;
        return { operator: groupOperator, left: undefined, right: inner };
      }
      case 'CLAUSE_CLOSE':
        this.#at -= 1;
        return undefined;
      case 'PREFIX':
        return { operator: prefixOperator(String(token.value)), left: undefined, right: this.#value() };
      case 'ACCESSOR':
        return this.#accessor(token);
      case 'TIME':
        return leaf(token.value instanceof GoTime ? Number(token.value.unix) : 0);
      case 'VARIABLE':
        return { operator: missing(String(token.value)), left: undefined, right: undefined };
      case 'NUMERIC':
      case 'STRING':
      case 'PATTERN':
      case 'BOOLEAN':
        return leaf(token.value);
      default:
        throw new Error(`Unable to plan token kind: '${token.kind}', value: '${String(token.value)}'`);
    }
  }

  #accessor(token: WhenToken): WhenStage {
    const right = this.#tokens[this.#at]?.kind === 'CLAUSE' ? this.level(0) : undefined;
    const name = Array.isArray(token.value) ? String(token.value[0]) : '';
    return { operator: missing(name), left: undefined, right };
  }
}

function leaf(value: unknown): WhenStage {
  return { operator: literalOperator(value), left: undefined, right: undefined };
}

/** Throws for a variable, since a condition has none. */
function missing(name: string): WhenOperator {
  return {
    symbol: 'VALUE',
    precedence: 'value',
    run: () => {
      throw new Error(`No parameter '${name}' found.`);
    },
  };
}

/** Makes right-associative chains of one precedence left-associative, as the library does. */
function reorder(root: WhenStage): void {
  let chain: WhenStage[] = [];
  let precedence = root.operator.precedence;
  for (let stage: WhenStage | undefined = root; stage !== undefined; ) {
    const current: WhenStage = stage;
    stage = current.right;
    if (current.left !== undefined) reorder(current.left);
    if (current.operator.precedence === precedence) {
      chain.push(current);
      continue;
    }
    if (chain.length > 1) mirror(chain);
    chain = [current];
    precedence = current.operator.precedence;
  }
  if (chain.length > 1) mirror(chain);
}

function mirror(chain: readonly WhenStage[]): void {
  const at = (index: number): WhenStage => {
    const stage = chain[index];
    if (stage === undefined) throw new Error('unreachable: stage out of the chain');
    return stage;
  };
  for (const stage of chain) [stage.left, stage.right] = [stage.right, stage.left];
  const root = at(0);
  const end = at(chain.length - 1);
  [end.left, root.right] = [root.right, end.left];
  for (let index = 0; index < Math.trunc((chain.length - 2) / 2) + 1; index += 1) {
    const front = at(index + 1);
    const inverse = at(chain.length - index - 1);
    [front.right, inverse.right] = [inverse.right, front.right];
  }
  for (let index = 0; index < Math.trunc(chain.length / 2); index += 1) {
    const front = at(index);
    const inverse = at(chain.length - index - 1);
    [front.operator, inverse.operator] = [inverse.operator, front.operator];
  }
}

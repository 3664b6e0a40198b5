/** A condition on a field of an object, such as `status.phase == Succeeded`. */
export interface Requirement {
  /** A path of the object. */
  readonly key: string;
  readonly operator: '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | '>' | '<';
  readonly values: readonly string[];
}

const KEY = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const MAXIMUM_LENGTH = 63;

/**
 * Reads a condition in the syntax of label selectors: `a == b, c in (d, e), !f`.
 *
 * @throws Error with the message of Kubernetes
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseSelector(text: string): readonly Requirement[] {
  return new SelectorParser(text).parse();
}

type Token = { readonly kind: 'word' | 'symbol' | 'end'; readonly text: string };

class SelectorParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    const words = text.match(/==|!=|[=!(),<>]|[^\s=!(),<>]+/g) ?? [];
    this.#tokens = words.map((word) => ({ kind: /^[=!(),<>]/.test(word) ? 'symbol' : 'word', text: word }));
  }

  parse(): readonly Requirement[] {
    const requirements: Requirement[] = [];
    while (this.#peek().kind !== 'end') {
      requirements.push(this.#requirement());
      const next = this.#next();
      if (next.kind === 'end') break;
      if (next.text !== ',') throw found(next, "',' or 'end of string'");
      const after = this.#peek();
      if (after.kind !== 'word' && after.text !== '!') throw found(after, "identifier after ','");
    }
    return requirements.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #requirement(): Requirement {
    const first = this.#next();
    const negated = first.text === '!';
    const name = negated ? this.#next() : first;
    if (name.kind !== 'word') throw found(name, "!, identifier, or 'end of string'");
    const key = checkedKey(name.text);
    const next = this.#peek();
    if (negated) return { key, operator: '!', values: [] };
    if (next.kind === 'end' || next.text === ',') return { key, operator: 'exists', values: [] };
    return this.#withOperator(key);
  }

  #withOperator(key: string): Requirement {
    const { text: operator, ...token } = this.#next();
    switch (operator) {
      case 'in':
      case 'notin':
        return { key, operator, values: this.#set().map(checkedValue(key)).sort() };
      case '=':
      case '==':
      case '!=':
        return { key, operator, values: [this.#value()].map(checkedValue(key)) };
      case '>':
      case '<': {
        const value = this.#value();
        if (!/^[+-]?\d+$/.test(value))
          throw new Error(
            `values[0][${key}]: Invalid value: "${value}": for 'Gt', 'Lt' operators, the value must be an integer`,
          );
        return { key, operator, values: [value] };
      }
      default:
        throw found({ ...token, text: operator }, 'in, notin, =, ==, !=, gt, lt');
    }
  }

  /** A missing value is an empty one. */
  #value(): string {
    const token = this.#peek();
    if (token.kind === 'end' || token.text === ',') return '';
    if (token.kind !== 'word') throw found(token, 'identifier');
    return this.#next().text;
  }

  #set(): string[] {
    const open = this.#next();
    if (open.text !== '(') throw found(open, "'('");
    const values: string[] = [];
    for (;;) {
      const token = this.#next();
      if (token.kind === 'word') values.push(token.text);
      else if (token.text === ')' || token.text === ',') values.push('');
      else throw found(token, "',', or identifier");
      const after = token.kind === 'word' ? this.#next() : token;
      if (after.text === ')') return values;
      if (after.text !== ',') throw found(after, "',' or ')'");
    }
  }
}

function found(token: Token, expected: string): Error {
  return new Error(`found '${token.text}', expected: ${expected}`);
}

function checkedKey(key: string): string {
  const name = key.slice(key.indexOf('/') + 1);
  if (KEY.test(key) && name.length <= MAXIMUM_LENGTH) return key;
  const reason =
    name.length > MAXIMUM_LENGTH
      ? 'name part must be no more than 63 bytes'
      : "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  throw new Error(`key: Invalid value: "${key}": ${reason}`);
}

function checkedValue(key: string): (value: string, index: number) => string {
  return (value, index) => {
    if (VALUE.test(value) && value.length <= MAXIMUM_LENGTH) return value;
    const reason =
      value.length > MAXIMUM_LENGTH
        ? 'must be no more than 63 bytes'
        : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    throw new Error(`values[${index}][${key}]: Invalid value: "${value}": ${reason}`);
  };
}

/** Returns the text of a requirement as Argo prints it, which is Go's for a struct: `{status.phase in [a b]}`. */
export function printRequirement({ key, operator, values }: Requirement): string {
  return `{${key} ${GO_OPERATORS[operator] ?? operator} [${values.join(' ')}]}`;
}

const GO_OPERATORS: Readonly<Record<string, string>> = { '>': 'gt', '<': 'lt' };

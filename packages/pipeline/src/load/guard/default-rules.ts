import type { Node } from '@babel/types';
import type { GuardWriter } from './guard-writer.ts';
import { possibleOutputs } from './possible-outputs.ts';

/** A default in a pattern: `{ a: { b = 1 } }` has a default at the path `a`, `b`. */
interface Default {
  readonly path: readonly string[];
  /** The variable or pattern with the default. */
  readonly target: Node;
  /** With the default: `b = 1`. */
  readonly whole: Node;
}

/** Guards the value of a pattern with defaults. */
export function guardDefaults(writer: GuardWriter, pattern: Node, value: Node | null | undefined): void {
  const defaults = value == null ? [] : defaultsIn(pattern, []);
  if (value == null || defaults.length === 0) return;
  const listed = defaults.map((one) => listDefault(writer, one, one.path));
  // Outputs may also be inside an object literal.
  const written = value.type === 'ObjectExpression' || value.type === 'ArrayExpression';
  for (const output of written ? [value] : possibleOutputs(value)) writer.wrap(output, 'd', ...listed);
}

/** Guards variables with defaults at the start of a body: parameters of a function, items of a loop. */
export function guardBoundDefaults(writer: GuardWriter, patterns: readonly Node[], body: Node): void {
  for (const one of patterns.flatMap((pattern) => defaultsIn(pattern, []))) {
    if (one.target.type !== 'Identifier') continue;
    const listed = listDefault(writer, one, []);
    if (body.type === 'BlockStatement') writer.startBlock(body, 'd', one.target.name, listed);
    else if (!body.type.endsWith('Statement')) writer.precede(body, 'd', one.target.name, listed);
  }
}

function listDefault(writer: GuardWriter, { target, whole }: Default, path: readonly string[]): string {
  return `[${JSON.stringify(path)},${writer.site(target, whole, { use: 'default' })}]`;
}

function defaultsIn(pattern: Node, path: readonly string[]): readonly Default[] {
  switch (pattern.type) {
    case 'AssignmentPattern':
      return [{ path, target: pattern.left, whole: pattern }, ...defaultsIn(pattern.left, path)];
    case 'TSParameterProperty':
      return defaultsIn(pattern.parameter, path);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => {
        if (property.type === 'RestElement' || property.computed) return [];
        const name = nameOf(property.key);
        return name === undefined ? [] : defaultsIn(property.value, [...path, name]);
      });
    case 'ArrayPattern':
      return pattern.elements.flatMap((element, index) =>
        element === null ? [] : defaultsIn(element, [...path, String(index)]),
      );
    default:
      return [];
  }
}

function nameOf(key: Node): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'StringLiteral' || key.type === 'NumericLiteral' ? String(key.value) : undefined;
}

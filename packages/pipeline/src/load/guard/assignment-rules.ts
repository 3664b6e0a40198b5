import type { AssignmentExpression, MemberExpression, Node, UpdateExpression } from '@babel/types';
import type { GuardedUse } from '../../guard/guard-site.ts';
import { guardDefaults } from './default-rules.ts';
import { guard, guardPattern } from './guard-expression.ts';
import type { GuardWriter } from './guard-writer.ts';
import { withoutTypes } from './possible-outputs.ts';

/** Guards an assignment: its target, and for operators, both sides. */
export function guardAssignment(node: AssignmentExpression, writer: GuardWriter): void {
  const { operator, right } = node;
  const left = withoutTypes(node.left);
  if (operator === '=') {
    guardPattern(writer, left, right);
    guardDefaults(writer, left, right);
    if (left.type === 'MemberExpression') guard(writer, left.object, 'assignment', node);
    return;
  }
  const logical = operator === '&&=' || operator === '||=' || operator === '??=';
  const use: GuardedUse = operator === '??=' ? 'nullish' : logical ? 'choice' : 'computation';
  guardTarget(left, { node, use, logical }, writer);
  if (!logical) guard(writer, right, use, node);
}

/** Guards the target of `++` and `--`. */
export function guardUpdate(node: UpdateExpression, writer: GuardWriter): void {
  guardTarget(withoutTypes(node.argument), { node, use: 'computation', logical: false }, writer);
}

interface Change {
  readonly node: Node;
  readonly use: GuardedUse;
  /** Whether the target is tested. Otherwise it is used in a computation, which an output refuses itself. */
  readonly logical: boolean;
}

/** Guards a variable or property whose value is read and then changed. */
function guardTarget(target: Node, { node, use, logical }: Change, writer: GuardWriter): void {
  if (target.type === 'Identifier') {
    writer.precede(node, 'v', target.name, writer.site(target, node, { use }));
    return;
  }
  if (target.type !== 'MemberExpression' || target.object.type === 'Super') return;
  const name = logical ? propertyName(target) : undefined;
  if (name === undefined) {
    guard(writer, target.object, 'assignment', node);
  } else if (!name.startsWith('#')) {
    writer.wrap(target.object, 'p', name, writer.site(target, node, { use }));
  } else if (target.object.type === 'ThisExpression' || target.object.type === 'Identifier') {
    writer.precede(node, 'v', writer.slice(target), writer.site(target, node, { use }));
  }
}

/** Returns the code of a property name, unless it would be evaluated twice. */
function propertyName({ property, computed }: MemberExpression): string | undefined {
  if (property.type === 'PrivateName') return `#${property.id.name}`;
  if (property.type === 'Identifier') return computed ? property.name : JSON.stringify(property.name);
  if (property.type === 'StringLiteral') return JSON.stringify(property.value);
  return property.type === 'NumericLiteral' ? String(property.value) : undefined;
}

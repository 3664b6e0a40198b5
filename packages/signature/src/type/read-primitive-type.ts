import { ts } from 'ts-morph';
import { templatePattern } from './template-pattern.ts';
import type { TypeContext } from './type-context.ts';
import { refuse, refuseAny } from './type-refusal.ts';
import type { TypeShape } from './type-shape.ts';

/**
 * Returns the shape of a primitive type.
 *
 * @throws TypeRefusal if JSON cannot represent its values.
 */
export function readPrimitive(type: ts.Type, context: TypeContext): TypeShape | undefined {
  if (type.flags & ts.TypeFlags.Any) {
    throw refuseAny(type, context);
  }
  return readLiteral(type, context) ?? readKeyword(type) ?? refuseKeyword(type, context);
}

function readLiteral(type: ts.Type, context: TypeContext): TypeShape | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) {
    return { kind: 'literal', value: type.value };
  }
  if (type.flags & ts.TypeFlags.BooleanLiteral) {
    return { kind: 'literal', value: context.checker.typeToString(type) === 'true' };
  }
  if (type.flags & ts.TypeFlags.TemplateLiteral) {
    return { kind: 'pattern', pattern: `^${templatePattern(type as ts.TemplateLiteralType)}$` };
  }
  return undefined;
}

function readKeyword(type: ts.Type): TypeShape | undefined {
  const { flags } = type;
  if (flags & ts.TypeFlags.Unknown) {
    return { kind: 'anything' };
  }
  if (flags & ts.TypeFlags.Never) {
    return { kind: 'nothing' };
  }
  if (flags & ts.TypeFlags.Null) {
    return { kind: 'null' };
  }
  if (flags & (ts.TypeFlags.String | ts.TypeFlags.StringMapping)) {
    return { kind: 'string' };
  }
  if (flags & ts.TypeFlags.Boolean) {
    return { kind: 'boolean' };
  }
  // An enum with computed members has no literal types.
  return flags & (ts.TypeFlags.Number | ts.TypeFlags.Enum) && !type.isUnion()
    ? { kind: 'number' }
    : undefined;
}

function refuseKeyword(type: ts.Type, context: TypeContext): undefined {
  const { flags } = type;
  if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) {
    throw refuse(type, context, 'which JSON cannot represent', 'use `null`');
  }
  // Functions receive what JSON.parse returns, which is never a bigint.
  if (flags & ts.TypeFlags.BigIntLike) {
    throw refuse(
      type,
      context,
      'which JSON cannot represent',
      'use a string with its digits (`string`), or `number` up to 2^53',
    );
  }
  if (flags & ts.TypeFlags.ESSymbolLike) {
    throw refuse(type, context, 'which JSON cannot represent', 'use a string (`string`)');
  }
  if (flags & ts.TypeFlags.NonPrimitive) {
    throw refuse(
      type,
      context,
      'which does not name its fields',
      'use `Record<string, unknown>` or name the fields',
    );
  }
  return undefined;
}

import { ts } from 'ts-morph';
import type { OutputSignature, SignatureProblem } from '../model/function-signature.ts';
import { problemAt } from '../model/problem.ts';
import { toJsonSchema } from '../schema/json-schema.ts';
import type { TypeShape } from '../type/type-shape.ts';
import { type Compiler, readSlot } from './read-slot.ts';

/** The return type of a function, and where it is declared. */
export interface ReturnPlace {
  readonly functionName: string;
  /** The return type, including its promise. */
  readonly type: ts.Type;
  readonly typeNode: ts.TypeNode | undefined;
  readonly node: ts.Node;
}

const absent = ts.TypeFlags.Void | ts.TypeFlags.Undefined;

/** Returns the output of a function, or the problem with its type. */
export function readOutput(place: ReturnPlace, compiler: Compiler): OutputSignature | SignatureProblem {
  const type = unwrapPromise(place.type, compiler.checker);
  if (type.flags & (absent | ts.TypeFlags.Never)) {
    return { schema: {}, route: 'none', list: false };
  }
  const subject = `output of ${place.functionName}`;
  const describe = (path: string): string =>
    path === '' ? `The ${subject}` : `"${path.replace(/^\./, '')}" in the ${subject}`;
  if (type.isUnion() && type.types.some((member) => (member.flags & absent) !== 0)) {
    const message = `${describe('')} may be undefined, which JSON cannot represent; return \`null\` instead.`;
    return problemAt(place.typeNode ?? place.node, 'SIGNATURE_UNSUPPORTED_TYPE', message);
  }
  const content = readSlot({ ...place, type, describe, mayBeAbsent: false }, compiler);
  if (content.problem) {
    return content.problem;
  }
  if (content.marker === 'input') {
    const message = `${describe('')} has type InputFile, which is for inputs; use OutputFile, the path of a file that the function wrote.`;
    return problemAt(place.typeNode ?? place.node, 'SIGNATURE_MISPLACED_MARKER', message);
  }
  const route = content.marker === 'large' ? 'large' : content.marker === 'output' ? 'file' : 'value';
  return { schema: toJsonSchema(content.shape), route, list: isList(content.shape) };
}

/** Returns the type of an awaited value. */
export function unwrapPromise(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  const awaited = checker.getAwaitedType(type) ?? type;
  // TypeScript shows an awaited type parameter as `Awaited<T>`.
  const [parameter] = awaited.aliasSymbol?.name === 'Awaited' ? (awaited.aliasTypeArguments ?? []) : [];
  return parameter ?? awaited;
}

function isList(shape: TypeShape): boolean {
  switch (shape.kind) {
    case 'list':
    case 'tuple':
      return true;
    case 'union':
      return shape.members.every(isList);
    case 'reference':
      return isList(shape.to.shape);
    default:
      return false;
  }
}

import { ts } from 'ts-morph';
import type { OutputSignature, SignatureProblem } from './function-signature.ts';
import { toJsonSchema } from './json-schema.ts';
import { problemAt } from './problem.ts';
import { type Compiler, readSlot } from './read-slot.ts';
import type { TypeShape } from './type-shape.ts';

/** What a function returns, before it is read. */
export interface ReturnPlace {
  readonly functionName: string;
  /** The return type as the function has it, promise and all. */
  readonly type: ts.Type;
  readonly typeNode: ts.TypeNode | undefined;
  readonly node: ts.Node;
}

/** Returns the output of a function, or why it has none. */
export function readOutput(place: ReturnPlace, compiler: Compiler): OutputSignature | SignatureProblem {
  const type = compiler.checker.getAwaitedType(place.type) ?? place.type;
  if (type.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) {
    return { schema: {}, route: 'none', list: false };
  }
  const subject = `output of ${place.functionName}`;
  const describe = (path: string): string =>
    path === '' ? `The ${subject}` : `"${path.replace(/^\./, '')}" in the ${subject}`;
  const content = readSlot({ ...place, type, describe, mayBeAbsent: false }, compiler);
  if (content.problem) {
    return content.problem;
  }
  if (content.marker === 'input') {
    const message = `${describe('')} has type InputFile, which is for inputs; return OutputFile, the path of a file that the function wrote.`;
    return problemAt(place.typeNode ?? place.node, 'SIGNATURE_MISPLACED_MARKER', message);
  }
  const route = content.marker === 'large' ? 'large' : content.marker === 'output' ? 'file' : 'value';
  return { schema: toJsonSchema(content.shape), route, list: isList(content.shape) };
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

import { ts } from 'ts-morph';
import type { OutputFieldSignature, OutputSignature, SignatureProblem } from '../model/function-signature.ts';
import { problemAt } from '../model/problem.ts';
import { isInPackage } from '../program/installed-package.ts';
import { toJsonSchema } from '../schema/json-schema.ts';
import { findFileMarker, findMarker, mayBeMissing } from '../type/markers.ts';
import { hasNamedFields } from '../type/named-fields.ts';
import type { ObjectField, TypeShape } from '../type/type-shape.ts';
import { type Compiler, readSlot, type Slot } from './read-slot.ts';

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
  if (holdsMarkers(type, compiler.checker)) return readOutputFields({ ...place, type }, describe, compiler);
  const isFile = findMarker(type) === 'output';
  if (!isFile && includesAbsent(type)) {
    const message = `${describe('')} may be undefined, which JSON cannot represent; return \`null\` instead.`;
    return problemAt(place.typeNode ?? place.node, 'SIGNATURE_UNSUPPORTED_TYPE', message);
  }
  const read = readRoute({ ...place, type, describe, mayBeAbsent: isFile }, compiler);
  if (isProblem(read)) return read;
  const { shape, optional, ...rest } = read;
  return { schema: toJsonSchema(shape), ...rest, ...(optional ? { optional: true as const } : {}) };
}

function includesAbsent(type: ts.Type): boolean {
  return type.isUnion() && type.types.some((member) => (member.flags & absent) !== 0);
}

/** Tells whether a type is an object with fields that are files or large values. */
function holdsMarkers(type: ts.Type, checker: ts.TypeChecker): boolean {
  return (
    hasNamedFields(type, checker) &&
    findMarker(type) === undefined &&
    checker
      .getPropertiesOfType(type)
      .some((property) => findMarker(checker.getTypeOfSymbol(property)) !== undefined)
  );
}

type Describe = (path: string) => string;

function readOutputFields(
  place: ReturnPlace,
  describe: Describe,
  compiler: Compiler,
): OutputSignature | SignatureProblem {
  const fields: [string, OutputFieldSignature][] = [];
  const shapes: ObjectField[] = [];
  for (const property of compiler.checker.getPropertiesOfType(place.type)) {
    const read = readField(property, place, { describe, compiler });
    if (isProblem(read)) return read;
    const { shape, ...rest } = read;
    const name = property.getName();
    fields.push([name, { schema: toJsonSchema(shape), ...rest }]);
    shapes.push({ name, shape, optional: rest.optional });
  }
  const schema = toJsonSchema({ kind: 'object', fields: shapes });
  return { schema, route: 'fields', list: false, fields: Object.fromEntries(fields) };
}

function readField(
  property: ts.Symbol,
  place: ReturnPlace,
  { describe, compiler }: { readonly describe: Describe; readonly compiler: Compiler },
): RouteContent | SignatureProblem {
  const declaration = property.valueDeclaration;
  const own = declaration === undefined || isInPackage(declaration) ? undefined : declaration;
  const written = own && ts.isPropertySignature(own) ? own.type : undefined;
  const path = `.${property.getName()}`;
  const slot = {
    describe: (inner: string): string => describe(`${path}${inner}`),
    type: compiler.checker.getTypeOfSymbolAtLocation(property, place.node),
    typeNode: written,
    node: own ?? place.typeNode ?? place.node,
    mayBeAbsent: true,
  };
  const read = readRoute(slot, compiler);
  const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
  return isProblem(read) || !optional ? read : { ...read, optional };
}

type RouteContent = Omit<OutputFieldSignature, 'schema'> & { readonly shape: TypeShape };

/** Reads the type of an output, and how its values are passed. */
function readRoute(slot: Slot, compiler: Compiler): RouteContent | SignatureProblem {
  const file = findFileMarker(slot.type, compiler.checker);
  if (file?.list) {
    const message = `${slot.describe('')} is a list of files; return one file, an object with a field for each file, or call a function that returns one file in a loop (\`forEach\`).`;
    return problemAt(slot.typeNode ?? slot.node, 'SIGNATURE_MISPLACED_MARKER', message);
  }
  const content = readSlot(slot, compiler);
  if (content.problem) return content.problem;
  if (content.marker === 'input' || content.marker === 'secret') {
    const reason =
      content.marker === 'input'
        ? 'has type InputFile, which is for inputs; use OutputFile, the path of a file that the function wrote'
        : 'has type SecretText, which is for inputs; a secret must not become a value of the workflow';
    const message = `${slot.describe('')} ${reason}.`;
    return problemAt(slot.typeNode ?? slot.node, 'SIGNATURE_MISPLACED_MARKER', message);
  }
  const { shape, marker, mayBeAbsent } = content;
  if (marker === 'output') {
    const kind = file?.kind === undefined ? {} : { kind: file.kind };
    return {
      shape: { kind: 'string' },
      route: 'file',
      list: false,
      optional: mayBeMissing(slot.type),
      ...kind,
    };
  }
  return {
    shape,
    route: marker ?? 'value',
    list: isList(shape),
    optional: mayBeAbsent || includesAbsent(slot.type),
  };
}

function isProblem<T extends object>(read: T | SignatureProblem): read is SignatureProblem {
  return 'code' in read;
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

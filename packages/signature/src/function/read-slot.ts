import type { ts } from 'ts-morph';
import type { FoundProblem } from '../model/follow-on-problems.ts';
import { locate } from '../model/problem.ts';
import { isInPackage } from '../program/installed-package.ts';
import { type FileMarker, type Marker, mayBeMissing, readMarker } from '../type/markers.ts';
import { readType } from '../type/read-type.ts';
import { type PresentShape, readPresent } from '../type/read-union-type.ts';
import type { TypeContext } from '../type/type-context.ts';
import { TypeRefusal } from '../type/type-refusal.ts';
import { findUnresolvedType, type UnresolvedTypesContext } from '../type/unresolved-types.ts';

/** The TypeScript program that is being read, and its checker. */
export interface Compiler extends UnresolvedTypesContext {
  readonly program: ts.Program;
}

/** A typed part of a signature: an input, an output, or a pipeline input. */
export interface Slot {
  /** Returns its name for messages, with the path of a nested part: `Input "values[].when" of total`. */
  readonly describe: (path: string) => string;
  readonly type: ts.Type;
  /** The type annotation, if there is one. */
  readonly typeNode: ts.TypeNode | undefined;
  /** The node that problems point to if there is no type annotation. */
  readonly node: ts.Node;
  /** Whether the value may be omitted. */
  readonly mayBeAbsent: boolean;
}

/** The shape and the marker of a slot, or the problem with its type. */
export type SlotContent =
  | (PresentShape & { readonly marker: Marker | undefined; readonly problem?: never })
  | { readonly problem: FoundProblem };

/** Reads the type of a slot. */
export function readSlot(slot: Slot, compiler: Compiler): SlotContent {
  const problem = findMissingType(slot, compiler);
  if (problem !== undefined) return { problem };
  const { marker, type } = readMarker(slot.type, slot.typeNode, compiler.checker);
  const context: TypeContext = {
    ...compiler,
    node: slot.node,
    path: [],
    definitions: new Map(),
    depth: 0,
    read: readType,
  };
  try {
    const content = slot.mayBeAbsent
      ? readPresent(type, context)
      : { shape: readType(type, context), mayBeAbsent: false };
    return { ...content, marker };
  } catch (error) {
    if (error instanceof TypeRefusal) {
      return { problem: toProblem(error, slot, compiler.program) };
    }
    throw error;
  }
}

/** Reads a slot whose type is a list of files, as `findFileMarker` tells. */
export function readFileList(slot: Slot, { marker }: FileMarker, compiler: Compiler): SlotContent {
  const problem = findMissingType(slot, compiler);
  if (problem !== undefined) return { problem };
  const shape = { kind: 'list', element: { kind: 'string' } } as const;
  return { shape, mayBeAbsent: mayBeMissing(slot.type), marker };
}

function findMissingType({ typeNode, describe }: Slot, compiler: Compiler): FoundProblem | undefined {
  const unresolved = typeNode && findUnresolvedType(typeNode, compiler);
  if (unresolved === undefined) return undefined;
  const missingType = unresolved.getText();
  return {
    code: 'SIGNATURE_UNRESOLVED_TYPE',
    message: `${describe('')} needs the type ${missingType}, which cannot be found; import or declare it.`,
    location: locate(unresolved),
    missingType,
  };
}

function toProblem(refusal: TypeRefusal, slot: Slot, program: ts.Program): FoundProblem {
  const path = refusal.path.map((name) => (name.startsWith('[') ? name : `.${name}`)).join('');
  const { declaration } = refusal;
  const own =
    declaration !== undefined &&
    !program.isSourceFileDefaultLibrary(declaration.getSourceFile()) &&
    !isInPackage(declaration);
  const isUntyped = refusal.code === 'SIGNATURE_ANY_TYPE' && path === '' && slot.typeNode === undefined;
  const reason = isUntyped ? 'has no type that TypeScript could infer' : refusal.reason;
  return {
    code: refusal.code,
    message: `${slot.describe(path)} ${reason}; ${refusal.advice}.`,
    location: locate(own ? declaration : (slot.typeNode ?? slot.node)),
    missingType: refusal.missingType,
  };
}

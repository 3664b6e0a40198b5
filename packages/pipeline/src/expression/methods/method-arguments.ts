import { type Translation, unsupported } from '../parts/translation.ts';
import type { Expression } from '../source/syntax.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import type { MethodCall } from './method-call.ts';

/** An argument of a method. */
export interface Argument {
  readonly part: Expression;
  readonly typed: TypedNode;
}

/** Returns the arguments of a method. */
export function argumentsOf({ part }: MethodCall, context: Translation): readonly Argument[] {
  return part.arguments.map((given) => {
    if (given.type === 'SpreadElement') throw unsupported(given, context);
    return { part: given, typed: context.translate(given, context) };
  });
}

/** Throws if the number of arguments is not the given one. */
export function needCount(call: MethodCall, count: number, context: Translation): void {
  if (call.part.arguments.length !== count)
    throw unsupported(
      call.part,
      context,
      `.${call.name}() takes ${count === 0 ? 'no argument' : `${count}`} here`,
    );
}

import type { ExpressionNode } from '../language/node.ts';
import { elementOf, type GoType, isAssignable, isInteger, isUnknown, UNKNOWN_TYPE } from '../values/type.ts';
import type { TypeVisitor } from './type-visitor.ts';

/** A call to check against the signatures of its function. */
export interface CheckedCall {
  readonly name: string;
  readonly signatures: readonly GoType[];
  readonly node: ExpressionNode;
  readonly given: readonly ExpressionNode[];
}

interface Problem {
  readonly at: ExpressionNode;
  readonly message: string;
}

function countProblem(call: CheckedCall, signature: GoType): Problem | undefined {
  const wanted = signature.parameters?.length ?? 0;
  const given = call.given.length;
  const tooFew = signature.variadic === true ? given < wanted - 1 : given < wanted;
  if (tooFew) return { at: call.node, message: `not enough arguments to call ${call.name}` };
  if (given > wanted && signature.variadic !== true)
    return { at: call.node, message: `too many arguments to call ${call.name}` };
  return undefined;
}

function parameterType(signature: GoType, index: number): GoType {
  const parameters = signature.parameters ?? [];
  if (signature.variadic === true && index >= parameters.length - 1)
    return elementOf(parameters.at(-1) ?? UNKNOWN_TYPE);
  return parameters[index] ?? UNKNOWN_TYPE;
}

function argumentProblem(
  call: CheckedCall,
  signature: GoType,
  typeAt: (index: number) => GoType,
): Problem | undefined {
  for (const [index, at] of call.given.entries()) {
    // Arguments after a wrong one are not checked.
    const type = typeAt(index);
    const wanted = parameterType(signature, index);
    if ((wanted.kind === 'float' || isInteger(wanted)) && isInteger(type)) continue;
    const wantedName = isUnknown(wanted) ? 'interface {}' : wanted.name;
    if (type.kind === 'nil') {
      if (isUnknown(wanted)) continue;
      return { at, message: `cannot use nil as argument (type ${wantedName}) to call ${call.name}` };
    }
    if (!isUnknown(type) && !isAssignable(type, wanted)) {
      return {
        at,
        message: `cannot use ${type.name} as argument (type ${wantedName}) to call ${call.name} `,
      };
    }
  }
  return undefined;
}

/** Returns the result type of the first signature that accepts the arguments. If none does, fails with the last problem. */
export function checkArguments(visitor: TypeVisitor, call: CheckedCall): GoType {
  const types: GoType[] = [];
  const typeAt = (index: number): GoType => {
    const argument = call.given[index];
    types[index] ??= argument === undefined ? UNKNOWN_TYPE : visitor.visit(argument);
    return types[index];
  };
  let problem: Problem = { at: call.node, message: `no matching overload for ${call.name}` };
  for (const signature of call.signatures) {
    const count = countProblem(call, signature);
    if (count !== undefined) for (const index of call.given.keys()) typeAt(index);
    const found = count ?? argumentProblem(call, signature, typeAt);
    if (found === undefined) return signature.result ?? UNKNOWN_TYPE;
    problem = found;
  }
  return visitor.fail(problem.at, problem.message);
}

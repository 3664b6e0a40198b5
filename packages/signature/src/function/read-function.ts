import type {
  ArrowFunction,
  FunctionDeclaration,
  FunctionExpression,
  Node,
  ParameterDeclaration,
} from 'ts-morph';
import { Node as MorphNode } from 'ts-morph';
import type { FoundProblem } from '../model/follow-on-problems.ts';
import type {
  FunctionSignature,
  InputSignature,
  OutputSignature,
  SignatureProblem,
} from '../model/function-signature.ts';
import { locate, problemAt, type SignatureProblemCode } from '../model/problem.ts';
import type { Documentation } from './documentation.ts';
import { readCheckedInputs, readObjectInputs, readPositionalInputs } from './read-inputs.ts';
import { type ReturnPlace, readOutput, unwrapPromise } from './read-output.ts';
import type { Compiler } from './read-slot.ts';

/** A function definition: the only kind of function whose parameters can be read. */
export type FunctionNode = FunctionDeclaration | ArrowFunction | FunctionExpression;

/** An exported function. */
export interface ExportedFunction {
  readonly name: string;
  readonly node: FunctionNode;
  /** The declaration of the name: the function itself, or the variable that holds it. */
  readonly declaration: Node;
  readonly documentation: Documentation;
  /** The schema that checks the argument, for `checked(schema, function)`. */
  readonly schema?: Node;
}

/** The signature of a function, or every reason why it has none. */
export type FunctionResult =
  | { readonly signature: FunctionSignature; readonly problems?: never }
  | { readonly problems: readonly FoundProblem[] };

/** Returns the signature of an exported function, or all of its problems. */
export function readFunction(exported: ExportedFunction, compiler: Compiler): FunctionResult {
  const { name, node, documentation } = exported;
  const refusals = refuseForm(exported);
  if (refusals.length > 0) {
    return { problems: refusals };
  }
  const parameters = node.getParameters();
  const [first] = parameters;
  const isObject =
    parameters.length === 1 && first !== undefined && MorphNode.isObjectBindingPattern(first.getNameNode());
  const inputs =
    exported.schema !== undefined
      ? readCheckedInputs(exported.schema, first, { owner: exported, compiler })
      : isObject
        ? readObjectInputs(first, exported, compiler)
        : readPositionalInputs(parameters, exported, compiler);
  const returned = findReturnType(exported);
  const output = readOutput({ ...returned, functionName: name }, compiler);
  const problems: readonly FoundProblem[] = [
    ...inputs.filter(isProblem).map((problem) => ({ ...problem, inputOf: name })),
    ...[output]
      .filter(isProblem)
      .map((problem) => (returned.typeNode === undefined ? { ...problem, inferredOutputOf: name } : problem)),
  ];
  if (problems.length > 0) {
    return { problems };
  }
  const isPromise = unwrapPromise(returned.type, compiler.checker) !== returned.type;
  return {
    signature: {
      name,
      source: locate(exported.declaration),
      ...(documentation.description === undefined ? {} : { description: documentation.description }),
      style: isObject ? 'object' : 'positional',
      async: node.isAsync() || isPromise,
      inputs: inputs.filter((input): input is InputSignature => !isProblem(input)),
      output: output as OutputSignature,
    },
  };
}

function isProblem(result: InputSignature | OutputSignature | SignatureProblem): result is SignatureProblem {
  return 'code' in result;
}

/** The declared type of a variable takes precedence over the return type of its function. */
function findReturnType(exported: ExportedFunction): Omit<ReturnPlace, 'functionName'> {
  const { node, declaration, schema } = exported;
  const typeNode = node.getReturnTypeNode()?.compilerNode;
  const isOwn = declaration === node || schema !== undefined;
  const [declared] = isOwn ? [] : declaration.getType().getCallSignatures();
  const type =
    declared === undefined ? node.getReturnType().compilerType : declared.getReturnType().compilerType;
  return { type, typeNode, node: nameNodeOf(declaration).compilerNode };
}

function nameNodeOf(declaration: Node): Node {
  const named = MorphNode.hasName(declaration) ? declaration.getNameNode() : undefined;
  return named ?? declaration;
}

function refuseForm(exported: ExportedFunction): readonly SignatureProblem[] {
  const { name, node, declaration } = exported;
  const refuse = (at: Node, code: SignatureProblemCode, message: string): SignatureProblem =>
    problemAt(at, code, message);
  const problems: SignatureProblem[] = [];
  if (countSignatures(exported) > 1) {
    const message = `${name} has overloads; give it one signature, with a union or optional parameters.`;
    problems.push(refuse(declaration, 'SIGNATURE_OVERLOADS', message));
  }
  if (!MorphNode.isArrowFunction(node) && node.isGenerator()) {
    const message = `${name} is a generator; return a list (\`T[]\`) instead.`;
    problems.push(refuse(declaration, 'SIGNATURE_GENERATOR', message));
  }
  const parameters = node.getParameters();
  const alone = parameters.length === 1;
  return [...problems, ...parameters.flatMap((parameter) => refuseParameter(parameter, name, alone))];
}

function refuseParameter(
  parameter: ParameterDeclaration,
  owner: string,
  alone: boolean,
): readonly SignatureProblem[] {
  const pattern = parameter.getNameNode();
  if (parameter.getName() === 'this') {
    const message = `${owner} uses \`this\`, which a task does not have; pass it as a parameter.`;
    return [problemAt(parameter, 'SIGNATURE_THIS_PARAMETER', message)];
  }
  if (parameter.isRestParameter()) {
    const message = `${owner} has a rest parameter (${parameter.getText()}); take a list instead: \`${pattern.getText()}: ${parameter.getTypeNode()?.getText() ?? 'T[]'}\`.`;
    return [problemAt(parameter, 'SIGNATURE_REST_PARAMETER', message)];
  }
  if (MorphNode.isArrayBindingPattern(pattern)) {
    const message = `The parameter ${pattern.getText()} of ${owner} is destructured, so the input has no name; give the parameter a name.`;
    return [problemAt(parameter, 'SIGNATURE_PARAMETER_PATTERN', message)];
  }
  if (MorphNode.isObjectBindingPattern(pattern) && !alone) {
    const message = `The parameter ${pattern.getText()} of ${owner} is destructured, but it is not the only parameter; take one object with all inputs, or give the parameter a name.`;
    return [problemAt(parameter, 'SIGNATURE_PARAMETER_PATTERN', message)];
  }
  return [];
}

function countSignatures(exported: ExportedFunction): number {
  return exported.declaration.getType().getCallSignatures().length;
}

import { type CallExpression, Node, type ObjectLiteralElementLike, type SourceFile } from 'ts-morph';
import type {
  PipelineInputSignature,
  PipelineInputsSignature,
  SignatureProblem,
} from '../model/function-signature.ts';
import { locate, problemAt } from '../model/problem.ts';
import { toJsonSchema } from '../schema/json-schema.ts';
import { isFromPipelinePackage } from './pipeline-symbols.ts';
import { type Compiler, readSlot } from './read-slot.ts';
import { schemaInputType } from './schema-types.ts';

/** The pipelines of a file, and the problems with their inputs. */
export interface FilePipelines {
  readonly pipelines: readonly PipelineInputsSignature[];
  readonly problems: readonly SignatureProblem[];
  /** The types of all inputs; undefined if a call does not list its inputs as an object literal. */
  readonly inputTypes: readonly Node[] | undefined;
}

/** Returns the exported `pipeline(...)` calls of a file with the schema of each `input<T>()`. */
export function readPipelines(file: SourceFile, compiler: Compiler): FilePipelines {
  const pipelines: PipelineInputsSignature[] = [];
  const problems: SignatureProblem[] = [];
  const inputTypes: (readonly Node[] | undefined)[] = [];
  for (const [name, declarations] of file.getExportedDeclarations()) {
    const call = findCall(declarations[0]);
    if (call === undefined || !isFromPipelinePackage(call.getExpression(), 'pipeline', compiler)) {
      continue;
    }
    const elements = findElements(call.getArguments()[1]);
    const results = elements.flatMap((element) => readInput(element, name, compiler));
    inputTypes.push(call.getSourceFile() === file ? typesOf(call.getArguments()[1]) : undefined);
    const inputs = results.filter((result): result is PipelineInputSignature => !('code' in result));
    pipelines.push({ pipeline: name, source: locate(call), inputs });
    problems.push(...results.filter((result): result is SignatureProblem => 'code' in result));
  }
  const known = inputTypes.filter((types) => types !== undefined);
  return {
    pipelines,
    problems,
    inputTypes: known.length === inputTypes.length ? known.flat() : undefined,
  };
}

function typesOf(inputs: Node | undefined): readonly Node[] | undefined {
  if (inputs === undefined) return [];
  if (!Node.isObjectLiteralExpression(inputs)) return undefined;
  const properties = inputs.getProperties();
  return properties.every((one) => Node.isPropertyAssignment(one))
    ? typesOfInputs(properties.map((one) => findCall(one.getInitializer())))
    : undefined;
}

/** Returns the type arguments of calls; undefined if the type of an input follows from a schema, which is code. */
function typesOfInputs(calls: readonly (CallExpression | undefined)[]): readonly Node[] | undefined {
  const hasSchema = calls.some(
    (call) => /\binput$/.test(call?.getExpression().getText() ?? '') && call?.getTypeArguments().length === 0,
  );
  return hasSchema ? undefined : calls.flatMap((call) => call?.getTypeArguments() ?? []);
}

function findCall(node: Node | undefined): CallExpression | undefined {
  if (Node.isVariableDeclaration(node)) {
    return findCall(node.getInitializer());
  }
  if (Node.isParenthesizedExpression(node) || Node.isSatisfiesExpression(node) || Node.isAsExpression(node)) {
    return findCall(node.getExpression());
  }
  return Node.isCallExpression(node) ? node : undefined;
}

/** Returns the properties of an object literal or of a constant that holds one, including spread objects. */
function findElements(node: Node | undefined): readonly ObjectLiteralElementLike[] {
  if (Node.isObjectLiteralExpression(node)) {
    return node
      .getProperties()
      .flatMap((property) =>
        Node.isSpreadAssignment(property) ? findElements(property.getExpression()) : [property],
      );
  }
  if (Node.isAsExpression(node) || Node.isSatisfiesExpression(node) || Node.isParenthesizedExpression(node)) {
    return findElements(node.getExpression());
  }
  return Node.isIdentifier(node) ? findElements(findInitializer(node)) : [];
}

function findInitializer(name: Node): Node | undefined {
  const symbol = name.getSymbol();
  const [declaration] = (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? [];
  return Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : undefined;
}

function readInput(
  element: ObjectLiteralElementLike,
  pipeline: string,
  compiler: Compiler,
): readonly (PipelineInputSignature | SignatureProblem)[] {
  const value = Node.isShorthandPropertyAssignment(element)
    ? element.getValueSymbol()?.getDeclarations()[0]
    : Node.isPropertyAssignment(element)
      ? element.getInitializer()
      : undefined;
  const call = findCall(value);
  if (call === undefined || !isFromPipelinePackage(call.getExpression(), 'input', compiler)) {
    return [];
  }
  const name = Node.hasName(element) ? element.getName().replace(/^(['"])(.*)\1$/, '$2') : element.getText();
  return [readInputType(name, pipeline, { element, call, compiler })];
}

function readInputType(
  name: string,
  pipeline: string,
  {
    element,
    call,
    compiler,
  }: { readonly element: Node; readonly call: CallExpression; readonly compiler: Compiler },
): PipelineInputSignature | SignatureProblem {
  const describe = (path: string): string => `Input "${name}${path}" of the pipeline ${pipeline}`;
  const [typeNode] = call.getTypeArguments();
  const [schema] = call.getArguments();
  const type =
    typeNode === undefined
      ? schema && schemaInputType(schema, compiler.checker)
      : compiler.checker.getTypeFromTypeNode(typeNode.compilerNode);
  if (type === undefined) {
    const message = `${describe('')} has no type; add one: \`input<string>()\`.`;
    return problemAt(call, 'SIGNATURE_PIPELINE_INPUT', message);
  }
  const place = typeNode ?? call;
  const slot = { describe, type, typeNode: typeNode?.compilerNode, node: place.compilerNode };
  const content = readSlot({ ...slot, mayBeAbsent: typeNode === undefined }, compiler);
  if (content.problem) {
    return content.problem;
  }
  if (content.marker !== undefined) {
    const message = `${describe('')} has the marker type ${place.getText()}, but pipeline inputs are always values; use the plain type.`;
    return problemAt(place, 'SIGNATURE_MISPLACED_MARKER', message);
  }
  return { name, schema: toJsonSchema(content.shape), source: locate(element) };
}

import { type CallExpression, Node, type SourceFile } from 'ts-morph';
import type { SignatureProblem } from '../model/function-signature.ts';
import { problemAt } from '../model/problem.ts';
import { readDocumentation } from './documentation.ts';
import { isFromPipelinePackage } from './pipeline-symbols.ts';
import type { ExportedFunction, FunctionNode } from './read-function.ts';
import type { Compiler } from './read-slot.ts';

/** The functions that a file exports, and the exports that look like functions but cannot be components. */
export interface FileExports {
  readonly functions: readonly ExportedFunction[];
  readonly problems: readonly SignatureProblem[];
}

/** Returns what a file exports, in source order, without exports marked `@internal`. */
export function findExportedFunctions(file: SourceFile, compiler: Compiler): FileExports {
  const functions: ExportedFunction[] = [];
  const problems: SignatureProblem[] = [];
  const exports = exportedDeclarations(file);
  for (const [name, declaration] of exports) {
    if (name === 'default' && exports.some(([other, same]) => other !== name && same === declaration)) {
      continue;
    }
    const documentation = readDocumentation(declaration);
    const checking = findChecking(declaration, compiler);
    const node = findFunctionNode(checking?.getArguments()[1] ?? declaration);
    const schema = checking?.getArguments()[0];
    const problem = documentation.internal ? undefined : refuseExport(name, declaration, node);
    if (problem !== undefined) {
      problems.push(problem);
    } else if (node !== undefined && !documentation.internal) {
      functions.push({ name, node, declaration, documentation, ...(schema === undefined ? {} : { schema }) });
    }
  }
  return { functions, problems };
}

function exportedDeclarations(file: SourceFile): readonly (readonly [string, Node])[] {
  const all = [...file.getExportedDeclarations()].flatMap(([name, declarations]) => {
    const [declaration] = declarations;
    return declaration === undefined ? [] : [[name, declaration] as const];
  });
  const files = [file, ...new Set(all.map(([, declaration]) => declaration.getSourceFile()))];
  const order = (declaration: Node): number => files.indexOf(declaration.getSourceFile());
  return all.sort(([, a], [, b]) => order(a) - order(b) || a.getPos() - b.getPos());
}

function findFunctionNode(node: Node | undefined): FunctionNode | undefined {
  if (node === undefined) {
    return undefined;
  }
  if (Node.isFunctionDeclaration(node) || Node.isArrowFunction(node) || Node.isFunctionExpression(node)) {
    return node;
  }
  if (Node.isVariableDeclaration(node)) {
    return findFunctionNode(node.getInitializer());
  }
  return Node.isParenthesizedExpression(node) || Node.isSatisfiesExpression(node) || Node.isAsExpression(node)
    ? findFunctionNode(node.getExpression())
    : undefined;
}

/** Returns the call of `checked(schema, function)` that a variable holds. */
function findChecking(declaration: Node, compiler: Compiler): CallExpression | undefined {
  const value = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : undefined;
  return Node.isCallExpression(value) && isFromPipelinePackage(value.getExpression(), 'checked', compiler)
    ? value
    : undefined;
}

function refuseExport(
  name: string,
  declaration: Node,
  node: FunctionNode | undefined,
): SignatureProblem | undefined {
  const isDefault = name === 'default';
  if (isClass(declaration)) {
    const subject = isDefault ? 'The default export is a class' : `The class ${name} is exported`;
    const message = `${subject}, but only functions become components; move it to a separate file, or mark it \`@internal\`.`;
    return problemAt(declaration, 'SIGNATURE_CLASS', message);
  }
  if (isDefault && (node !== undefined || isCallable(declaration))) {
    return problemAt(declaration, 'SIGNATURE_DEFAULT_EXPORT', describeDefault(declaration, node));
  }
  if (node === undefined && isCallable(declaration)) {
    const message = `${name} is a function, but its parameters cannot be read from this export; write \`export function ${name}(...) { ... }\`, or mark it \`@internal\`.`;
    return problemAt(declaration, 'SIGNATURE_FUNCTION_VALUE', message);
  }
  return undefined;
}

function describeDefault(declaration: Node, node: FunctionNode | undefined): string {
  const own =
    Node.isVariableDeclaration(declaration) || Node.isFunctionDeclaration(declaration)
      ? declaration.getName()
      : undefined;
  const subject =
    own === undefined
      ? 'The default export is an unnamed function, and components take their names from functions'
      : `The function ${own} is only exported as default, and components need a named export`;
  const advice = Node.isVariableDeclaration(declaration)
    ? `\`export const ${own} = ...\``
    : `\`export ${node?.isAsync() ? 'async ' : ''}function ${own ?? 'name'}(${parametersOf(node)})${resultOf(node)} { ... }\``;
  return `${subject}; write ${advice}, or mark it \`@internal\`.`;
}

function resultOf(node: FunctionNode | undefined): string {
  const text = node?.getReturnTypeNode()?.getText() ?? '';
  return text === '' || text.length > 40 ? '' : `: ${text}`;
}

/** Returns the parameters as written, or `...` if they are long. */
function parametersOf(node: FunctionNode | undefined): string {
  const text = (node?.getParameters() ?? []).map((parameter) => parameter.getText()).join(', ');
  return node === undefined || text.length > 60 || text.includes('\n') ? '...' : text;
}

function isClass(declaration: Node): boolean {
  const value = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : declaration;
  return Node.isClassDeclaration(value) || Node.isClassExpression(value);
}

/** Types of callable values that are in pipelines already: components, and pipelines themselves. */
const READY_TYPES: ReadonlySet<string | undefined> = new Set(['Component', 'ContainerComponent', 'Pipeline']);

/** Tells whether the export is a callable value that could become a component. */
function isCallable(declaration: Node): boolean {
  const isValue = Node.isVariableDeclaration(declaration) || Node.isExpression(declaration);
  if (!isValue) {
    return false;
  }
  const type = declaration.getType();
  const name = type.getAliasSymbol()?.getName() ?? type.getSymbol()?.getName();
  return type.getCallSignatures().length > 0 && !READY_TYPES.has(name);
}

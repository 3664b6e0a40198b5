import type { Function as FunctionNode, Node, Program, VariableDeclaration } from '@babel/types';
import { forEachPart } from './code-nodes.ts';
import { createScope, type LexicalScope, type Reference, type Variable } from './lexical-scope.ts';
import { withoutTypes } from './possible-outputs.ts';

/** The names that a module uses as values. All variables are declared by the time this is returned. */
export interface ModuleScopes {
  readonly references: readonly Reference[];
  /** The functions that are arguments of calls, also inside object literals. */
  readonly callbacks: ReadonlySet<Node>;
}

/** Reads the variables of a module, and where they are used. */
export function readScopes(program: Program): ModuleScopes {
  const reader = new ScopeReader();
  reader.visitParts(program, createScope(program, undefined, true));
  return reader;
}

class ScopeReader implements ModuleScopes {
  readonly references: Reference[] = [];
  readonly callbacks = new Set<Node>();

  visitParts(node: Node, scope: LexicalScope): void {
    forEachPart(node, (part) => this.visit(part, scope), isEnum);
  }

  visit(node: Node, scope: LexicalScope): void {
    switch (node.type) {
      case 'Identifier':
        this.#refer(node, { scope, access: 'read', whole: node });
        return;
      case 'FunctionDeclaration':
        if (node.id != null) declare(node.id, { kind: 'other' }, scope);
        this.#visitFunction(node, scope);
        return;
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ObjectMethod':
      case 'ClassMethod':
      case 'ClassPrivateMethod':
        this.#visitFunction(node, scope);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.#visitClass(node, scope);
        return;
      case 'VariableDeclaration':
        this.#visitDeclaration(node, scope);
        return;
      case 'ImportDeclaration':
        for (const { local } of node.specifiers)
          declare(local, { kind: 'other', importedFrom: node.source.value }, scope);
        return;
      case 'ExportNamedDeclaration':
        // Names in `export { a }` are not uses.
        if (node.declaration != null) this.visit(node.declaration, scope);
        return;
      case 'ExportAllDeclaration':
        return;
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression':
        for (const argument of node.arguments) this.#noteCallbacks(argument);
        this.visitParts(node, scope);
        return;
      case 'AssignmentExpression':
        this.#assign(node.left, { scope, access: node.operator === '=' ? 'write' : 'update', whole: node });
        this.visit(node.right, scope);
        return;
      case 'UpdateExpression':
        this.#assign(node.argument, { scope, access: 'update', whole: node });
        return;
      case 'ForInStatement':
      case 'ForOfStatement':
        this.#visitForEach(node, createScope(node, scope, false));
        return;
      case 'BlockStatement':
      case 'StaticBlock':
      case 'SwitchStatement':
      case 'ForStatement':
      case 'TSModuleBlock':
        this.visitParts(
          node,
          createScope(node, scope, node.type === 'StaticBlock' || node.type === 'TSModuleBlock'),
        );
        return;
      case 'CatchClause':
        this.#visitCatch(node, createScope(node, scope, false));
        return;
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        this.visit(node.object, scope);
        if (node.computed) this.visit(node.property, scope);
        return;
      case 'ObjectProperty':
      case 'ClassProperty':
      case 'ClassAccessorProperty':
      case 'ClassPrivateProperty':
        this.#visitProperty(node, scope);
        return;
      case 'TSEnumDeclaration':
        declare(node.id, { kind: 'other' }, scope);
        return;
      case 'LabeledStatement':
        this.visit(node.body, scope);
        return;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') declare(node.id, { kind: 'other' }, scope);
        this.visit(node.body, scope);
        return;
      default:
        this.visitParts(node, scope);
    }
  }

  #refer(
    node: { readonly name: string } & Node,
    place: Pick<Reference, 'scope' | 'access' | 'whole'>,
    isShorthand = false,
  ): void {
    this.references.push({ name: node.name, node, ...place, isShorthand });
  }

  /** Notes the functions in an argument of a call: the argument itself, or fields of an object. */
  #noteCallbacks(given: Node): void {
    const value = withoutTypes(given);
    if (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression')
      this.callbacks.add(value);
    if (value.type !== 'ObjectExpression') return;
    for (const property of value.properties) {
      if (property.type === 'ObjectMethod') this.callbacks.add(property);
      else if (property.type === 'ObjectProperty') this.#noteCallbacks(property.value);
    }
  }

  #visitFunction(node: FunctionNode, outer: LexicalScope): void {
    if ('key' in node && 'computed' in node && node.computed) this.visit(node.key, outer);
    const scope = createScope(node, outer, true);
    if (node.type === 'FunctionExpression' && node.id != null) declare(node.id, { kind: 'other' }, scope);
    for (const param of node.params) this.#declarePattern(param, { kind: 'parameter' }, scope);
    if (node.body.type === 'BlockStatement') this.visitParts(node.body, scope);
    else this.visit(node.body, scope);
  }

  #visitClass(
    node: Extract<Node, { type: 'ClassDeclaration' | 'ClassExpression' }>,
    outer: LexicalScope,
  ): void {
    const scope = node.type === 'ClassExpression' ? createScope(node, outer, false) : outer;
    if (node.id != null) declare(node.id, { kind: 'other' }, scope);
    for (const decorator of node.decorators ?? []) this.visit(decorator, scope);
    if (node.superClass != null) this.visit(node.superClass, scope);
    this.visit(node.body, scope);
  }

  /** Visits a declaration, which may be the head of `for (const x of ...)`. */
  #visitDeclaration(node: VariableDeclaration, scope: LexicalScope, isHead = false): void {
    const home = node.kind === 'var' ? functionOf(scope) : scope;
    const kind = node.kind === 'let' || node.kind === 'var' ? 'let' : 'const';
    for (const declarator of node.declarations) {
      this.#declarePattern(declarator.id, isHead ? { kind } : { kind, declarator }, home);
      if (declarator.init != null) this.visit(declarator.init, scope);
    }
  }

  #visitForEach(
    node: Extract<Node, { type: 'ForInStatement' | 'ForOfStatement' }>,
    scope: LexicalScope,
  ): void {
    if (node.left.type === 'VariableDeclaration') this.#visitDeclaration(node.left, scope, true);
    else this.#assign(node.left, { scope, access: 'write', whole: node.left });
    this.visit(node.right, scope);
    this.visit(node.body, scope);
  }

  #visitCatch(node: Extract<Node, { type: 'CatchClause' }>, scope: LexicalScope): void {
    if (node.param != null) this.#declarePattern(node.param, { kind: 'other' }, scope);
    this.visit(node.body, scope);
  }

  #visitProperty(
    node: Extract<
      Node,
      { type: 'ObjectProperty' | 'ClassProperty' | 'ClassAccessorProperty' | 'ClassPrivateProperty' }
    >,
    scope: LexicalScope,
  ): void {
    if ('computed' in node && node.computed) this.visit(node.key, scope);
    const { value } = node;
    if (value == null) return;
    const isShorthand = node.type === 'ObjectProperty' && node.shorthand;
    if (isShorthand && value.type === 'Identifier')
      this.#refer(value, { scope, access: 'read', whole: value }, true);
    else this.visit(value, scope);
  }

  /** Declares the names in a pattern, and visits its defaults and computed keys. */
  #declarePattern(pattern: Node, declared: Declared, scope: LexicalScope): void {
    switch (pattern.type) {
      case 'Identifier':
        if (pattern.name !== 'this') declare(pattern, declared, scope);
        return;
      case 'AssignmentPattern':
        this.#declarePattern(pattern.left, declared, scope);
        this.visit(pattern.right, scope);
        return;
      case 'RestElement':
        this.#declarePattern(pattern.argument, declared, scope);
        return;
      case 'TSParameterProperty':
        this.#declarePattern(pattern.parameter, declared, scope);
        return;
      case 'ArrayPattern':
        for (const element of pattern.elements)
          if (element !== null) this.#declarePattern(element, declared, scope);
        return;
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'ObjectProperty' && property.computed) this.visit(property.key, scope);
          const target = property.type === 'ObjectProperty' ? property.value : property;
          this.#declarePattern(target, declared, scope);
        }
        return;
      default:
    }
  }

  /** Visits the target of an assignment, which may be a pattern. */
  #assign(given: Node, place: Pick<Reference, 'scope' | 'access' | 'whole'>): void {
    const target = withoutTypes(given);
    const { scope } = place;
    switch (target.type) {
      case 'Identifier':
        this.#refer(target, place);
        return;
      case 'AssignmentPattern':
        this.#assign(target.left, place);
        this.visit(target.right, scope);
        return;
      case 'RestElement':
        this.#assign(target.argument, place);
        return;
      case 'ArrayPattern':
        for (const element of target.elements) if (element !== null) this.#assign(element, place);
        return;
      case 'ObjectPattern':
        for (const property of target.properties) {
          if (property.type === 'ObjectProperty' && property.computed) this.visit(property.key, scope);
          this.#assign(property.type === 'ObjectProperty' ? property.value : property, place);
        }
        return;
      default:
        this.visit(target, scope);
    }
  }
}

/** Enums declare a variable. Their members cannot be outputs, so they need no guards. */
function isEnum({ type }: Node): boolean {
  return type === 'TSEnumDeclaration';
}

/** How a variable is declared. */
type Declared = Pick<Variable, 'kind'> & Partial<Pick<Variable, 'declarator' | 'importedFrom'>>;

function declare(
  node: { readonly name: string } & Node,
  { kind, declarator, importedFrom }: Declared,
  scope: LexicalScope,
): void {
  const { name } = node;
  // `var x` may be declared again, and a function may have the name of a parameter.
  if (!scope.variables.has(name))
    scope.variables.set(name, { name, kind, scope, node, declarator, importedFrom });
}

function functionOf(scope: LexicalScope): LexicalScope {
  let current = scope;
  while (!current.isFunction && current.parent !== undefined) current = current.parent;
  return current;
}

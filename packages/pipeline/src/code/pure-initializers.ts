import type { Expression, Node, Pattern, Program, SpreadElement, Super, VariableDeclarator } from 'acorn';

/** A range of a text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The initializers of a module that can be removed if their variables are not used. */
export interface PureInitializers {
  readonly ranges: readonly TextRange[];
  /** Names of exports that are such variables. */
  readonly exported: ReadonlySet<string>;
}

/**
 * Finds the initializers without side effects: they only call functions of modules without side effects, or of values made by such functions.
 * Other calls may have side effects, so they are kept.
 *
 * @param isPureImport whether an imported name can be called without side effects
 */
export function findPureInitializers(
  program: Program,
  isPureImport: (specifier: string, name: string) => boolean,
): PureInitializers {
  const finder = new Finder();
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      for (const { local, ...specifier } of statement.specifiers) {
        const imported = specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : '*';
        if (isPureImport(String(statement.source.value), imported)) finder.pure.add(local.name);
      }
    }
  }
  // Functions are hoisted and may use names that are declared later. The second pass knows the names that the first one found.
  for (let time = 0; time < 2; time++) finder.readAll(program);
  const exported = new Set<string>();
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
    for (const { local, exported: outside } of statement.specifiers)
      if (finder.pure.has(nameOf(local))) exported.add(nameOf(outside));
    if (statement.declaration?.type === 'VariableDeclaration')
      for (const { id } of statement.declaration.declarations)
        if (id.type === 'Identifier' && finder.pure.has(id.name)) exported.add(id.name);
  }
  return { ranges: finder.ranges, exported };
}

function nameOf(node: { readonly type: string; readonly name?: string; readonly value?: unknown }): string {
  return node.name ?? String(node.value);
}

type Part = Expression | SpreadElement | Super | null;

class Finder {
  readonly ranges: TextRange[] = [];
  /** Names of values whose methods have no side effects. */
  readonly pure = new Set<string>();

  readAll(program: Program): void {
    this.ranges.length = 0;
    for (const statement of program.body) {
      const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
      if (declaration?.type === 'FunctionDeclaration') this.readFunction(declaration.id?.name, declaration);
      if (declaration?.type !== 'VariableDeclaration') continue;
      for (const one of declaration.declarations) this.read(one);
    }
  }

  read({ id, init }: VariableDeclarator): void {
    if (id.type !== 'Identifier' || !init) return;
    if (init.type === 'ArrowFunctionExpression') {
      this.readFunction(id.name, init);
      return;
    }
    const isMade = init.type === 'CallExpression' || init.type === 'NewExpression';
    if (isMade ? !this.isPure(init) : init.type !== 'MemberExpression' || !this.isPureCallee(init)) return;
    this.ranges.push({ start: init.start, end: init.end });
    this.pure.add(id.name);
  }

  /** A function that only returns a pure value is pure, too. */
  readFunction(
    name: string | undefined,
    node: Node & { params: Pattern[]; body: Node; async?: boolean },
  ): void {
    if (name === undefined || node.async || node.params.some(({ type }) => type !== 'Identifier')) return;
    const { body } = node as { body: Node & { body?: readonly Node[] } };
    const only = body.type === 'BlockStatement' ? body.body : undefined;
    const returned = (only === undefined ? body : only[0]) as Node & { argument?: Expression };
    if (only !== undefined && (only.length !== 1 || returned.type !== 'ReturnStatement')) return;
    const value = only === undefined ? (body as Expression) : returned.argument;
    // A parameter shadows a pure name.
    if (node.params.some((one) => one.type === 'Identifier' && this.pure.has(one.name))) return;
    if (value && this.isPure(value)) this.pure.add(name);
  }

  isPure(node: Part): boolean {
    switch (node?.type) {
      case undefined:
      case 'Literal':
      case 'Identifier':
      case 'ThisExpression':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return true;
      case 'TemplateLiteral':
      case 'SequenceExpression':
        return node.expressions.every((one) => this.isPure(one));
      case 'ArrayExpression':
        return node.elements.every((one) => this.isPure(one));
      case 'ObjectExpression':
        return node.properties.every((one) =>
          one.type === 'SpreadElement'
            ? this.isPure(one.argument)
            : (!one.computed || this.isPure(one.key as Expression)) && this.isPure(one.value),
        );
      case 'SpreadElement':
        return this.isPure(node.argument);
      case 'UnaryExpression':
        return node.operator !== 'delete' && this.isPure(node.argument);
      case 'BinaryExpression':
      case 'LogicalExpression':
        return node.left.type !== 'PrivateIdentifier' && this.isPure(node.left) && this.isPure(node.right);
      case 'ConditionalExpression':
        return this.isPure(node.test) && this.isPure(node.consequent) && this.isPure(node.alternate);
      case 'ChainExpression':
      case 'ParenthesizedExpression':
        return this.isPure(node.expression);
      case 'MemberExpression':
        return this.isPure(node.object) && (!node.computed || this.isPure(node.property as Expression));
      case 'CallExpression':
      case 'NewExpression':
        return this.isPureCallee(node.callee) && node.arguments.every((one) => this.isPure(one));
      default:
        return false;
    }
  }

  /** Whether a callee belongs to a pure name: `z`, `z.object`, `z.object(...).strict`. */
  isPureCallee(callee: Expression | Super): boolean {
    if (callee.type === 'Identifier') return this.pure.has(callee.name);
    if (callee.type === 'MemberExpression')
      return (
        this.isPureCallee(callee.object) && (!callee.computed || this.isPure(callee.property as Expression))
      );
    if (callee.type === 'ParenthesizedExpression') return this.isPureCallee(callee.expression);
    return callee.type === 'CallExpression' || callee.type === 'NewExpression' ? this.isPure(callee) : false;
  }
}

import {
  type CallExpression,
  type Expression,
  type Identifier,
  Node,
  type ObjectLiteralElementLike,
  type ObjectLiteralExpression,
  type SourceFile,
  type Type,
  type VariableDeclaration,
  VariableDeclarationKind,
} from 'ts-morph';
import { findInferredValues } from './inferred-values.ts';
import type { FindDefinitions } from './model-definitions.ts';
import { nameOf } from './property-name.ts';

/**
 * An object literal that gets a type of the models only where it is used: `const lock = {...}`, then `{
 * synchronization: lock }`.
 */
export interface UsedLiteral {
  readonly literal: ObjectLiteralExpression;
  readonly definitions: readonly string[];
  readonly places: readonly string[];
  /** Whether it is spread into an object that has further fields. */
  readonly isPart: boolean;
  /** Whether it is also used elsewhere, where it may have another type. */
  readonly isShared: boolean;
}

/**
 * Returns the literals without a type annotation that are used where a type of the models is expected: values of
 * constants, and arguments of generic functions.
 */
export function findConstantLiterals(file: SourceFile, find: FindDefinitions): readonly UsedLiteral[] {
  const finder = new ConstantFinder(find);
  file.forEachDescendant((node) => {
    if (Node.isIdentifier(node)) finder.use(node);
    else if (Node.isCallExpression(node)) finder.infer(node);
  });
  return finder.literals();
}

type Visited = Omit<UsedLiteral, 'isShared'> & { readonly declaration: VariableDeclaration | undefined };

class ConstantFinder {
  readonly #find: FindDefinitions;
  readonly #found = new Map<ObjectLiteralExpression, Visited>();
  readonly #uses = new Map<VariableDeclaration, Set<Node>>();
  /** The uses that gave a constant its type. */
  readonly #typed = new Map<VariableDeclaration, Set<Node>>();

  constructor(find: FindDefinitions) {
    this.#find = find;
  }

  /** Checks an identifier that may be used where a type of the models is expected. */
  use(identifier: Identifier): void {
    const declaration = constantOf(identifier);
    if (declaration === undefined) return;
    this.#uses.set(declaration, (this.#uses.get(declaration) ?? new Set()).add(identifier));
    const parent = identifier.getParent();
    const outer = parent?.getParent();
    if (Node.isShorthandPropertyAssignment(parent) && Node.isObjectLiteralExpression(outer)) {
      const types = propertyTypes(outer.getContextualType(), identifier.getText());
      this.#follow(identifier, types, { places: this.#placesIn(outer, identifier.getText()), isPart: false });
    } else if (Node.isSpreadAssignment(parent) && Node.isObjectLiteralExpression(outer)) {
      const type = outer.getContextualType();
      if (type !== undefined) this.#follow(identifier, [type], { places: [], isPart: true });
    } else if (Node.isPropertyAssignment(parent) && parent.getInitializer() === identifier) {
      const type = identifier.getContextualType();
      const places = Node.isObjectLiteralExpression(outer) ? this.#placesIn(outer, nameOf(parent) ?? '') : [];
      if (type !== undefined) this.#follow(identifier, [type], { places, isPart: false });
    } else {
      const type = identifier.getContextualType();
      if (type !== undefined) this.#follow(identifier, [type], { places: [], isPart: false });
    }
  }

  /** Checks a call that may pass values on to where a type of the models is expected. */
  infer(call: CallExpression): void {
    for (const { expression, type } of findInferredValues(call)) {
      if (this.#leadsToModels(type))
        this.#visit(expression, type, { places: [], isPart: false, declaration: undefined });
    }
  }

  literals(): readonly UsedLiteral[] {
    return [...this.#found.values()].map(({ declaration, ...found }) => ({
      ...found,
      isShared: declaration !== undefined && this.#isShared(declaration),
    }));
  }

  #placesIn(outer: ObjectLiteralExpression, field: string): readonly string[] {
    const type = outer.getContextualType();
    return type === undefined ? [] : this.#find(type.compilerType).map((name) => `${name}.${field}`);
  }

  #follow(
    identifier: Identifier,
    types: readonly Type[],
    { places, isPart }: Pick<UsedLiteral, 'places' | 'isPart'>,
  ): void {
    const declaration = constantOf(identifier);
    const initializer = declaration?.getInitializer();
    if (declaration === undefined || initializer === undefined) return;
    if (!types.some((type) => this.#leadsToModels(type))) return;
    const uses = this.#typed.get(declaration) ?? new Set();
    if (uses.has(identifier)) return;
    this.#typed.set(declaration, uses.add(identifier));
    for (const type of types) this.#visit(initializer, type, { places, isPart, declaration });
  }

  #leadsToModels(type: Type): boolean {
    if (this.#find(type.compilerType).length > 0) return true;
    const element = type.getArrayElementType();
    return element !== undefined && this.#leadsToModels(element);
  }

  #visit(expression: Expression, type: Type, about: Omit<Visited, 'literal' | 'definitions'>): void {
    const node = peel(expression);
    if (Node.isIdentifier(node)) this.#follow(node, [type], about);
    else if (Node.isArrayLiteralExpression(node)) {
      const element = type.getArrayElementType();
      if (element === undefined) return;
      for (const one of node.getElements())
        this.#visit(one, element, { ...about, places: [], isPart: false });
    } else if (Node.isObjectLiteralExpression(node)) this.#visitObject(node, type, about);
  }

  #visitObject(
    literal: ObjectLiteralExpression,
    type: Type,
    about: Omit<Visited, 'literal' | 'definitions'>,
  ): void {
    const definitions = this.#find(type.compilerType);
    const known = this.#found.get(literal);
    this.#found.set(literal, {
      literal,
      definitions: [...new Set([...(known?.definitions ?? []), ...definitions])],
      places: [...new Set([...(known?.places ?? []), ...about.places])],
      isPart: about.isPart || known?.isPart === true,
      declaration: about.declaration,
    });
    for (const property of literal.getProperties()) this.#visitProperty(property, type, definitions, about);
  }

  #visitProperty(
    property: ObjectLiteralElementLike,
    type: Type,
    definitions: readonly string[],
    { declaration }: Pick<Visited, 'declaration'>,
  ): void {
    const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
    const name = nameOf(property);
    if (value === undefined || name === undefined) return;
    const places = definitions.map((definition) => `${definition}.${name}`);
    for (const one of propertyTypes(type, name))
      this.#visit(value, one, { places, isPart: false, declaration });
  }

  #isShared(declaration: VariableDeclaration): boolean {
    const typed = this.#typed.get(declaration) ?? new Set();
    return (
      declaration.isExported() || [...(this.#uses.get(declaration) ?? [])].some((use) => !typed.has(use))
    );
  }
}

/** Returns the constant in the same file that an identifier names, if it has no type annotation. */
function constantOf(identifier: Identifier): VariableDeclaration | undefined {
  const parent = identifier.getParent();
  const symbol = Node.isShorthandPropertyAssignment(parent)
    ? parent.getValueSymbol()
    : identifier.getSymbol();
  const declaration = symbol?.getValueDeclaration();
  if (!Node.isVariableDeclaration(declaration) || declaration.getNameNode() === identifier) return undefined;
  const statement = declaration.getVariableStatement();
  const isConstant = statement?.getDeclarationKind() === VariableDeclarationKind.Const;
  const isHere = declaration.getSourceFile() === identifier.getSourceFile();
  return isConstant && isHere && declaration.getTypeNode() === undefined ? declaration : undefined;
}

/** Strips parentheses and `as const` from an expression; a cast to another type already gives it that type. */
function peel(expression: Expression): Node {
  if (Node.isParenthesizedExpression(expression)) return peel(expression.getExpression());
  const isConst = Node.isAsExpression(expression) && expression.getTypeNode()?.getText() === 'const';
  return isConst ? peel(expression.getExpression()) : expression;
}

/** Returns the types that a field may have; members of a union may differ. */
function propertyTypes(type: Type | undefined, name: string): readonly Type[] {
  if (type === undefined) return [];
  if (type.isUnion()) return type.getUnionTypes().flatMap((one) => propertyTypes(one, name));
  const property = type.getProperty(name);
  const declaration = property?.getValueDeclaration() ?? property?.getDeclarations()[0];
  if (property === undefined || declaration === undefined) return [];
  return [property.getTypeAtLocation(declaration).getNonNullableType()];
}

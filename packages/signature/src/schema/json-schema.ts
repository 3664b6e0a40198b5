import type { JsonSchema } from '../model/function-signature.ts';
import type { ObjectOthers, ShapeDefinition, TupleElement, TypeShape } from '../type/type-shape.ts';

type ObjectShape = Extract<TypeShape, { kind: 'object' }>;

/**
 * Returns the JSON Schema (draft 2020-12) that accepts exactly the values of a shape.
 *
 * Objects are closed unless they have an index signature. Recursive types, and named types that are used twice, become `$defs`.
 */
export function toJsonSchema(shape: TypeShape): JsonSchema {
  const definitions = nameDefinitions(shape);
  const schema = render(shape, definitions);
  if (definitions.size === 0) {
    return schema;
  }
  const named = [...definitions].map(([definition, name]) => [name, render(definition.shape, definitions)]);
  return { ...schema, $defs: Object.fromEntries(named) };
}

type Names = ReadonlyMap<ShapeDefinition, string>;

function render(shape: TypeShape, names: Names): JsonSchema {
  switch (shape.kind) {
    case 'anything':
      return {};
    case 'nothing':
      return { not: {} };
    case 'null':
    case 'string':
    case 'number':
    case 'boolean':
      return { type: shape.kind };
    case 'literal':
      return { const: shape.value };
    case 'pattern':
      return { type: 'string', pattern: shape.pattern };
    case 'list':
      return shape.element.kind === 'anything'
        ? { type: 'array' }
        : { type: 'array', items: render(shape.element, names) };
    case 'tuple':
      return renderTuple(shape.elements, shape.rest, names);
    case 'object':
      return renderObject(shape, names);
    case 'union':
      return renderUnion(shape.members, names);
    case 'reference': {
      const name = names.get(shape.to);
      return name === undefined ? render(shape.to.shape, names) : { $ref: `#/$defs/${name}` };
    }
    default:
      return assertNever(shape);
  }
}

function renderTuple(
  elements: readonly TupleElement[],
  rest: TypeShape | undefined,
  names: Names,
): JsonSchema {
  const required = elements.filter((element) => !element.optional).length;
  return {
    type: 'array',
    ...(elements.length > 0 ? { prefixItems: elements.map((element) => render(element.shape, names)) } : {}),
    ...(required > 0 ? { minItems: required } : {}),
    ...(rest === undefined ? { items: false, maxItems: elements.length } : { items: render(rest, names) }),
  };
}

function renderObject(shape: ObjectShape, names: Names): JsonSchema {
  const required = shape.fields.filter((field) => !field.optional).map((field) => field.name);
  const properties = shape.fields.map((field) => [field.name, render(field.shape, names)] as const);
  return {
    type: 'object',
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...renderOthers(shape.others, names),
  };
}

function renderOthers(others: ObjectOthers | undefined, names: Names): JsonSchema {
  if (others === undefined) {
    return { additionalProperties: false };
  }
  const schema = render(others.shape, names);
  if (others.names !== undefined) {
    return { patternProperties: { [others.names]: schema }, additionalProperties: false };
  }
  return others.shape.kind === 'anything' ? {} : { additionalProperties: schema };
}

const PRIMITIVE_KINDS: ReadonlySet<TypeShape['kind']> = new Set(['string', 'number', 'boolean', 'null']);

function renderUnion(members: readonly TypeShape[], names: Names): JsonSchema {
  const literals = members.filter((member) => member.kind === 'literal');
  const hasNull = members.some((member) => member.kind === 'null');
  if (literals.length > 0 && literals.length + (hasNull ? 1 : 0) === members.length) {
    return { enum: [...literals.map((literal) => literal.value), ...(hasNull ? [null] : [])] };
  }
  const [first, second] = members;
  if (
    members.length === 2 &&
    first &&
    second &&
    hasNull &&
    members.every((m) => PRIMITIVE_KINDS.has(m.kind))
  ) {
    const other = first.kind === 'null' ? second : first;
    return { type: [other.kind, 'null'] };
  }
  const others = members.filter((member) => member.kind !== 'literal' && member.kind !== 'null');
  const rest = [...others.map((member) => render(member, names)), ...(hasNull ? [{ type: 'null' }] : [])];
  const [literal] = literals;
  const grouped =
    literals.length > 1
      ? [{ enum: literals.map((one) => one.value) }]
      : literal === undefined
        ? []
        : [{ const: literal.value }];
  return { [isDiscriminated(members) ? 'oneOf' : 'anyOf']: [...grouped, ...rest] };
}

/** Tells whether the members are objects with a discriminator: a required field with a different literal in each. */
function isDiscriminated(members: readonly TypeShape[]): boolean {
  const objects = members.map(resolve);
  const [first] = objects;
  if (first?.kind !== 'object') {
    return false;
  }
  return first.fields.some((field) => {
    const values = objects.map((object) => tagOf(object, field.name));
    return !values.includes(undefined) && new Set(values).size === values.length;
  });
}

function tagOf(shape: TypeShape, name: string): string | number | boolean | undefined {
  const field = shape.kind === 'object' ? shape.fields.find((one) => one.name === name) : undefined;
  return field?.optional === false && field.shape.kind === 'literal' ? field.shape.value : undefined;
}

function resolve(shape: TypeShape): TypeShape {
  return shape.kind === 'reference' ? shape.to.shape : shape;
}

/** Chooses which definitions go to `$defs`, and their names. */
function nameDefinitions(root: TypeShape): Names {
  const uses = countUses(root);
  const names = new Map<ShapeDefinition, string>();
  const taken = new Set<string>();
  for (const [definition, { count, recursive }] of uses) {
    if (recursive || (definition.named && count > 1)) {
      names.set(definition, freeName(definition.name, taken));
    }
  }
  return names;
}

interface Uses {
  readonly count: number;
  /** Whether it refers to itself, and therefore needs a name. */
  readonly recursive: boolean;
}

function countUses(root: TypeShape): ReadonlyMap<ShapeDefinition, Uses> {
  const uses = new Map<ShapeDefinition, Uses>();
  const open: ShapeDefinition[] = [];
  visit(root);
  return uses;

  function visit(shape: TypeShape): void {
    if (shape.kind !== 'reference') {
      childrenOf(shape).forEach(visit);
      return;
    }
    const { count, recursive } = uses.get(shape.to) ?? { count: 0, recursive: false };
    uses.set(shape.to, { count: count + 1, recursive });
    const depth = open.indexOf(shape.to);
    if (depth >= 0) {
      // One name is enough to break the cycle; prefer one that the user knows.
      const knot = open.slice(depth).find((definition) => definition.named) ?? shape.to;
      uses.set(knot, { count: uses.get(knot)?.count ?? 1, recursive: true });
    } else if (count === 0) {
      open.push(shape.to);
      visit(shape.to.shape);
      open.pop();
    }
  }
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) {
    free = `${name}${number}`;
  }
  taken.add(free);
  return free;
}

function childrenOf(shape: TypeShape): readonly TypeShape[] {
  switch (shape.kind) {
    case 'list':
      return [shape.element];
    case 'tuple':
      return [...shape.elements.map((element) => element.shape), ...(shape.rest ? [shape.rest] : [])];
    case 'object':
      return [...shape.fields.map((field) => field.shape), ...(shape.others ? [shape.others.shape] : [])];
    case 'union':
      return shape.members;
    default:
      return [];
  }
}

function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

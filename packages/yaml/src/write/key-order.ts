/** The part of a definition table that determines the order of keys. */
export interface OrderTables {
  readonly definitions: Readonly<
    Record<string, { readonly fields: Readonly<Record<string, { readonly type: OrderType }>> }>
  >;
  readonly kinds: Readonly<Record<string, string>>;
}

type OrderType = {
  readonly kind: string;
  readonly to?: string;
  readonly element?: OrderType;
  readonly value?: OrderType;
};

/** The key order of the values at one place, including nested values. */
export interface Shape {
  /** The rank of each known key, and the shape of its value. */
  readonly fields?: ReadonlyMap<string, { readonly rank: number; readonly shape: Shape | undefined }>;
  /** The shape of the items of a list, or of the values of a mapping with free keys. */
  readonly items?: Shape | undefined;
}

/** Returns the shape of an object by its kind. */
export type FindShape = (kind: unknown) => Shape;

const ANY_OBJECT: OrderTables = {
  definitions: {
    Object: {
      fields: {
        apiVersion: { type: { kind: 'any' } },
        kind: { type: { kind: 'any' } },
        metadata: { type: { kind: 'any' } },
      },
    },
  },
  kinds: {},
};

/** Creates the key order from the tables; shapes are built on first use. */
export function createKeyOrder(tables: OrderTables): FindShape {
  const shapes = new Map<string, Shape | undefined>();
  const byKind = new Map<unknown, Shape>();
  const other = definitionShape(ANY_OBJECT, 'Object', new Map()) ?? {};
  return (kind) => {
    const known = byKind.get(kind);
    if (known) return known;
    const name =
      typeof kind === 'string' && Object.hasOwn(tables.kinds, kind) ? tables.kinds[kind] : undefined;
    const shape = (name === undefined ? undefined : definitionShape(tables, name, shapes)) ?? other;
    if (name !== undefined) byKind.set(kind, shape);
    return shape;
  };
}

function definitionShape(
  tables: OrderTables,
  name: string,
  shapes: Map<string, Shape | undefined>,
): Shape | undefined {
  if (shapes.has(name)) return shapes.get(name);
  const definition = tables.definitions[name];
  if (!definition) return undefined;
  const fields = new Map<string, { readonly rank: number; readonly shape: Shape | undefined }>();
  const shape: Shape = { fields };
  shapes.set(name, shape); // set before its fields, because templates contain templates
  let rank = 0;
  for (const [field, { type }] of Object.entries(definition.fields)) {
    fields.set(field, { rank: rank++, shape: typeShape(tables, type, shapes) });
  }
  return shape;
}

function typeShape(
  tables: OrderTables,
  type: OrderType,
  shapes: Map<string, Shape | undefined>,
): Shape | undefined {
  if (type.kind === 'reference' && type.to !== undefined) return definitionShape(tables, type.to, shapes);
  const inner = type.kind === 'list' ? type.element : type.kind === 'map' ? type.value : undefined;
  const items = inner && typeShape(tables, inner, shapes);
  return items && { items };
}

/**
 * Returns the keys of an object in the order in which to write them: known keys by rank, then the others in
 * their own order.
 */
export function orderKeys(object: object, shape: Shape | undefined): readonly string[] {
  const keys = Object.keys(object);
  const fields = shape?.fields;
  if (!fields || keys.length < 2) return keys;
  const rankOf = (key: string): number => fields.get(key)?.rank ?? fields.size;
  let last = -1;
  for (const key of keys) {
    const rank = rankOf(key);
    if (rank < last) return keys.sort((a, b) => rankOf(a) - rankOf(b));
    last = rank;
  }
  return keys;
}

import type { DefinitionTable, FieldType, ModelTables } from '../src/tables.ts';

/** A valid object, and the same object with one mistake. */
export interface PlantedMistake {
  readonly about: 'enum' | 'constant' | 'group' | 'required' | 'unknown' | 'type';
  readonly definition: string;
  readonly place: string;
  readonly right: object;
  readonly wrong: object;
}

/** Returns a mistake for each enum, constant, group, required field and type in the tables. */
export function plantMistakes({ definitions }: ModelTables): readonly PlantedMistake[] {
  const sampler = new Sampler(definitions);
  return Object.entries(definitions).flatMap(([name, table]) =>
    table.open === true
      ? []
      : [...fieldMistakes(name, table, sampler), ...groupMistakes(name, table, sampler)],
  );
}

function fieldMistakes(name: string, table: DefinitionTable, sampler: Sampler): readonly PlantedMistake[] {
  const right = sampler.object(name);
  const required = table.required.map((field): PlantedMistake => {
    const { [field]: _, ...wrong } = right;
    return { about: 'required', definition: name, place: `${name}.${field}`, right, wrong };
  });
  const unknown = {
    about: 'unknown',
    definition: name,
    place: name,
    right,
    wrong: { ...right, notAField: 1 },
  } as const;
  const typed = Object.entries(table.fields).flatMap(([field, { type }]): readonly PlantedMistake[] => {
    const good = sampler.object(name, [field]);
    const at = {
      definition: name,
      place: `${name}.${field}`,
      right: { ...good, [field]: sampler.value(type) },
    };
    const wrong = (value: unknown): object => ({ ...good, [field]: value });
    if (type.kind === 'any') return [];
    if (type.kind === 'string' && type.enum !== undefined)
      return [{ ...at, about: 'enum', wrong: wrong(`No${type.enum.at(-1)}`) }];
    if (type.kind === 'string' && type.const !== undefined)
      return [{ ...at, about: 'constant', wrong: wrong(`${type.const}x`) }];
    return [{ ...at, about: 'type', wrong: wrong(null) }];
  });
  return [...required, unknown, ...typed];
}

function groupMistakes(name: string, table: DefinitionTable, sampler: Sampler): readonly PlantedMistake[] {
  return (table.groups ?? []).flatMap(({ kind, fields }) => {
    const pairs = fields.flatMap((first, index) =>
      fields.slice(index + 1).map((second): PlantedMistake => {
        const right = sampler.object(name, [first]);
        const wrong = sampler.object(name, [first, second]);
        return { about: 'group', definition: name, place: `${name}: ${first} and ${second}`, right, wrong };
      }),
    );
    if (kind === 'atMostOne') return pairs;
    const right = sampler.object(name);
    const wrong = Object.fromEntries(Object.entries(right).filter(([field]) => !fields.includes(field)));
    return [...pairs, { about: 'group' as const, definition: name, place: `${name}: none`, right, wrong }];
  });
}

type Sample = Readonly<Record<string, unknown>>;

/** Builds small valid objects. */
class Sampler {
  readonly definitions: ModelTables['definitions'];

  constructor(definitions: ModelTables['definitions']) {
    this.definitions = definitions;
  }

  /** Returns the required fields, one of each group that needs one, and the given ones. */
  object(name: string, asked: readonly string[] = []): Sample {
    const table = this.definitions[name];
    if (table === undefined) return {};
    const needed = (table.groups ?? [])
      .filter(({ kind, fields }) => kind === 'exactlyOne' && !fields.some((field) => asked.includes(field)))
      .map(({ fields }) => fields[0] ?? '');
    const fields = [...new Set([...table.required, ...requiredByTypes(table), ...needed, ...asked])];
    return Object.fromEntries(
      fields.flatMap((field) => {
        const type = table.fields[field]?.type;
        return type === undefined ? [] : [[field, this.value(type)]];
      }),
    );
  }

  value(type: FieldType): unknown {
    switch (type.kind) {
      case 'reference':
        return this.object(type.to);
      case 'string':
        return type.const ?? type.enum?.[0] ?? 'a';
      case 'list':
        return [];
      case 'map':
        return {};
      case 'boolean':
        return true;
      case 'integer':
      case 'number':
        return 1;
      default:
        return 'a';
    }
  }
}

/** The types also require fields whose absence lint tolerates. */
function requiredByTypes(table: DefinitionTable): readonly string[] {
  return ['metadata', 'id', 'type', 'mountPath'].filter((field) => Object.hasOwn(table.fields, field));
}

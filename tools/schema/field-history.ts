import type { FieldType, ObjectDefinition, SchemaDefinitions } from '@tiphys/schema';

/** Fields by the definition that has them; `Cache.configMap` is the object in that field. */
export type FieldsByDefinition = Readonly<Record<string, readonly string[]>>;

/** The fields that a version added to or removed from definitions that an older version has. */
export interface FieldChanges {
  readonly version: string;
  readonly added: FieldsByDefinition;
  readonly removed: FieldsByDefinition;
}

/** Returns which fields each version added and removed, the oldest version first. */
export function fieldHistory(versions: readonly SchemaDefinitions[]): readonly FieldChanges[] {
  const known = new Map<string, ObjectDefinition>();
  return versions.map((schema) => {
    const objects = objectsOf(schema);
    const added: Record<string, readonly string[]> = {};
    const removed: Record<string, readonly string[]> = {};
    for (const [name, newer] of objects) {
      const older = known.get(name);
      if (older === undefined) continue;
      record(name, older, newer);
      for (const field of Object.keys(newer.fields)) {
        const [was, is] = [referred(older, field), referred(newer, field)];
        if (was === undefined || is === undefined || was === is) continue;
        const [before, after] = [known.get(was), objects.get(is)];
        if (before !== undefined && after !== undefined) record(`${name}.${field}`, before, after);
      }
    }
    for (const [name, object] of objects) known.set(name, object);
    return { version: schema.version, added, removed };

    function record(place: string, older: ObjectDefinition, newer: ObjectDefinition): void {
      const [fresh, gone] = [missingIn(older, newer), missingIn(newer, older)];
      if (fresh.length > 0) added[place] = fresh;
      if (gone.length > 0) removed[place] = gone;
    }
  });
}

function objectsOf({ definitions }: SchemaDefinitions): ReadonlyMap<string, ObjectDefinition> {
  return new Map(
    Object.entries(definitions).flatMap(([name, definition]) =>
      definition.kind === 'object' ? [[name, definition] as const] : [],
    ),
  );
}

function missingIn(one: ObjectDefinition, other: ObjectDefinition): readonly string[] {
  return Object.keys(other.fields)
    .filter((field) => !Object.hasOwn(one.fields, field))
    .sort();
}

function referred({ fields }: ObjectDefinition, field: string): string | undefined {
  const type: FieldType | undefined = Object.hasOwn(fields, field) ? fields[field]?.type : undefined;
  return type?.kind === 'reference' ? type.to : undefined;
}

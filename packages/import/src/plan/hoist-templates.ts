import type { JsonPath } from '@tiphys/models/facts';

/** A template that becomes a separate constant. */
export interface HoistedTemplate {
  readonly path: JsonPath;
  readonly name: string;
  readonly value: unknown;
}

/** Returns the templates that read better as constants: if there are several, those longer than a line. */
export function findHoistable(object: Readonly<Record<string, unknown>>): readonly HoistedTemplate[] {
  const path = object.kind === 'CronWorkflow' ? ['spec', 'workflowSpec', 'templates'] : ['spec', 'templates'];
  const templates = path.reduce<unknown>((value, key) => fieldOf(value, key), object);
  if (!Array.isArray(templates) || templates.length < 2) return [];
  return templates.flatMap((value: unknown, index): HoistedTemplate[] => {
    const name = fieldOf(value, 'name');
    if (typeof name !== 'string' || JSON.stringify(value).length < 80) return [];
    return [{ path: [...path, index], name, value }];
  });
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

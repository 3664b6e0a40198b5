import type { JsonPath } from '@tiphys/models/facts';

/** What of a template keeps a component from being made of it. */
export interface TemplateProblem {
  readonly path: JsonPath;
  readonly message: string;
}

/** Returns what is wrong with the inputs and outputs of a template in YAML, as far as a component needs them. */
export function findTemplateProblems(template: object, path: JsonPath): readonly TemplateProblem[] {
  return (['inputs', 'outputs'] as const).flatMap((side) => {
    // Whatever the file holds is looked at field by field.
    const declared = (template as Record<string, unknown>)[side] ?? {};
    if (!isObject(declared)) return [{ path: [...path, side], message: `"${side}" is no map.` }];
    return ['parameters', 'artifacts'].flatMap((kind) =>
      findListProblems(declared[kind] ?? [], [...path, side, kind], kind.slice(0, -1)),
    );
  });
}

function findListProblems(list: unknown, path: JsonPath, kind: string): readonly TemplateProblem[] {
  if (!Array.isArray(list)) return [{ path, message: `"${kind}s" is no list.` }];
  return list.flatMap((one: unknown, index): readonly TemplateProblem[] => {
    const name = isObject(one) ? one.name : undefined;
    if (typeof name === 'string' && name !== '') return [];
    if (name === undefined || name === '')
      return [{ path: [...path, index], message: `This ${kind} has no name.` }];
    const message = `The name of this ${kind} is ${JSON.stringify(name)} to YAML, and not a text. Quote it.`;
    return [{ path: [...path, index, 'name'], message }];
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

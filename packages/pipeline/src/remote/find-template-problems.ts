import type { JsonPath } from '@tiphys/models/facts';

/** The reason why a template cannot become a component. */
export interface TemplateProblem {
  readonly path: JsonPath;
  readonly message: string;
}

/** Finds mistakes in the inputs and outputs of a template that matter to a component. */
export function findTemplateProblems(template: object, path: JsonPath): readonly TemplateProblem[] {
  return (['inputs', 'outputs'] as const).flatMap((side) => {
    // The file may contain anything, so fields are checked one by one.
    const declared = (template as Record<string, unknown>)[side] ?? {};
    if (!isObject(declared)) return [{ path: [...path, side], message: `"${side}" must be a map.` }];
    return ['parameters', 'artifacts'].flatMap((kind) =>
      findListProblems(declared[kind] ?? [], [...path, side, kind], kind.slice(0, -1)),
    );
  });
}

function findListProblems(list: unknown, path: JsonPath, kind: string): readonly TemplateProblem[] {
  if (!Array.isArray(list)) return [{ path, message: `"${kind}s" must be a list.` }];
  return list.flatMap((one: unknown, index): readonly TemplateProblem[] => {
    const name = isObject(one) ? one.name : undefined;
    if (typeof name === 'string' && name !== '') return [];
    if (name === undefined || name === '')
      return [{ path: [...path, index], message: `This ${kind} has no name.` }];
    const message = `The name of this ${kind} must be a string, but YAML reads it as ${JSON.stringify(name)}. Quote it.`;
    return [{ path: [...path, index, 'name'], message }];
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { compareStrings } from '../go/value.ts';

/**
 * The variables of Argo: whole dotted names such as `inputs.parameters.x`, each with its text.
 * `null` is an output that a skipped producer left out ("absent optional").
 */
export type Variables = ReadonlyMap<string, unknown>;

type Scope = Record<string, unknown>;

function newScope(): Scope {
  const scope: Scope = Object.create(null);
  return scope;
}

/** The names, without those that would stand where others have children: `a` goes when there is `a.b`. */
function withoutConflicts(variables: Variables): readonly string[] {
  const names = [...variables.keys()].sort(compareStrings);
  return names.filter((name, index) => !(names[index + 1]?.startsWith(`${name}.`) ?? false));
}

/**
 * The variables as the nested object that expressions read: a dotted name becomes a path.
 * Where both `a` and `a.b` exist, only `a.b` is seen.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/
 */
export function toEnvironment(variables: Variables): Record<string, unknown> {
  const root = newScope();
  // Only these were made here; a value that happens to be an object is not extended.
  const scopes = new Map<unknown, Scope>();
  for (const name of withoutConflicts(variables)) {
    const parts = name.split('.');
    const last = parts.pop() ?? '';
    let scope = root;
    for (const part of parts) {
      const child = scopes.get(scope[part]) ?? newScope();
      scopes.set(child, child);
      scope[part] = child;
      scope = child;
    }
    scope[last] ??= variables.get(name) ?? null;
  }
  return root;
}

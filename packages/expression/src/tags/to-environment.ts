/**
 * Argo's variables: texts by full dotted names such as `inputs.parameters.x`. `null` is an output of a skipped node ("absent optional").
 */
export type Variables = ReadonlyMap<string, unknown>;

type Scope = Record<string, unknown>;

function isScope(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}

function newScope(): Scope {
  const scope: Scope = Object.create(null);
  return scope;
}

/**
 * Converts variables to the nested object that expressions read: a dotted name becomes a path. If both `a` and `a.b` exist, only `a.b` is
 * visible.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/
 * @example
 * ```ts
 * JSON.stringify(toEnvironment(new Map([['inputs.parameters.n', '2']]))); // => {"inputs":{"parameters":{"n":"2"}}}
 * ```
 */
export function toEnvironment(variables: Variables): Record<string, unknown> {
  return nest(variables);
}

/**
 * Does what {@link toEnvironment} does, but only for variables that are equal to, parents of, or children of one of the names. The first
 * part of a name exists if any variable has it.
 */
export function toPartialEnvironment(variables: Variables, names: Iterable<string>): Record<string, unknown> {
  const wanted = [...names].map((name) => ({ name, below: `${name}.`, root: name.split('.', 1)[0] ?? name }));
  const chosen: [string, unknown][] = [];
  const roots = new Set<string>();
  for (const entry of variables) {
    const [key] = entry;
    for (const { name, below, root } of wanted) {
      if (!key.startsWith(root)) continue;
      if (key === name || key.startsWith(below) || name.startsWith(`${key}.`)) chosen.push(entry);
      else if (key.charAt(root.length) === '.') roots.add(root);
    }
  }
  const environment = nest(chosen);
  for (const root of roots) if (!isScope(environment[root])) environment[root] = newScope();
  return environment;
}

function nest(variables: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const root = newScope();
  // Only these objects were created here. They win over a value at the same path, and no other object is extended.
  const scopes = new Set<unknown>();
  for (const [name, value] of variables) {
    let scope = root;
    let from = 0;
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
      const part = name.slice(from, dot);
      const known = scope[part];
      from = dot + 1;
      if (scopes.has(known)) {
        // It was made by newScope.
        scope = known as Scope;
        continue;
      }
      const child = newScope();
      scopes.add(child);
      scope[part] = child;
      scope = child;
    }
    const last = name.slice(from);
    if (!scopes.has(scope[last])) scope[last] = value ?? null;
  }
  return root;
}

import { SchemaError } from '../schema-error.ts';

/**
 * Assigns every definition a short type name: the last part of its name, with the group in front if two would
 * be equal. Argo's own definitions keep the plain name.
 *
 * @param others names that other definitions have already, with these definitions
 * @throws SchemaError `SCHEMA_NAME` when a definition gives no valid name.
 */
export function assignTypeNames(
  names: readonly string[],
  others: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const taken = new Map(others);
  const result = new Map<string, string>();
  const byRank = [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const name of byRank) {
    const typeName = candidates(name).find((candidate) => !taken.has(candidate));
    if (typeName === undefined) {
      throw new SchemaError(
        'SCHEMA_NAME',
        `Definition "${name}" has no usable type name: ${reasonAgainst(lastPart(name), taken)}. Rename it in the schema.`,
        { definition: name },
      );
    }
    taken.set(typeName, name);
    result.set(name, typeName);
  }
  return result;
}

/** Words that cannot name a type in TypeScript. */
const reservedNames = new Set(
  `any bigint boolean break case catch class const continue debugger default delete do else enum export extends false finally for
  function if implements import in instanceof interface let never new null number object package private protected public return
  static string super switch symbol this throw true try typeof undefined unknown var void while with yield`.split(
    /\s+/,
  ),
);

function isTypeName(text: string): boolean {
  return /^[A-Z]\w*$/i.test(text) && !reservedNames.has(text);
}

function reasonAgainst(short: string, taken: ReadonlyMap<string, string>): string {
  const other = taken.get(short);
  return other === undefined ? `"${short}" is not a valid name` : `"${short}" is the name of "${other}"`;
}

function rank(name: string): number {
  if (name.startsWith('io.argoproj.workflow.')) return 0;
  return name.startsWith('io.k8s.') ? 1 : 2;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function candidates(name: string): readonly string[] {
  const short = lastPart(name);
  const group = name.startsWith('io.k8s.') ? 'Kubernetes' : '';
  const parts = name.split('.').map((part) => part.replaceAll(/[^A-Za-z0-9_]/g, ''));
  const long = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return [short, group === '' ? long : `${group}${short}`, long].filter(isTypeName);
}

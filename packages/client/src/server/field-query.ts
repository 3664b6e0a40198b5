import type { FieldChoice } from '@tiphys/runs';

/** What the fields of a reply are needed for. */
export interface FieldNeeds {
  /** What comes before the paths of an object in the reply: `items.`. @default nothing */
  readonly before?: string | undefined;
  /** Fields of the reply itself that are read: `metadata`. @default none */
  readonly reply?: readonly string[] | undefined;
  /** Fields of an object that are read here, whatever the caller chose. @default none */
  readonly needed?: readonly string[] | undefined;
}

/** Returns the parameter `fields` of a request, with which the server prunes its reply; undefined if it sends everything. */
export function fieldQuery(
  choice: FieldChoice | undefined,
  { before = '', reply = [], needed = [] }: FieldNeeds = {},
): string | undefined {
  if (choice === undefined) return undefined;
  const path = (field: string): string => `${before}${field}`;
  if (choice.only !== undefined) {
    const missing = needed.filter((field) => !hasField(choice, field));
    return [...reply, ...[...missing, ...choice.only].map(path)].join(',');
  }
  const isFree = (field: string): boolean => !needed.some((one) => covers(field, one) || covers(one, field));
  const without = choice.without.filter(isFree);
  return without.length === 0 ? undefined : `-${without.map(path).join(',')}`;
}

/** Tells whether a reply that holds only chosen fields holds one. */
export function hasField(choice: FieldChoice | undefined, field: string): boolean {
  if (choice === undefined) return true;
  if (choice.only !== undefined) return choice.only.some((one) => covers(one, field));
  return !choice.without.some((one) => covers(one, field));
}

/** Tells whether a field holds another one, or is the same. */
function covers(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}

import type { ObjectDefinition } from '@tiphys/schema';
import { type Axis, findAxes } from './group-axes.ts';

/** One way to fill all grouped fields of an object: the member of a union. */
export interface UnionMember {
  readonly name: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly absent: readonly string[];
}

/** With more members, tsc becomes too slow; the tables hold every rule. */
const MAX_MEMBERS = 64;

/**
 * Returns the members of the union that the groups of an object require; none if there are no groups. Each is written
 * out, because tsc checks one object faster than an intersection of choices.
 */
export function findUnionMembers(name: string, definition: ObjectDefinition): readonly UnionMember[] {
  const axes = affordable(findAxes(definition.groups));
  if (axes.length === 0) return [];
  const members = axes.reduce<readonly Combination[]>(
    (combined, axis) => combined.flatMap((left) => axis.map((right) => [...left, right])),
    [[]],
  );
  return members.map((member) => toMember(name, definition, member)).filter(isPossible);
}

type Combination = Axis;

function affordable(axes: readonly Axis[]): readonly Axis[] {
  let size = 1;
  return axes.filter((axis) => {
    const fits = size * axis.length <= MAX_MEMBERS;
    if (fits) size *= axis.length;
    return fits;
  });
}

function toMember(name: string, definition: ObjectDefinition, combination: Combination): UnionMember {
  const required = combination.flatMap((member) => member.required ?? []);
  const absent = [...new Set(combination.flatMap((member) => member.absent))];
  const optional = combination
    .flatMap((member) => member.optional)
    .filter((field) => !absent.includes(field));
  const fields = Object.keys(definition.fields);
  const parts = [...required, ...optional].map((field) => namePart(field, fields.indexOf(field)));
  return { name: `${name}With${parts.join('And')}`, required, optional, absent };
}

function isPossible(member: UnionMember): boolean {
  return !member.required.some((field) => member.absent.includes(field));
}

function namePart(field: string, index: number): string {
  return /^\w+$/.test(field) ? field.charAt(0).toUpperCase() + field.slice(1) : `Field${index}`;
}

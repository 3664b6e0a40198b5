import type { FieldGroup } from '@tiphys/schema';

/** One way to fill the fields of a group. */
export interface AxisMember {
  /** A field that must be present. */
  readonly required?: string;
  /** Fields that may be present. */
  readonly optional: readonly string[];
  /** Fields that must be absent. */
  readonly absent: readonly string[];
}

/** A choice between ways to fill some fields; an object makes one choice per axis. */
export type Axis = readonly AxisMember[];

/**
 * Returns the choices that groups of fields leave, as few as possible: a pair that shares a field with another
 * group is folded into the members of that group, so that types do not grow with the product of all groups.
 */
export function findAxes(groups: readonly FieldGroup[]): readonly Axis[] {
  const open = [...groups].sort((a, b) => b.fields.length - a.fields.length);
  const axes: Axis[] = [];
  for (let group = open.shift(); group !== undefined; group = open.shift()) {
    const { fields } = group;
    const pairs = takePairs(open, fields);
    axes.push(fields.map((field) => member(group, field, pairs)));
  }
  return axes;
}

type Pair = readonly [inside: string, outside: string];

function takePairs(open: FieldGroup[], fields: readonly string[]): readonly Pair[] {
  const taken: Pair[] = [];
  for (const group of [...open]) {
    const inside = group.fields.filter((field) => fields.includes(field));
    const outside = group.fields.filter((field) => !fields.includes(field));
    if (group.kind !== 'atMostOne' || inside.length !== 1 || outside.length !== 1) continue;
    taken.push([inside[0] ?? '', outside[0] ?? '']);
    open.splice(open.indexOf(group), 1);
  }
  return taken;
}

function member(group: FieldGroup, field: string, pairs: readonly Pair[]): AxisMember {
  const absent = [
    ...group.fields.filter((other) => other !== field),
    ...pairs.filter(([inside]) => inside === field).map(([, outside]) => outside),
  ];
  return group.kind === 'exactlyOne'
    ? { required: field, optional: [], absent }
    : { optional: [field], absent };
}

import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from './normalise-run.ts';

/** Returns the differences between a recorded run and a local one, both normalised, by the rules of the conformance data. */
export function compareRun(expected: JsonObject, actual: JsonObject): readonly string[] {
  const want = flatten(expected);
  const got = flatten(actual);
  const skipped = new Set(list(expected.unstable).map(String));
  if (expected.partial) {
    const listed = new Set(list(expected.nodes).map((node) => (node as JsonObject).name));
    for (const node of list(actual.nodes) as JsonObject[]) {
      if (!listed.has(node.name)) skipped.add(`nodes > ${String(node.name)}`);
    }
  }
  const rows: string[] = [];
  for (const path of [...new Set([...want.keys(), ...got.keys()])].sort()) {
    if (isSkipped(path, skipped) || isDeepStrictEqual(want.get(path), got.get(path))) continue;
    rows.push(`${path}: ${JSON.stringify(want.get(path))}  !=  ${JSON.stringify(got.get(path))}`);
  }
  return rows;
}

function isSkipped(path: string, skipped: ReadonlySet<string>): boolean {
  return [...skipped].some((prefix) => path === prefix || path.startsWith(`${prefix} > `));
}

function flatten(run: JsonObject): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const field of ['phase', 'message', 'progress', 'conditions']) {
    if (run[field] !== undefined) flat.set(field, run[field]);
  }
  flattenPorts(flat, 'outputs', run.outputs);
  for (const node of list(run.nodes) as JsonObject[]) {
    const prefix = `nodes > ${String(node.name)}`;
    flat.set(prefix, 'present');
    for (const [field, value] of Object.entries(node)) {
      if (field === 'name') continue;
      if (field === 'inputs' || field === 'outputs') flattenPorts(flat, `${prefix} > ${field}`, value);
      else if (field === 'children' || field === 'outboundNodes')
        flat.set(`${prefix} > ${field}`, [...list(value)].sort());
      else flat.set(`${prefix} > ${field}`, value);
    }
  }
  return flat;
}

function flattenPorts(flat: Map<string, unknown>, prefix: string, ports: unknown): void {
  for (const [kind, value] of Object.entries((ports ?? {}) as JsonObject)) {
    if (!Array.isArray(value)) flat.set(`${prefix} > ${kind}`, value);
    else for (const item of value) flat.set(`${prefix} > ${kind} > ${String(item.name)}`, item);
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

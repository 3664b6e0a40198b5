import type { Call, TemplateView } from '../view/template-view.ts';

/** Tells whether a task waits, directly or indirectly, for the task of a name. */
export function isAncestor(view: TemplateView, call: Call, name: string): boolean {
  if (call.dependencies.some(({ task }) => task === name)) return true;
  const ancestor = view.callsByName.get(name);
  if (!ancestor || call.dependencies.length === 0) return false;
  let table = tables.get(view);
  if (!table) {
    table = tabulate(view.calls, view.callsByName);
    tables.set(view, table);
  }
  return (
    ((table.bits[call.index * table.width + (ancestor.index >> 5)] ?? 0) & (1 << (ancestor.index & 31))) !== 0
  );
}

/** The ancestors of all tasks, as a row of bits per task: each of thousands of tasks may ask for a distant one. */
interface AncestorTable {
  readonly width: number;
  readonly bits: Uint32Array;
}

const tables = new WeakMap<TemplateView, AncestorTable>();

function tabulate(calls: readonly Call[], byName: ReadonlyMap<string, Call>): AncestorTable {
  const width = (calls.length + 31) >> 5;
  const bits = new Uint32Array(width * calls.length);
  for (const { index, parents } of parentsFirst(calls, byName)) {
    const row = index * width;
    for (const parent of parents) {
      for (let word = 0; word < width; word++)
        bits[row + word] = (bits[row + word] ?? 0) | (bits[parent * width + word] ?? 0);
      bits[row + (parent >> 5)] = (bits[row + (parent >> 5)] ?? 0) | (1 << (parent & 31));
    }
  }
  return { width, bits };
}

interface Visit {
  readonly index: number;
  readonly parents: readonly number[];
  next: number;
}

/** Yields every task after those that it waits for; on a cycle, in any order. */
function* parentsFirst(calls: readonly Call[], byName: ReadonlyMap<string, Call>): Generator<Visit> {
  const seen = new Uint8Array(calls.length);
  const open: Visit[] = [];
  const enter = (call: Call): void => {
    seen[call.index] = 1;
    const parents = call.dependencies.flatMap(({ task }) => byName.get(task)?.index ?? []);
    open.push({ index: call.index, parents, next: 0 });
  };
  for (const call of calls) {
    if (!seen[call.index]) enter(call);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const parent = calls[top.parents[top.next++] ?? -1];
      if (!parent)
        yield open.pop() as Visit; // it is the top
      else if (!seen[parent.index]) enter(parent);
    }
  }
}

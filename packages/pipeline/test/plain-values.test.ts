import { beforeAll, describe, expect, test } from 'vitest';
import { type CompiledSource, compileSources, pipelineSource } from './compile-sources.ts';

/** A body, and what it puts into `seen`. */
type Legitimate = readonly [body: string, seen: readonly unknown[]];

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the sources contain template literals.

const plainValues: readonly Legitimate[] = [
  ['const on = true; if (on) seen.push(1); else seen.push(2);', [1]],
  ['const off = 0; seen.push(off || 5, off && 5, off ?? 5, !off, off ? 1 : 2);', [5, 0, 0, true, 2]],
  [
    'const o: { a?: { b: number } } = {}; seen.push(o.a?.b, o?.a?.b, o.a?.b.toFixed(), "a" in o);',
    [null, null, null, false],
  ],
  ['let i = 0; while (i < 3) i++; do i += 2; while (i < 6); for (; i < 9; i++); seen.push(i);', [9]],
  ['switch (1 + 1) { case 2: seen.push("two"); break; default: seen.push("other"); }', ['two']],
  [
    'seen.push(typeof nowhere, typeof 1, typeof (() => 1), typeof Math.max, typeof null);',
    ['undefined', 'number', 'function', 'function', 'object'],
  ],
  [
    'let x: unknown; x ??= 5; const o = { n: 0 as number | null }; o.n ||= 7; o["n"] &&= 8; seen.push(x, o.n);',
    [5, 8],
  ],
  [
    'const order: number[] = [], at = (k: number) => (order.push(k), k); at(1) + at(2) * at(3); [0, 0, 0][at(1)]; seen.push(order);',
    [[1, 2, 3, 1]],
  ],
  [
    'const calls: string[] = []; const o = { get x() { calls.push("get"); return null; } }; o.x ?? 1; seen.push(calls);',
    [['get']],
  ],
  [
    'const xs = [3, 1, 2]; seen.push(xs.toSorted(), xs.includes(1), xs.indexOf(9), xs.filter(Boolean).length, xs.some((x) => x > 2));',
    [[1, 2, 3], true, -1, 3, true],
  ],
  [
    'const m = new Map([["a", 1]]), s = new Set("aab"); m.set("b", 2).delete("a"); seen.push([...m], s.size, s.has("b"), m.get("b"));',
    [[['b', 2]], 2, true, 2],
  ],
  [
    'const { a = 1, ...rest } = { b: 2 } as { a?: number; b: number }; const [p, , q = 3] = [1, 2]; seen.push(a, rest, p, q);',
    [1, { b: 2 }, 1, 3],
  ],
  [
    'const o = { a: 1 }; delete o.a; seen.push({ ...o, ...null, ...(1 > 2 && { c: 1 }), d: 4 }, Object.keys({ a: 1 }), JSON.stringify([1]));',
    [{ d: 4 }, ['a'], '[1]'],
  ],
  [
    'for (const x of new Set([1])) seen.push(x); for (const k in { a: 1 }) seen.push(k); seen.push(...[2, 3], `${1}${"b"}`);',
    [1, 'a', 2, 3, '1b'],
  ],
  [
    'function* g() { const x = yield 1; yield* [2, x]; } const it = g(); seen.push(it.next().value, it.next(3).value, it.next().value);',
    [1, 2, 3],
  ],
  [
    'class A { #p = 1; static s = 2; q = () => this.#p; get r() { return this.#p++; } has(o: object) { return #p in o; } } const a = new A(); seen.push(a.q(), a.r, a.q(), A.s, a.has(a), a.has({}));',
    [1, 1, 2, 2, true, false],
  ],
  [
    'class B { add(x: unknown) { return [this.constructor.name, x]; } } class C extends B { add(x: unknown) { return super.add(x); } } seen.push(new C().add(1));',
    [['C', 1]],
  ],
  ['const o = { f() { return this.v; }, v: 6 }; seen.push(o.f(), o?.f(), o.f?.(), (0, o.v));', [6, 6, 6, 6]],
  [
    'const f = () => 1, o = { g: function () {}, h: async () => {}, "a-b": () => 1 }; let k; k = () => 2; function d(e = () => 3) { return e.name; } seen.push(f.name, o.g.name, o.h.name, o["a-b"].name, k.name, d.name, d());',
    ['f', 'g', 'h', 'a-b', 'k', 'd', 'e'],
  ],
  [
    'class A { x = () => 1; #y = () => 2; y() { return this.#y.name; } } const key = "z", o = { [key]: () => 1 }; seen.push(new A().x.name, new A().y(), o.z.name, (() => 1).name, hoisted());\nfunction hoisted() { return hoisted.name; }',
    ['x', '#y', 'z', '', 'hoisted'],
  ],
  [
    'const tag = (parts: TemplateStringsArray, ...values: unknown[]) => [parts.raw.join("|"), values.length]; seen.push(tag`a${n}b${1}`);',
    [['a|b|', 2]],
  ],
  [
    'enum E { A = 1, B = A << 2, C = "c".length } const enum F { X } seen.push(E.B, E[4], E.C, F.X);',
    [4, 'B', 1, 0],
  ],
  [
    'const x = 5 as unknown as number, y = x!, z = { a: 1 } satisfies object; type T = typeof x; const t: T = y; seen.push(t > 4, z.a + y);',
    [true, 6],
  ],
  [
    'abstract class A { constructor(readonly p: number) {} abstract m(): void; declare q: number; over(a: string): void; over(a: unknown) { return a; } } class B extends A { m() {} } seen.push(new B(3).p);',
    [3],
  ],
  [
    'const f = (x: number): boolean => x > 3 && x !== 5; seen.push(String(f), `${f}`, f.toString() === String(f));',
    ['(x) => x > 3 && x !== 5', '(x) => x > 3 && x !== 5', true],
  ],
  [
    'function f(x: number) { return x > 3 } f.toString = () => "mine"; seen.push(`${f}`, Object.keys(f), Object.keys((x: number) => x + 1));',
    ['mine', ['toString'], []],
  ],
  ['let x\n= 1\nconst y = x\n++x\nseen.push(x, y)', [2, 1]],
  [
    'label: for (const i of [1, 2]) { for (;;) { if (i === 1) continue label; break label; } }\nseen.push(((a, b) => a ?? b)(null, 4), void 0 === undefined);',
    [4, true],
  ],
  [
    'const p = Promise.resolve(1); const a = async () => { for await (const x of [p]) seen.push(x); }; a(); seen.push((async () => await p)() instanceof Promise);',
    [true, 1],
  ],
  ['const weak = new WeakMap<object, number>(); weak.set(stats, 1); seen.push(weak.get(stats));', [1]],
  [
    'try { (undefined as unknown as number[]).includes(1); } catch (error) { seen.push((error as Error).message); }',
    ["Cannot read properties of undefined (reading 'includes')"],
  ],
];

const outputs: readonly Legitimate[] = [
  [
    'const f = ({ mean = 1 }, of = 5, [z = 3] = []) => ({ mean, of, z }); const g = f(stats, n); say({ of: g.of }); seen.push(f({}).mean, f({}).of, f({}).z);',
    [1, 5, 3],
  ],
  [
    'const { mean = 1, label: of = "none" } = stats; say({ of }); const { x: { y = 2 } = {} } = {}; seen.push(y);',
    [2],
  ],
  [
    'const all = [flag, n]; for (const one of all) say({ of: one }); const more = [...all, list].map((of) => say({ of })); more.push(say({})); seen.push(more.length);',
    [4],
  ],
  [
    'const sums = new Map<string, unknown>(); sums.set("a", n); sums.set("b", add({ a: n })); for (const [name, of] of sums) { say({ of }); seen.push(name); } seen.push(sums.has("a"));',
    ['a', 'b', true],
  ],
  [
    'const { mean, label } = stats; say({ of: { mean, label, list: [mean, 1] } }); seen.push([mean, label, undefined].filter((x) => x !== undefined).length);',
    [2],
  ],
  [
    'const step = (of?: unknown) => (of === undefined ? say({}) : say({ of })); step(); step(n); step(stats.mean); seen.push(n === undefined, null !== list, stats == null);',
    [false, true, false],
  ],
  [
    'const options: { extra?: unknown; size?: number } = { size: 3 }; if (options.extra !== undefined) seen.push(1); if (options.size) seen.push(2); say({ of: options.extra ?? n });',
    [2],
  ],
  [
    'const helper = async () => add({ a: n }); helper(); const later = (async () => n)(); seen.push(later instanceof Promise);',
    [true],
  ],
  ['function* steps() { yield say({}); yield say({ of: n }); } seen.push([...steps()].length);', [2]],
  [
    'class Steps { readonly all: unknown[] = []; add(of: unknown) { this.all.push(say({ of })); return this; } has(x: unknown) { return x; } } seen.push(new Steps().add(n).add(list).all.length, new Steps().has(1));',
    [2, 1],
  ],
  [
    'const numbered = [n, stats.mean].map((of, i) => (i % 2 === 0 ? say({ of }) : add({ a: of }))); seen.push(numbered.length, numbered.reverse().length, [n].concat([list]).length);',
    [2, 2, 2],
  ],
  [
    'const big = (x: number) => x > 3; when([n], big, () => say({})).otherwise(() => add({})); seen.push(big.name);',
    ['big'],
  ],
  [
    'const x = expr([n, stats.mean], function (a: number, b) { return a! > 3 && b === (2 as number) ? "many" : `${a}`; }); say({ of: x });',
    [],
  ],
  ['function isBig(x: number) { return x > 3 }\nwhen([n], isBig, () => say({}));', []],
  [
    'say({ of: expr([load()], ({ size, region }) => size + 1) }); seen.push(`${String(Symbol("s"))}`);',
    ['Symbol(s)'],
  ],
];

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.

describe.for(Object.entries({ plainValues, outputs }))('what is no misuse works: %s', ([, table]) => {
  let results: readonly CompiledSource[] = [];
  beforeAll(async () => {
    results = await compileSources(table.map(([body]) => pipelineSource(`say({}); ${body}`)));
  });

  test.for(table.map(([body, seen], index) => ({ body, seen, index })))('$body', ({ seen, index }) => {
    const { values, seen: found, message } = results[index] ?? {};
    expect({ values, seen: found, message }).toEqual({ values: expect.anything(), seen });
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { type CompiledSource, compileSources, pipelineSource } from './compile-sources.ts';

/** A body with the refused expression in «», and what the message says. */
type Misuse = readonly [body: string, want: string];

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the sources contain template literals.

const conditions: readonly Misuse[] = [
  [
    'if («flag») say({});',
    'The output `flag` is only known when the workflow runs, so it cannot be the condition of an if. Write when(flag, () => { ... })',
  ],
  ['if (!«flag») say({});', 'Write when(not(flag), () => { ... })'],
  ['if («n») say({});', 'It is a number. Write when([n], (n) => n !== 0, () => { ... })'],
  ['if (!«n») say({});', 'Write when([n], (n) => n === 0, () => { ... }), or expr([n], (n) => n === 0).'],
  ['if (!«stats.label») say({});', "Write when([stats.label], (text) => text === '', () => { ... })"],
  ['if («list») say({});', 'It is a list. Write when([list], (list) => list.length !== 0, () => { ... })'],
  [
    'const x = «n» ? 1 : 2;',
    'Write when([n], (n) => n !== 0, () => { ... }).otherwise(() => { ... }) to choose what runs, or expr([n], (n) => n !== 0 ? ... : ...) to choose a value.',
  ],
  ['if («stats.big») say({});', 'when(stats.big, () => { ... })'],
  ['if (1 > 0 && «flag») say({});', 'condition of an if'],
  ['if (((«flag») as boolean)) say({});', 'The output `flag`'],
  ['if («flag»!) say({});', 'The output `flag`'],
  ['if (say({}), «flag») say({});', 'The output `flag`'],
  ['const x = «flag» ? 1 : 2;', 'when(flag, () => ...).otherwise(() => ...)'],
  ['const x = «flag» && 5;', 'decide between two values'],
  ['const x = «flag» || 5;', 'decide between two values'],
  ['const x = «flag» ?? 5;', 'expr([flag], (value) => value ?? ...)'],
  ['let x = flag; «x» &&= list;', 'decide between two values'],
  ['let x = flag; «x» ||= list;', 'decide between two values'],
  ['let x = flag; «x» ??= list;', 'tested with ??'],
  ['const o = { x: flag }; «o.x» ??= list;', 'tested with ??'],
  ['const o = { x: flag }, k = "x"; «o[k]» ||= list;', 'decide between two values'],
  ['class A { #x = flag; set() { «this.#x» ??= list; } } new A().set();', 'tested with ??'],
  ['while («flag») say({});', 'loop inside a component'],
  ['do say({}); while («flag»);', 'end a loop'],
  ['for (; «flag»; ) say({});', 'end a loop'],
  ['switch («n») { case 1: say({}); }', 'when([n], (value) => value === ..., () => { ... })'],
  ['switch (true) { case «flag»: say({}); }', 'value of a switch'],
  ['const x = «[1, 2]».filter(() => flag);', 'The result of the function passed to filter'],
  ['const x = «[flag]».some(Boolean);', 'The result of the function passed to some'],
  ['const x = «stats»?.mean;', 'Fields of an output are outputs'],
  ['const x = («record()»)?.["a"];', 'tested with ?.'],
];

const computations: readonly Misuse[] = [
  [
    'const x = «n» === 1;',
    'Write when([n], (value) => value === 1, () => { ... }) to choose what runs, or expr([n], (value) => value === 1) to compute.',
  ],
  ['const x = «n» !== 1;', 'be compared here'],
  ['const x = «n» == 1;', 'be compared here'],
  ['const x = 1 === «n»;', 'be compared here'],
  ['const m = 1 as unknown, x = m === «n»;', 'be compared here'],
  ['const x = «n» > 3;', 'expr([n], (value) => value > 3)'],
  ['const x = 3 <= «stats.mean»;', 'The output `stats.mean`'],
  ['const x = «maybe()» === undefined;', 'compared with undefined or null'],
  ['const x = null != «load().tags»;', 'compared with undefined or null'],
  ['const x = «anything()» !== undefined;', 'compared with undefined or null'],
  ['const x = «n» + 1;', 'expr([n], (value) => value + 1)'],
  ['const x = "n: " + «n»;', 'be used in a computation here'],
  ['const x = -«n»;', 'be used in a computation here'],
  ['const x = 2 ** «n»;', 'be used in a computation here'],
  ['let x = n; «x»++;', 'be used in a computation here'],
  ['let x = 1; x += «n»;', 'be used in a computation here'],
  ['let x = n; «x» *= 2;', 'be used in a computation here'],
  ['const x = `n: ${«n»}`;', 'expr([n], (value) => `... ${value}`)'],
  ['const x = «n» instanceof Date;', 'have no class'],
  ['const x = typeof «n»;', 'be used with typeof'],
  ['const x = typeof «stats.mean» === "number";', 'be used with typeof'],
  ['const x = "x" in «stats»;', 'be searched with "in"'],
  ['const x = «n» in {};', 'the name of a property'],
  ['const x = ["a", "b"][«n»];', 'Pick the value inside a component.'],
  ['const x = { [«n»]: 1 };', 'the name of a property'],
  ['const o = {}; o[«n»] = 1;', 'the name of a property'],
];

const containers: readonly Misuse[] = [
  ['delete «stats».mean;', 'lose a field'],
  ['«stats».mean = 1;', 'be changed'],
  ['«stats».mean += 1;', 'be changed'],
  [
    'const x = new Set(«[n]»);',
    'An output in `new Set([n])` is only known when the workflow runs, so it cannot be a member or key of a Set or Map',
  ],
  ['const x = new Map(«[[n, 1]]»);', 'member or key of a Set or Map'],
  ['const x = new Set(); «x».add(n);', 'member or key of a Set or Map'],
  ['const x = new Map(); «x».set(n, 1);', 'member or key of a Set or Map'],
  ['const x = new Map(); «x».get(n);', 'member or key of a Set or Map'],
  ['const xs = [1, 2]; «xs».includes(n);', 'searched for'],
  ['const xs = [n, stats.mean]; «xs».indexOf(1);', 'searched in'],
  ['«[1, 2]».lastIndexOf(n);', 'searched for'],
  ['[n, stats.mean].sort((a, b) => «a» - b);', 'expr([a], (value) => ...)'],
  ['«[rows(), rows()]».flat();', 'be joined with others'],
  ['const x = Boolean(«n»);', 'be an argument of Boolean'],
  ['const x = Number(«n»);', 'be an argument of Number'],
  ['const x = String(«n»);', 'be an argument of String'],
  ['const x = Math.max(1, «n»);', 'be an argument of Math.max'],
  ['const x = Array.isArray(«list»);', 'be an argument of Array.isArray'],
  ['const x = new Array(«n»);', 'be an argument of Array'],
  ['const x = Object.is(«n», 1);', 'be an argument of Object.is'],
  ['const x = Object.keys(«stats»);', 'be an argument of Object.keys'],
  ['const x = Object.entries(«stats»);', 'be an argument of Object.entries'],
  ['const x = Object.assign({}, «stats»);', 'be an argument of Object.assign'],
  ['const x = structuredClone(«stats»);', 'be an argument of structuredClone'],
  ['const x = JSON.stringify(«n»);', 'be an argument of JSON.stringify'],
  [
    'const x = «[flag]».map(Boolean);',
    'An output in `[flag].map(Boolean)` is only known when the workflow runs, so it cannot be an argument of a built-in function.',
  ],
  ['const x = «[flag]».flatMap(Boolean);', 'be an argument of a built-in function'],
  ['«[flag]».forEach(structuredClone);', 'be an argument of a built-in function'],
  ['const x = Array.from(«[flag]», Boolean);', 'be an argument of a built-in function'],
  ['const b = Boolean, x = b(«flag»);', 'be an argument of b'],
  ['const { isArray } = Array, x = isArray(«list»);', 'be an argument of isArray'],
  ['const is = Object.is; is(1, «n»);', 'be an argument of is'],
  ['const call = (fn, x) => fn(«x»); call(Boolean, flag);', 'be an argument of fn'],
  ['const x = Boolean.call(null, «flag»);', 'be an argument of Boolean.call'],
  ['const x = Boolean.apply(null, [«flag»]);', 'be an argument of Boolean.apply'],
  ['const x = Boolean.bind(null, «flag»);', 'be an argument of Boolean.bind'],
  ['const x = Reflect.apply(Boolean, null, [«flag»]);', 'be an argument of Reflect.apply'],
  ['const x = util.format("%s", «n»);', 'be an argument of util.format'],
  ['const x = format("%s", «n»);', 'be an argument of format'],
  ['const x = util.inspect(«n»);', 'be an argument of util.inspect'],
  ['const x = util.isDeepStrictEqual(«n», n);', 'be an argument of util.isDeepStrictEqual'],
  ['const x = util.types.isDate(«n»);', 'be an argument of util.types.isDate'],
  ['const [x] = «list»;', 'expr([list], (list) => list[0])'],
  ['let x; [x] = «list»;', 'destructured as a list'],
  ['const x = [...«list»];', 'forEach(list, (item) => ...)'],
  ['const x = Math.max(...«list»);', 'forEach(list, (item) => ...)'],
  ['for (const x of «list») say({ text: x });', 'forEach(list, (item) => ...)'],
  ['for (const x in «stats») say({ text: x });', 'iterated over'],
  ['function* all() { yield* «list»; } [...all()];', 'forEach(list, (item) => ...)'],
  ['«list».map((x) => say({ text: x }));', 'forEach(list, (item) => ...)'],
  ['«n».toFixed(2);', 'so `n.toFixed(2)` cannot be called here'],
  ['const x = { ...«record()», a: 1 };', 'be spread here'],
  ['const x = { ...«list» };', 'be spread here'],
  ['const x = { tags: [1], ...«load()» };', 'Spread it first'],
  ['const { a, ...rest } = «record()»;', '...rest'],
  ['throw «n»;', 'be thrown'],
];

const defaults: readonly Misuse[] = [
  ['const { region, tags: «tags» = [] } = load();', 'by a default value: tags = []'],
  ['const { x: { «tags» = [] } } = { x: load() };', 'expr([tags], (value) => value ?? ...)'],
  ['let tags; ({ «tags» = [] } = load());', 'be replaced by a default'],
  ['const { «a» = 1 } = record();', 'be replaced by a default'],
  ['const f = ({ «tags» = [] }) => tags; f(load());', 'be replaced by a default'],
  ['function f(a, [«x» = 1]) { return x; } f(1, [load().tags]);', 'be replaced by a default'],
  ['class A { constructor(readonly «x»: unknown = 1) {} } new A(load().tags);', 'be replaced by a default'],
  ['const o = { f(«x» = 1) { return x; } }; o.f(load().tags);', 'be replaced by a default'],
  ['for (const { «tags» = [] } of [load()]) { say({ of: tags }); }', 'be replaced by a default'],
];

const elsewhere: readonly Misuse[] = [
  ['assert(«flag»);', 'be an argument of assert'],
  ['assert.strictEqual(«n», 1);', 'be an argument of assert.strictEqual'],
  ['const wait = async () => { if (await «flag») say({}); }; wait();', 'be awaited'],
  ['try { if («flag») say({}); } catch {}', 'condition of an if'],
  ['forEach(list, (x) => { if («x») say({}); return say({}); });', 'The output `x`'],
  ['const f = (x: unknown) => («x» ? 1 : 2); f(flag);', 'The output `x`'],
  ['when(flag, () => { const x = «n» > 1; return say({}); });', 'The output `n`'],
];

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.

const tables = { conditions, computations, containers, defaults, elsewhere };

describe.for(Object.entries(tables))('an output is not a plain value: %s', ([, misuses]) => {
  let results: readonly CompiledSource[] = [];
  beforeAll(async () => {
    results = await compileSources(
      misuses.map(([body]) =>
        pipelineSource(
          body.replace(/[«»]/g, ''),
          "import assert from 'node:assert/strict'; import util, { format } from 'node:util';",
        ),
      ),
    );
  });

  test.for(misuses.map(([body, want], index) => ({ body, want, index })))(
    '$body',
    ({ body, want, index }) => {
      const column = body.indexOf('«') + 1;
      expect(results[index]).toEqual({
        code: 'PIPELINE_OUTPUT_AS_VALUE',
        message: expect.stringContaining(want),
        place: `case-${index}.ts:4:${column}`,
      });
    },
  );
});

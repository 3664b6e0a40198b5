import { readFileSync } from 'node:fs';
import path from 'node:path';
import { absence, conformance, isAbsent } from '@tiphys/tools-conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nasty } from './nasty-texts.ts';
import { pipelinesOf } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const valuesFile = path.join(conformance, 'constructs/values.json');

const cases = [
  {
    name: 'recursive',
    title: 'types that hold themselves, with outputs inside',
    given: `pipeline('recursive', {}, () => {
      const two = c.add({ a: 1, b: 1 });
      const word = c.say({ text: 'x' });
      return {
        json: c.textOfJson({ value: { a: [1, null, two, { b: word }] } }),
        plain: c.textOfJson({ value: [[true]] }),
        whole: c.textOfJson({ value: two }),
        depth: c.depthOf({ value: ['sum', 1, ['max', two, 2]] }),
      };
    })`,
    want: { json: '{"a":[1,null,2,{"b":"x"}]}', plain: '[[true]]', whole: '2', depth: 2 },
  },
  {
    name: 'arguments',
    title: 'optional and default arguments, given, left out, and null',
    given: `pipeline('arguments', {}, () => ({
      plain: c.greet({ name: 'A' }),
      given: c.greet({ name: 'B', greeting: 'Hi', mark: '!' }),
      none: c.greet({ name: 'C', mark: null }),
      scaled: c.scale({ x: 2 }),
      by: c.scale({ x: 2, by: 3 }),
      absent: c.count(),
      empty: c.count({ text: '' }),
      nothing: c.describe({ value: c.maybe({ n: 0 }) }),
      something: c.describe({ value: c.maybe({ n: 1 }) }),
      list: forEach([1, null], (value) => c.describe({ value })),
    }))`,
    want: {
      plain: 'Hello A (no mark)',
      given: 'Hi B!',
      none: 'Hello C (null)',
      scaled: 20,
      by: 6,
      absent: -1,
      empty: 0,
      nothing: 'null',
      something: '1',
      list: ['1', 'null'],
    },
  },
  {
    name: 'parts',
    title: 'lists and objects that are written out with outputs in them',
    given: `pipeline('parts', { n: 4 }, ({ n }) => {
      const two = c.square({ x: 2 });
      const words = c.nasty();
      const first = c.stats({ values: [two, n, 1] });
      return {
        sum: c.total({ values: [two, n, 0.5, two] }),
        pairs: c.pairUp({ pairs: [{ a: two, b: first.label }, { a: 1, b: '{{x}} $HOME' }] }),
        nested: c.same({ value: { words, of: [[words, null], { [' odd "key"']: first.best }], no: undefined } as never }),
        loop: forEach([two, 3, first.mean], (x) => c.total({ values: [x, c.square({ x }), n] })),
      };
    })`,
    want: {
      sum: 12.5,
      pairs: '4é{{x}} "q",1{{x}} $HOME',
      nested: { words: nasty, of: [[nasty, null], { ' odd "key"': { name: 'b', 'odd key': 7 } }] },
      loop: [24, 16, 16],
    },
  },
  {
    name: 'fields',
    title: 'fields that an object does not have leave optional arguments out',
    given: `pipeline('fields', {}, () => {
      const rows = forEach([true, false], (full) => c.part({ full }));
      return {
        left: c.scale({ x: 1, by: c.part({ full: false }).b }),
        given: c.scale({ x: 1, by: c.part({ full: true }).b }),
        rows: forEach(rows, (row) => c.scale({ x: 1, by: row.b })),
        other: expr([c.part({ full: false })], (one) => one.b ?? 7),
        whole: rows,
      };
    })`,
    want: { left: 10, given: 2, rows: [2, 10], other: 7, whole: [{ a: 1, b: 2 }, { a: 1 }] },
  },
  {
    name: 'spread',
    title: 'an output that is spread or taken apart gives the fields that it has',
    given: `pipeline('spread', {}, () => {
      const [full, less] = [c.part({ full: true }), c.part({ full: false })];
      const { a, ...rest } = less;
      return {
        full: c.same({ value: { ...full, a: 5 } as never }),
        less: c.same({ value: { ...less, a: 5 } as never }),
        rest: c.same({ value: [a, rest] as never }),
        named: c.same({ value: { x: less.b, y: full.b } as never }),
      };
    })`,
    want: { full: { a: 5, b: 2 }, less: { a: 5 }, rest: [1, {}], named: { y: 2 } },
  },
  {
    name: 'numbers',
    title: 'numbers in expressions are those of JavaScript',
    given: `pipeline('numbers', {}, () => {
      const [tenth, long, huge, negative] = [0, 1, 2, 3].map((i) => c.number({ i })) as [ReturnType<typeof c.number>, ReturnType<typeof c.number>, ReturnType<typeof c.number>, ReturnType<typeof c.number>];
      return {
        sum: expr([tenth], (x) => x + 0.2),
        text: expr([tenth, long, huge, negative], (a, b, d, e) => \`\${a} \${b} \${d} \${e}\`),
        double: expr([huge], (x) => x * 2),
        rest: expr([negative], (x) => x % 2),
        compared: expr([tenth, huge], (x, y) => x < y && !(x === y)),
        largest: expr([tenth, huge], (x, y) => Math.max(x, y)),
        half: expr([c.square({ x: 3 })], (x) => x / 2),
        each: forEach([0.1, 1e21, 1e-7], (x) => c.scale({ x, by: 1 })),
      };
    })`,
    want: {
      sum: 0.1 + 0.2,
      text: '0.1 12345678901234568 1e+21 -7',
      double: 2e21,
      rest: -1,
      compared: true,
      largest: 1e21,
      half: 4.5,
      each: [0.1, 1e21, 1e-7],
    },
  },
  {
    name: 'inputs',
    title: 'inputs of every kind, under names that YAML or Argo might take for something else',
    given: `pipeline('inputs', { y: '', on: null as number | null, no: {} as Record<string, number>, 'odd-name': 1, n: input<number>({ description: 'how many' }), o: input<{ a: number; b?: string }>(), k: oneOf([1, 2]), f: true }, (i) => ({
      y: c.say({ text: i.y }),
      on: c.describe({ value: i.on }),
      no: c.same({ value: i.no }),
      scaled: c.scale({ x: i['odd-name'] }),
      text: expr([i.n, i.o, i.k], (a, b, d) => \`\${a} \${b.a} \${d}\`),
      o: i.o,
      f: when(i.f, () => c.say({ text: 'y' })).otherwise(() => c.say({ text: 'n' })),
    }))`,
    parameters: { y: ' a\nb ', on: '5', n: '5', o: '{"a": 1, "b": "é{{"}', k: '2', f: 'false' },
    want: { y: ' a\nb ', on: '5', no: {}, scaled: 10, text: '5 1 2', o: { a: 1, b: 'é{{' }, f: 'n' },
  },
  {
    name: 'nasty',
    title: 'braces, dollars, controls and unicode come through a function, a loop, a second loop and a join',
    given: `pipeline('nasty', {}, () => {
      const words = c.nasty();
      const once = forEach(words, (text) => c.say({ text }));
      const twice = forEach(once, (text, i) => { const said = c.say({ text }); return { said, i }; });
      return { once, twice: c.same({ value: twice }), joined: c.join({ words: once }) };
    })`,
    want: { once: nasty, twice: nasty.map((said, i) => ({ said, i })), joined: nasty.join('|') },
  },
  {
    name: 'written',
    title: 'values that stand in the pipeline or its parameters arrive as they are',
    given: `pipeline('written', { t: 'a$$b $(TIPHYS_FORMS) $', o: ['$$', '$(PATH)'] }, ({ t, o }) => {
      const r = c.say({ text: t });
      return {
        r,
        braces: c.say({ text: '{{workflow.name}} {{=1+1}}' }),
        joined: c.join({ words: o }),
        dollars: c.say({ text: '$$$(HOME)' }),
        computed: c.say({ text: expr([r], (x) => \`\${x}$$\`) }),
        loop: forEach(o, (word) => c.say({ text: word })),
        nested: c.same({ value: { a: [null, { 'odd key': '{{x}}' }], b: 1.5e-7, c: false } }),
      };
    })`,
    want: {
      r: 'a$$b $(TIPHYS_FORMS) $',
      braces: '{{workflow.name}} {{=1+1}}',
      joined: '$$|$(PATH)',
      dollars: '$$$(HOME)',
      computed: 'a$$b $(TIPHYS_FORMS) $$$',
      loop: ['$$', '$(PATH)'],
      nested: { a: [null, { 'odd key': '{{x}}' }], b: 1.5e-7, c: false },
    },
  },
] as const;

describe('values', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    const texts = isAbsent ? '{"values":[],"objects":[]}' : readFileSync(valuesFile, 'utf8');
    const parsed = JSON.parse(texts) as { readonly values: unknown; readonly objects: unknown };
    const conforming = `pipeline('conforming', {}, () => {
      const run = (text: string) => {
        const values = c.parse({ text });
        const once = forEach(values, (value) => c.same({ value }));
        const twice = forEach(once, (value) => c.same({ value }));
        return { values: c.same({ value: values }), once: c.same({ value: once }), twice: c.same({ value: twice }) };
      };
      const all = run(${JSON.stringify(JSON.stringify(parsed.values))});
      const objects = run(${JSON.stringify(JSON.stringify(parsed.objects))});
      return { values: all.values, once: all.once, twice: all.twice, objects: objects.values, objectsOnce: objects.once, objectsTwice: objects.twice };
    })`;
    project = await pipelineProject({
      conforming,
      ...pipelinesOf(cases),
    });
  });
  afterAll(() => project[Symbol.dispose]());

  test.for(cases)('$title', async ({ name, want, ...rest }) => {
    const { phase, outputs, failures } = await project.run(name, 'parameters' in rest ? rest.parameters : {});
    expect({ phase, outputs, failures }).toEqual({ phase: 'Succeeded', outputs: want, failures: [] });
  });

  test.skipIf(isAbsent)(
    `every difficult value is what JSON.parse gives, through functions and two loops${absence}`,
    async () => {
      const { values, objects } = JSON.parse(readFileSync(valuesFile, 'utf8'));
      const { phase, outputs, failures } = await project.run('conforming');
      expect({ phase, failures }).toEqual({ phase: 'Succeeded', failures: [] });
      expect(outputs).toEqual({
        values,
        once: values,
        twice: values,
        objects,
        objectsOnce: objects,
        objectsTwice: objects,
      });
    },
  );
});

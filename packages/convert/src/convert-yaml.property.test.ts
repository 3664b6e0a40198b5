import type { KubernetesObject } from '@tiphys/models/facts';
import { argoVersions } from '@tiphys/models/tables';
import { absence, isAbsent, readLintCases } from '@tiphys/tools-conformance';
import { readYaml, writeYaml } from '@tiphys/yaml';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convertValue } from './convert-object.ts';
import { convertYaml } from './convert-yaml.ts';

const text = fc.oneof(fc.string(), fc.constantFrom('0 * * * *', 'a\nb', '# x', 'yes', ' | ', "it's"));
const lock = fc.record({ name: text, namespace: text }, { requiredKeys: ['name'] });
const synchronization = fc.record(
  { mutex: lock, mutexes: fc.array(lock, { maxLength: 2 }), semaphore: lock, semaphores: fc.array(lock) },
  { requiredKeys: [] },
);
const configMap = fc.record({ key: text, optional: fc.boolean(), name: text }, { requiredKeys: [] });
const template = fc.record(
  {
    name: text,
    synchronization,
    priority: fc.nat(),
    priorityClassName: text,
    memoize: fc.record({ key: text, cache: fc.record({ configMap }) }),
    script: fc.record({ source: text }),
  },
  { requiredKeys: ['name'] },
);
const objects: fc.Arbitrary<KubernetesObject> = fc
  .record(
    { schedule: text, schedules: fc.array(text, { maxLength: 2 }), templates: fc.array(template) },
    { requiredKeys: [] },
  )
  .map(({ templates = [], ...cron }) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'CronWorkflow',
    spec: { ...cron, workflowSpec: { templates } },
  }));

test('a converted text reads as the converted object, converts to itself, and keeps its other lines', () => {
  fc.assert(
    fc.property(objects, fc.constantFrom(...argoVersions), (object, to) => {
      const given = `# before\n${writeYaml([object])}# after\n`;
      const result = convertYaml(given, { to });
      const [value] = readYaml(given).documents.map((document) => document.value);
      const wanted = convertValue(value, { to });
      expect(readYaml(result.text).documents.map((document) => document.value)).toEqual([wanted.value]);
      expect(result.changes).toHaveLength(wanted.changes.length);
      expect(result.problems).toHaveLength(wanted.problems.length);
      expect(convertYaml(result.text, { to }).text).toBe(result.text);
      expect(result.text.startsWith('# before\n')).toBe(true);
      expect(result.text.endsWith('# after\n')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('JSON stays JSON, and comments in it stay where YAML allows them', () => {
  fc.assert(
    fc.property(objects, fc.constantFrom(...argoVersions), fc.nat(2), (object, to, indent) => {
      const wanted = convertValue(object, { to }).value;
      const json = convertYaml(JSON.stringify(object, undefined, indent), { to });
      expect(JSON.parse(json.text)).toEqual(JSON.parse(JSON.stringify(wanted)));
      let count = 0;
      const given = JSON.stringify(object, undefined, 2).replaceAll('\n', () => ` # c${count++}.\n`);
      const { text: commented } = convertYaml(given, { to });
      const comments = (one: string): readonly string[] => [...one.matchAll(/ # c\d+\./g)].map(String).sort();
      expect(comments(commented)).toEqual(comments(given));
    }),
    { numRuns: 300 },
  );
});

test.skipIf(isAbsent)(`every shared case keeps its value when converted to any version${absence}`, () => {
  let changed = 0;
  for (const { text: given } of readLintCases()) {
    for (const to of argoVersions) {
      const result = convertYaml(given, { to });
      if (result.text === given) continue;
      changed++;
      const wanted = readYaml(given).documents.map(({ value }) => convertValue(value, { to }).value);
      expect(readYaml(result.text).documents.map(({ value }) => value)).toEqual(wanted);
      expect(convertYaml(result.text, { to }).changes).toEqual([]);
    }
  }
  expect(changed).toBeGreaterThan(0);
});

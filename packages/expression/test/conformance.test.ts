import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { absence, conformance, isAbsent } from '@tiphys/tools-conformance';
import { describe, expect, test } from 'vitest';
import {
  ExpressionError,
  evaluateExpression,
  evaluateWhen,
  substituteTags,
  toPlainValue,
} from '../src/index.ts';

const folder = join(conformance, 'expressions');

interface Case {
  readonly id: string;
  readonly text: string;
  readonly ok: boolean;
  readonly result?: unknown;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly allowUnresolved?: boolean;
}

function readCases(name: string): readonly Case[] {
  const lines = readFileSync(`${folder}/${name}.jsonl`, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line): Case => JSON.parse(line));
}

/** Numbers may differ in their last digits. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
  }
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const left = new Map(Object.entries(a));
  const right = new Map(Object.entries(b));
  return (
    left.size === right.size &&
    [...left].every(([key, value]) => right.has(key) && same(value, right.get(key)))
  );
}

function agrees(one: Case, run: (one: Case) => unknown): boolean {
  try {
    const result = run(one);
    return one.ok && same(result, one.result ?? null);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return !one.ok;
  }
}

const environment: unknown = isAbsent ? {} : JSON.parse(readFileSync(`${folder}/environment.json`, 'utf8'));

// A floor may only rise.
const files = [
  { name: 'expr', floor: 1466, run: ({ text }: Case) => toPlainValue(evaluateExpression(text, environment)) },
  { name: 'when', floor: 490, run: ({ text }: Case) => evaluateWhen(text) },
  {
    name: 'tag',
    floor: 80,
    run: ({ text, env = {}, allowUnresolved = false }: Case) =>
      substituteTags(text, new Map(Object.entries(env)), { allowUnresolved }),
  },
];

describe.skipIf(isAbsent)(`agrees with what Argo answered${absence}`, () => {
  test.for(files)('$name.jsonl: at least $floor equal', async ({ name, floor, run }, { annotate }) => {
    const cases = readCases(name);
    const wrong = cases.filter((one) => !agrees(one, run));
    await annotate(
      `expressions, ${name}: ${cases.length} cases, ${cases.length - wrong.length} agreeing, differing: ${wrong.length}`,
    );
    expect(cases.length - wrong.length, wrong.map(({ text }) => text).join('\n')).toBeGreaterThanOrEqual(
      floor,
    );
  });
});

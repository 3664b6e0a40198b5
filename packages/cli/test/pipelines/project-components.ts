/** The functions that the pipelines of these tests use. */
export const projectComponents = `import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { InputFile, Large, OutputFile, SecretText } from '@tiphys/pipeline';

export interface Stats { mean: number; label: string; values: number[]; best: { name: string; 'odd key': number } }
export interface Pair { a: number; b: string }

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Expression = readonly [string, ...Expression[]] | number;
export function textOfJson(value: Json): string { return JSON.stringify(value); }
export function depthOf(value: Expression): number { return typeof value === 'number' ? 0 : 1 + Math.max(...value.slice(1).map((one) => depthOf(one as Expression))); }

export function listNumbers(n: number): number[] { return Array.from({ length: n }, (_, index) => index + 1); }
export function table(n: number): number[][] { return Array.from({ length: n }, (_, i) => Array.from({ length: i + 1 }, (_, j) => i * 10 + j)); }
export function print(value: number): void { console.log(value); }
export async function square(x: number): Promise<number> { return x * x; }
export function add(a: number, b: number): number { return a + b; }
export function total(values: number[]): number { return values.reduce((sum, value) => sum + value, 0); }
export function sums(rows: number[][]): number[] { return rows.map((row) => row.reduce((sum, value) => sum + value, 0)); }
export function say(text: string): string { console.log(text); return text; }
export function lengths(words: string[]): number[] { return words.map((word) => word.length); }
export function join(words: string[]): string { return words.join('|'); }
export function stats(values: number[]): Stats {
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, label: 'é{{x}} "q"', values, best: { name: 'b', 'odd key': 7 } };
}
export function pairUp(pairs: Pair[]): string { return pairs.map(({ a, b }) => a + b).join(','); }
export function greet({ name, greeting = 'Hello', mark }: { name: string; greeting?: string; mark?: string | null }): string {
  return greeting + ' ' + name + (mark === undefined ? ' (no mark)' : mark === null ? ' (null)' : mark);
}
export function scale(x: number, by = 10): number { return x * by; }
export function count(text?: string): number { return text === undefined ? -1 : text.length; }
export function maybe(n: number): number | null { return n > 0 ? n : null; }
export function describe(value: number | null): string { return JSON.stringify(value); }
export function nasty(): string[] { return ['a', '1', '', 'null', '{{workflow.name}}', '{{=1+1}}', '{{inputs.parameters.x}}', 'é🙂\\u007f\\u0007', '"q\\\\', '{{{x}}}', '$(HOME)', '$$', 'line\\nline', '\\u2028 \\ue000']; }
export function same(value: unknown): unknown { return value; }
export function parse(text: string): unknown[] { return JSON.parse(text); }
export function big(length: number): Large<string> { return 'é'.repeat(length); }
export function bigRows(n: number): Large<{ id: number; text: string }[]> { return Array.from({ length: n }, (_, id) => ({ id, text: '{{x}}'.repeat(20) })); }
export function small(length: number): string { return 'x'.repeat(length); }
export function measure(text: Large<string>): number { return text.length; }
export function countRows(rows: Large<{ id: number; text: string }[]>): number { return rows.filter(({ text }) => text.startsWith('{{x}}')).length; }
export function writeFile(text: string): OutputFile { writeFileSync('report.txt', text); return 'report.txt'; }
export function readText(file: InputFile): string { return readFileSync(file, 'utf8'); }
export interface Model { model: OutputFile<'model'>; score: number; log: Large<string[]>; rows: number[]; note?: string; plot?: OutputFile<'png'>; 'odd key': string }
export function train(table: InputFile<'csv'>, rate: number, plotted = false): Model {
  const text = readFileSync(table, 'utf8');
  writeFileSync('model.txt', 'model of ' + text);
  if (plotted) writeFileSync('plot.png', 'plot');
  return { model: 'model.txt', score: rate * 2, log: ['{{a}}', text], rows: [12345678901234567, 2], 'odd key': '{{k}}', ...(plotted ? { plot: 'plot.png', note: 'plotted' } : {}) };
}
export function save(text: string): OutputFile<'csv'> { writeFileSync('table.csv', text); return 'table.csv'; }
export function maybeSave(text: string): OutputFile | undefined { if (text === '') return undefined; writeFileSync('t.txt', text); return 't.txt'; }
export function readModel(model: InputFile<'model'>): string { return readFileSync(model, 'utf8'); }
export function readIfThere(file?: InputFile, note?: string): string { return (file === undefined ? 'nothing' : readFileSync(file, 'utf8')) + ' ' + note; }
export function readAll(files: InputFile[], separator = ','): string { return files.map((file) => readFileSync(file, 'utf8')).join(separator); }
export function authorise(report: string, token: SecretText, user?: SecretText): string { return report + ':' + token + ':' + user; }
export function fewer(): { file: OutputFile; score: number } { return { file: 'table.csv' } as { file: OutputFile; score: number }; }
export function more(): { log: Large<string>; score: number } { return { log: 'x', score: 1, extra: 2 } as { log: Large<string>; score: number }; }
export function lost(): { file: OutputFile; score: number } { return { file: 'nowhere.csv', score: 1 }; }
export function environment(names: string[]): string[] { return names.map((name) => name + '=' + process.env[name]); }
export function fail(message: string): number {
  console.log('about to fail');
  throw new Error(message);
}
export function flaky(file: string, failures: number): number {
  appendFileSync(file, 'x');
  const tries = readFileSync(file, 'utf8').length;
  if (tries <= failures) throw new Error('try ' + tries);
  return tries;
}
export function checked(x: number): number { if (x < 0) throw new Error('too small'); return x; }
export function show(status: string, result: unknown): void { console.log(JSON.stringify(status) + ' ' + JSON.stringify(result)); }
export function part(full: boolean): { a: number; b?: number } { return full ? { a: 1, b: 2 } : { a: 1 }; }
export function number(i: number): number { return [0.1, 12345678901234567, 1e21, -7][i] ?? 0; }
export function invert(x: number): number { return 1 / x; }
export function halve(value: number): number { return value / 2; }
export function improve(error: number, round: number): number { return round === 0 ? error : error / 2; }
export function countDown(path: string, from: number): boolean { appendFileSync(path, 'x'); return readFileSync(path, 'utf8').length >= from; }
export function extend(list: string[], word: string): string[] { return [...list, word]; }
export type Order = { kind: 'card'; number: string; paid: boolean } | { kind: 'cash'; amount: number } | { kind: 'gift {{x}}'; from: string };
export function loadOrder(id: number): Order { return id === 1 ? { kind: 'card', number: '12-34', paid: true } : id === 2 ? { kind: 'cash', amount: 5 } : { kind: 'gift {{x}}', from: 'Ann' }; }
export function payOrder(order: Order): string { return JSON.stringify(order); }
export function flip(n: number): 'heads' | 'tails' { return n % 2 === 0 ? 'heads' : 'tails'; }
export function lie(): 'heads' | 'tails' { return JSON.parse('"edge"'); }
export function grade(n: number): 1 | 2 | -3 { return n > 5 ? 1 : n > 2 ? 2 : -3; }
export function nastyChoice(n: number): '' | 'Ärger' | 'a b' | 'A-B' | '{{workflow.name}}' | '1' { return (['', 'Ärger', 'a b', 'A-B', '{{workflow.name}}', '1'] as const)[n] ?? ''; }
export function isEven(n: number): boolean { return n % 2 === 0; }
export async function sleep(seconds: number): Promise<void> { await new Promise((done) => setTimeout(done, seconds * 1000)); }
export function touch(file: string, text: string): string { appendFileSync(file, text); return text; }
export function seen(file: string): string { return existsSync(file) ? readFileSync(file, 'utf8') : 'nothing'; }
`;

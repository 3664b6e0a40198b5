import { readFile, writeFile } from 'node:fs/promises';
import type { InputFile, Large, OutputFile, SecretText } from '@tiphys/pipeline';

/** A card or cash payment. */
export type Order =
  | { readonly kind: 'card'; readonly number: string }
  | { readonly kind: 'cash'; readonly amount: number };

/** Lists the numbers from 1 to `n`. */
export function listNumbers(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}

/** Prints a number. */
export function print(value: number): void {
  console.log(value);
}

/** Squares a number. */
export function square(x: number): number {
  return x * x;
}

/** Adds numbers. */
export function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Prints a message. */
export function notify(text: string): void {
  console.log(text);
}

/** Renders a page. */
export async function render(page: number, theme = 'light'): Promise<OutputFile<'page'>> {
  await writeFile('page.txt', `page ${page} (${theme})\n`);
  return 'page.txt';
}

/** Joins pages. */
export async function merge(pages: InputFile<'page'>[]): Promise<OutputFile<'book'>> {
  const texts = await Promise.all(pages.map((page) => readFile(page, 'utf8')));
  await writeFile('book.txt', texts.join(''));
  return 'book.txt';
}

/** What training gives. */
export interface Trained {
  readonly model: OutputFile<'model'>;
  readonly score: number;
  readonly log: Large<string[]>;
}

/** Trains a model on a table. */
export async function train(table: InputFile<'csv'>, rate: number): Promise<Trained> {
  const rows = (await readFile(table, 'utf8')).split('\n');
  await writeFile('model.json', JSON.stringify({ rate, rows: rows.length }));
  return { model: 'model.json', score: rate * rows.length, log: rows.map((row) => `read ${row}`) };
}

/** Evaluates a model. */
export async function evaluate(model: InputFile<'model'>): Promise<number> {
  const { rate, rows } = JSON.parse(await readFile(model, 'utf8')) as { rate: number; rows: number };
  return rate * rows + 1;
}

/** Counts the lines of a file. */
export async function countLines(table: InputFile): Promise<number> {
  return (await readFile(table, 'utf8')).split('\n').length;
}

/** Writes numbers to a table. */
export async function save(values: number[]): Promise<OutputFile<'csv'>> {
  await writeFile('table.csv', values.join('\n'));
  return 'table.csv';
}

/** Publishes a report, and returns its address. */
export function publish(report: string, token: SecretText): string {
  if (token === '') throw new Error('The token is empty.');
  return `https://example.org/reports/${report.length}`;
}

/** Loads an order. */
export function loadOrder(id: number): Order {
  return id % 2 === 1 ? { kind: 'card', number: '4111' } : { kind: 'cash', amount: id };
}

/** Charges a card. */
export function charge(number: string): string {
  return `charged ${number}`;
}

/** Takes cash. */
export function takeCash(amount: number): string {
  return `took ${amount}`;
}

/** Flips a coin. */
export function flip(seed: number): 'heads' | 'tails' {
  return seed % 2 === 1 ? 'heads' : 'tails';
}

/** Makes an error smaller. */
export function improve(error: number, round: number): number {
  return error / (2 + round);
}

/** Tells whether something is done. */
export function isDone(id: string): boolean {
  return id !== '';
}

/** Prints a value as JSON. */
export function report(value: unknown): void {
  console.log(JSON.stringify(value));
}

/** Prints how something ended. */
export function say(status: 'Succeeded' | 'Failed' | 'Error'): void {
  console.log(status);
}

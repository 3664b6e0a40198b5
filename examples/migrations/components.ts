import { readFile, writeFile } from 'node:fs/promises';
import type { InputFile, OutputFile } from '@tiphys/pipeline';

// A coin flip (Kubeflow Pipelines 1).

/** Flips a coin. */
export function flipCoin(seed: number): 'heads' | 'tails' {
  return seed % 2 === 0 ? 'heads' : 'tails';
}

/** Draws a number from `low` to `high`. */
export function drawNumber(low: number, high: number, seed: number): number {
  return low + (seed % (high - low + 1));
}

/** Prints a message. */
export function print(message: string): void {
  console.log(message);
}

// A parallel join (Kubeflow Pipelines 1).

/** Downloads a text. */
export async function download(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers with ${response.status}.`);
  return await response.text();
}

// Training on irises (Kubeflow Pipelines 2).

/** Writes a table of measurements. */
export async function makeDataset(rows: number): Promise<OutputFile<'csv'>> {
  const lines = Array.from(
    { length: rows },
    (_, row) => `${row % 7},${row % 3 === 0 ? 'setosa' : 'virginica'}`,
  );
  await writeFile('iris.csv', lines.join('\n'));
  return 'iris.csv';
}

/** Scales the measurements to the range from 0 to 1. */
export async function normalize(table: InputFile<'csv'>): Promise<OutputFile<'csv'>> {
  const rows = (await readFile(table, 'utf8')).split('\n').map((line) => line.split(','));
  await writeFile('normal.csv', rows.map(([size, kind]) => `${Number(size) / 6},${kind}`).join('\n'));
  return 'normal.csv';
}

/** A model and how well it does. */
export interface TrainedModel {
  readonly model: OutputFile<'model'>;
  readonly accuracy: number;
}

/** Trains a classifier of nearest neighbours. */
export async function trainModel(table: InputFile<'csv'>, neighbours: number): Promise<TrainedModel> {
  const rows = (await readFile(table, 'utf8')).split('\n').length;
  await writeFile('model.json', JSON.stringify({ neighbours, rows }));
  return { model: 'model.json', accuracy: 1 - 1 / (neighbours + rows) };
}

// Branches and collected results (Kubeflow Pipelines 2).

/** Adds one. */
export function addOne(n: number): number {
  return n + 1;
}

/** Doubles a number. */
export function double(n: number): number {
  return n * 2;
}

/** Adds numbers. */
export function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

// Fan-out and fan-in (Hera).

/** A part of the work. */
export interface Part {
  readonly id: number;
  readonly name: string;
}

/** What became of a part. */
export interface Done {
  readonly id: number;
  readonly length: number;
}

/** Lists the parts of the work. */
export function listParts(count: number): Part[] {
  return Array.from({ length: count }, (_, id) => ({ id, name: `part ${'x'.repeat(id)}` }));
}

/** Does a part of the work. */
export function work(part: Part): Done {
  return { id: part.id, length: part.name.length };
}

/** Describes what was done. */
export function summarize(results: Done[]): string {
  return results.map(({ id, length }) => `${id}: ${length}`).join(', ');
}

// Extract, transform, load (Hera).

/** Reads the readings of a station. */
export function extract(station: string): number[] {
  return [...station].map((character) => character.charCodeAt(0));
}

/** Loads readings, and returns how many there are. */
export function load(station: string, values: number[]): number {
  console.log(`${values.length} values of ${station}`);
  return values.length;
}

// Files between tasks (Juno).

/** Writes a message to a file. */
export async function writeMessage(message: string): Promise<OutputFile<'text'>> {
  await writeFile('message.txt', message);
  return 'message.txt';
}

/** Prints a file, and returns its length. */
export async function printFile(file: InputFile<'text'>): Promise<number> {
  const text = await readFile(file, 'utf8');
  console.log(text);
  return text.length;
}

// A build (Juno).

/** Builds for a platform, and returns the name of the package. */
export function build(revision: string, platform: string): string {
  return `app-${revision}-${platform}.tgz`;
}

/** Tests a package. */
export function testPackage(name: string): boolean {
  return name.endsWith('.tgz');
}

/** Publishes packages, and returns the address. */
export function publish(packages: string[]): string {
  return `https://example.org/releases/${packages.length}`;
}

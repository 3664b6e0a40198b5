import { describe, test } from 'vitest';
import type { Arg, Component, Output, OutputHandle } from '../index.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Nested = number | Nested[];
type Pair = [string, Pair | null];
type Expression = readonly [string, ...Expression[]] | number;
type Growing<T> = { readonly value: T; readonly next?: Growing<T[]> };
interface Tree {
  readonly value: number;
  readonly children: readonly Tree[];
}

declare const size: Component<{ value: Json }, number>;
declare const json: Output<Json>;
declare const count: OutputHandle<number>;
declare const word: OutputHandle<string>;

function take<T>(_: Arg<T>): void {}

describe('types that hold themselves', () => {
  test('take values, outputs, and values with outputs in them', () => {
    size({ value: { a: [1, null, count, { b: word }] } });
    size({ value: json });
    size({ value: [json, [count]] });
    take<Nested>([1, [2, [count]]]);
    take<Pair>(['a', [word, null]]);
    take<Expression>(['sum', 1, ['max', count, 2]]);
    take<Growing<number>>({ value: count, next: { value: [count] } });
    take<Tree>({ value: count, children: [{ value: 1, children: [] }] });
  });

  test('refuse values that do not match at any depth', () => {
    // @ts-expect-error JSON has no undefined
    take<Json>({ a: [undefined] });
    // @ts-expect-error a text is no number
    take<Nested>([1, ['x']]);
    // @ts-expect-error a text is no number
    take<Nested>([1, [word]]);
    // @ts-expect-error the elements are in the wrong order
    take<Pair>([null, 'a']);
    // @ts-expect-error the second level is a list
    take<Growing<number>>({ value: 1, next: { value: count } });
    // @ts-expect-error Property 'children' is missing
    take<Tree>({ value: 1, children: [{ value: 1 }] });
  });

  test('tuples keep their length and the types of their positions', () => {
    take<[number, string]>([count, word]);
    take<[number, string?]>([count]);
    take<[]>([]);
    take<[number, ...string[]]>([count, word, 'x']);
    take<readonly [number, string][]>([[count, 'x']]);
    // @ts-expect-error too many elements
    take<[number, string]>([1, 'x', 2]);
    // @ts-expect-error too few elements
    take<[number, string]>([1]);
    // @ts-expect-error an output of the wrong type
    take<[number, string]>([1, count]);
    // @ts-expect-error an output of the wrong type
    take<[number, ...string[]]>([word]);
  });
});

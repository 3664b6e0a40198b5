import { describe, expect, test } from 'vitest';
import { draw, square } from '../../test/components.ts';
import type { ComponentDescriptor } from '../component-descriptor.ts';
import { placeCode } from './place-code.ts';
import type { TemplateEntry } from './template-book.ts';

function entry(name: string, descriptor: ComponentDescriptor): TemplateEntry {
  return {
    name,
    descriptor,
    options: {},
    site: {},
    files: new Set(),
    itemsWanted: false,
    forms: undefined,
    omitted: new Set(),
  };
}

function codes(sizes: ReadonlyMap<ComponentDescriptor, number>): Parameters<typeof placeCode>[1] {
  return new Map(
    [...sizes].map(([one, size]) => [
      one,
      { source: 'x'.repeat(size), packed: 'p'.repeat(size), hash: one.name },
    ]),
  );
}

const load = (one: ComponentDescriptor, packed: string): string => `load(${one.name}, ${packed})`;

describe('the place of code', () => {
  test('is each template while all of it fits', () => {
    const entries = [entry('draw', draw.descriptor), entry('draw-2', draw.descriptor)];
    const { sources, parameters } = placeCode(entries, codes(new Map([[draw.descriptor, 150_000]])), load);
    expect([...sources.values()].map(({ length }) => length)).toEqual([150_000, 150_000]);
    expect(parameters).toEqual([]);
  });

  test('is a workflow parameter for what several templates share when it does not', () => {
    const entries = [
      entry('draw', draw.descriptor),
      entry('draw-2', draw.descriptor),
      entry('draw-3', draw.descriptor),
      entry('square', square.descriptor),
    ];
    const sizes = new Map([
      [draw.descriptor, 200_000],
      [square.descriptor, 100_000],
    ]);
    const { sources, parameters } = placeCode(entries, codes(sizes), load);
    expect(sources.get(entries[1] as TemplateEntry)).toBe(
      'load(draw, {{workflow.parameters.tiphys-code-draw}})',
    );
    expect(sources.get(entries[3] as TemplateEntry)).toHaveLength(100_000);
    expect(parameters).toMatchObject([{ name: 'tiphys-code-draw', value: 'p'.repeat(200_000) }]);
  });

  test('is nowhere when an object cannot hold it', () => {
    const entries = [entry('draw', draw.descriptor), entry('square', square.descriptor)];
    const sizes = new Map([
      [draw.descriptor, 800_000],
      [square.descriptor, 300_000],
    ]);
    expect(() => placeCode(entries, codes(sizes), load)).toThrow(
      expect.objectContaining({
        code: 'PIPELINE_CODE_TOO_LARGE',
        message: expect.stringMatching(/draw 782 KiB, square 293 KiB/),
      }),
    );
  });
});

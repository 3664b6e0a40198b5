import { describe, expect, test } from 'vitest';
import { draw, square } from '../../../test/components.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import { type Codes, placeCode, type Sharing } from './place-code.ts';

function entry(name: string, descriptor: ComponentDescriptor): TemplateEntry {
  return {
    name,
    descriptor,
    settings: {},
    site: {},
    files: new Set(),
    itemsWanted: new Set(),
    forms: undefined,
    omitted: new Set(),
  };
}

function codes(sizes: ReadonlyMap<ComponentDescriptor, number>): Codes {
  return new Map(
    [...sizes].map(([one, size]) => [
      one,
      {
        source: 'x'.repeat(size),
        packed: 'p'.repeat(size),
        hash: one.name,
        parts: new Map([
          ['zod', size * 2],
          [`${one.name}.ts`, 1000],
        ]),
      },
    ]),
  );
}

const loaderFor: Sharing['loaderFor'] = (one, packed, key) => `load(${one.name}, ${packed}, ${key ?? ''})`;
const alone: Sharing = { loaderFor, together: new Map() };
const all = [draw.descriptor, square.descriptor];
const together: Sharing = {
  loaderFor,
  together: new Map(all.map((one, key) => [one, { packed: 't'.repeat(250_000), hash: 'both', key }])),
};

describe('the place of code', () => {
  test('is each template while all of it fits', () => {
    const entries = [entry('draw', draw.descriptor), entry('draw-2', draw.descriptor)];
    const sizes = codes(new Map([[draw.descriptor, 150_000]]));
    const { sources, parameters } = placeCode(entries, sizes, together);
    expect([...sources.values()].map(({ length }) => length)).toEqual([150_000, 150_000]);
    expect(parameters).toEqual([]);
  });

  test('is a workflow parameter for shared code if it does not fit', () => {
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
    const { sources, parameters } = placeCode(entries, codes(sizes), alone);
    expect(sources.get(entries[1] as TemplateEntry)).toBe(
      'load(draw, {{workflow.parameters.tiphys-code-1}}, )',
    );
    expect(sources.get(entries[3] as TemplateEntry)).toHaveLength(100_000);
    expect(parameters).toEqual([
      {
        name: 'tiphys-code-1',
        description: 'Code of draw, draw-2, draw-3, packed. Leave it as it is.',
        value: 'p'.repeat(200_000),
      },
    ]);
  });

  test('is one parameter for the code of several components that is packed together', () => {
    const entries = [entry('draw', draw.descriptor), entry('square', square.descriptor)];
    const sizes = new Map(all.map((one) => [one, 240_000]));
    const { sources, parameters } = placeCode(entries, codes(sizes), together);
    expect([...sources.values()]).toEqual([
      'load(draw, {{workflow.parameters.tiphys-code-1}}, 0)',
      'load(square, {{workflow.parameters.tiphys-code-1}}, 1)',
    ]);
    expect(parameters).toMatchObject([{ name: 'tiphys-code-1', value: 't'.repeat(250_000) }]);
  });

  const tooMuch = new Map([
    [draw.descriptor, 800_000],
    [square.descriptor, 300_000],
  ]);

  test.for([
    { title: 'cannot hold it', sharing: alone, want: /KiB\. Import smaller packages/ },
    {
      title: 'holds no parameters that its templates could count on',
      sharing: undefined,
      want: /In a WorkflowTemplate, each function has its own copy/,
    },
  ])('is refused if an object $title', ({ sharing, want }) => {
    const entries = [entry('draw', draw.descriptor), entry('square', square.descriptor)];
    const place = (): unknown => placeCode(entries, codes(tooMuch), sharing);
    const names =
      /draw 782 KiB, square 293 KiB\. Their largest parts \(before packing\): zod 1563 KiB, draw\.ts 1 KiB/;
    for (const message of [want, names])
      expect(place).toThrow(
        expect.objectContaining({
          code: 'PIPELINE_CODE_TOO_LARGE',
          message: expect.stringMatching(message),
        }),
      );
  });
});

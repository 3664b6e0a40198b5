import { describe, expect, test } from 'vitest';
import { draw, square } from '../../../test/components.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import { placeCode } from './place-code.ts';
import type { Codes } from './placed-code.ts';

function entry(name: string, descriptor: ComponentDescriptor): TemplateEntry {
  return {
    name,
    descriptor,
    settings: {},
    site: {},
    files: new Set(),
    itemsWanted: new Set(),
    urisWanted: new Map(),
    forms: undefined,
    omitted: new Set(),
    joined: new Map(),
    collected: undefined,
  };
}

/** Code of a component with its own part, and a part that it shares with others of the same package. */
function codes(sizes: ReadonlyMap<ComponentDescriptor, number>): Codes {
  return new Map(
    [...sizes].map(([one, size]) => [
      one,
      {
        alone: () => `runtime, zod, ${'x'.repeat(size)}`,
        shared: {
          parts: [
            { title: 'runtime', text: 'R'.repeat(5000) },
            { title: 'zod', text: 'z'.repeat(size) },
          ],
          sourceWith: (texts) => `load(${one.name}, ${texts.join(', ')})`,
        },
        parts: new Map([
          ['zod', size * 2],
          [`${one.name}.ts`, 1000],
        ]),
      },
    ]),
  );
}

const entries = [
  entry('draw', draw.descriptor),
  entry('draw-2', draw.descriptor),
  entry('square', square.descriptor),
];
const sizes = (size: number) => new Map([draw, square].map(({ descriptor }) => [descriptor, size]));

describe('the place of code', () => {
  test('is a workflow parameter for what templates can share', () => {
    const { sources, parameters } = placeCode(entries, codes(sizes(100_000)), true);
    const tags = '{{workflow.parameters.tiphys-runtime}}, {{workflow.parameters.tiphys-code-1}}';
    expect([...sources.values()]).toEqual([
      `load(draw, ${tags})`,
      `load(draw, ${tags})`,
      `load(square, ${tags})`,
    ]);
    expect(parameters).toEqual([
      {
        name: 'tiphys-runtime',
        description: 'Code of Tiphys that runs each function, packed. Leave it as it is.',
        value: 'R'.repeat(5000),
      },
      {
        name: 'tiphys-code-1',
        description: 'Code that functions import, packed: zod. Leave it as it is.',
        value: 'z'.repeat(100_000),
      },
    ]);
  });

  test('is each template if other workflows call the templates', () => {
    const { sources, parameters } = placeCode(entries, codes(sizes(100)), false);
    expect([...sources.values()]).toEqual(entries.map(() => `runtime, zod, ${'x'.repeat(100)}`));
    expect(parameters).toEqual([]);
  });

  test.for([
    {
      title: 'cannot hold it',
      canShare: true,
      want: /parameter tiphys-code-1 977 KiB.*KiB\. Import smaller packages/,
    },
    {
      title: 'holds no parameters that its templates could count on',
      canShare: false,
      want: /draw 977 KiB, draw-2 977 KiB, square 977 KiB\..*In a WorkflowTemplate, each function has its own copy/,
    },
  ])('is refused if an object $title', ({ canShare, want }) => {
    const place = (): unknown => placeCode(entries, codes(sizes(1_000_000)), canShare);
    const names = /Their largest parts \(before packing\): zod 1954 KiB, draw\.ts 1 KiB/;
    for (const message of [want, names])
      expect(place).toThrow(
        expect.objectContaining({
          code: 'PIPELINE_CODE_TOO_LARGE',
          message: expect.stringMatching(message),
        }),
      );
  });
});

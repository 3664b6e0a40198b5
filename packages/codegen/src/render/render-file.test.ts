import type { Definition } from '@tiphys/schema';
import { expect, test } from 'vitest';
import { objectOf, schemaOf } from '../../test/small-definitions.ts';
import { loadTypePrinter } from '../type/print-type.ts';
import type { ModelVariant } from '../type/type-text.ts';
import { renderFile } from './render-file.ts';

const assignedFiles = new Map([
  ['DAGTask', 'dag-task'],
  ['Step', 'step'],
  ['Thing', 'thing'],
]);

async function render(definition: Definition, variant: ModelVariant = 'author'): Promise<string> {
  const context = { variant, print: await loadTypePrinter(), banner: '', files: assignedFiles, texts: {} };
  const text = await renderFile(['Thing'], schemaOf({ Thing: definition }), context);
  return text.replace('/** @see https://argo-workflows.readthedocs.io/en/latest/fields/#thing */\n', '');
}

test.for<{ readonly title: string; readonly given: Definition; readonly want: string }>([
  {
    title: 'fields are read-only, and optional ones may be undefined',
    given: objectOf(['name', 'image'], { required: ['name'] }),
    want: `export interface Thing {
  readonly name: string;
  readonly image?: string | undefined;
}
`,
  },
  {
    title: 'types as they are written',
    given: objectOf({
      any: { type: { kind: 'any' } },
      count: { type: { kind: 'integer', minimum: 0 } },
      either: { type: { kind: 'intOrString' } },
      kind: { type: { kind: 'string', const: 'Thing' } },
      list: { type: { kind: 'list', element: { kind: 'list', element: { kind: 'scalar' } } } },
      map: { type: { kind: 'map', value: { kind: 'reference', to: 'DAGTask' } } },
      mode: { type: { kind: 'string', enum: ['', 'a', "it's"] } },
      self: { type: { kind: 'list', element: { kind: 'reference', to: 'Thing' } } },
    }),
    want: `import type { DAGTask } from './dag-task.ts';
import type { JsonValue } from './json-value.ts';

export interface Thing {
  readonly kind?: 'Thing' | undefined;
  readonly any?: JsonValue | undefined;
  readonly count?: number | undefined;
  readonly either?: string | number | undefined;
  readonly list?: readonly (readonly (string | number | boolean)[])[] | undefined;
  readonly map?: { readonly [name: string]: DAGTask } | undefined;
  readonly mode?: "" | "a" | "it's" | undefined;
  readonly self?: readonly Thing[] | undefined;
}
`,
  },
  {
    title: 'a group becomes a union of what may be there',
    given: objectOf(['name', 'a', 'b'], {
      required: ['name'],
      groups: [{ kind: 'exactlyOne', fields: ['a', 'b'] }],
    }),
    want: `interface ThingFields {
  readonly name: string;
}

interface ThingWithA extends ThingFields {
  readonly a: string;
  readonly b?: undefined;
}

interface ThingWithB extends ThingFields {
  readonly b: string;
  readonly a?: undefined;
}

export type Thing = ThingWithA | ThingWithB;
`,
  },
  {
    title: 'an open object takes any value',
    given: objectOf([], { open: true }),
    want: `import type { JsonValue } from './json-value.ts';

export interface Thing {
  readonly [name: string]: JsonValue;
}
`,
  },
  {
    title: 'an object without fields takes none',
    given: objectOf([]),
    want: `export interface Thing {
  readonly [name: string]: never;
}
`,
  },
  {
    title: 'an alias',
    given: {
      kind: 'alias',
      origin: 'a.Thing',
      type: { kind: 'list', element: { kind: 'reference', to: 'Step' } },
    },
    want: `import type { Step } from './step.ts';

export type Thing = readonly Step[];
`,
  },
  {
    title: 'descriptions and deprecations become comments that nothing ends early',
    given: objectOf({
      a: { type: { kind: 'string' }, description: 'One line.' },
      b: { type: { kind: 'string' }, description: 'name: {\nends */ here', deprecated: 'Use `a`.' },
    }),
    want: `export interface Thing {
  /** One line. */
  readonly a?: string | undefined;
  /**
   * name: {
   * ends * / here
   *
   * @deprecated Use \`a\`.
   */
  readonly b?: string | undefined;
}
`,
  },
  {
    title: 'names that are not identifiers are quoted',
    given: objectOf(['a-b', 'x.y']),
    want: `export interface Thing {
  readonly 'a-b'?: string | undefined;
  readonly 'x.y'?: string | undefined;
}
`,
  },
])('$title', async ({ given, want }) => {
  expect((await render(given)).trimStart()).toBe(want);
});

test('a reply may lack every field, hold null, unknown fields and unknown values', async () => {
  const given = objectOf(
    {
      mode: { type: { kind: 'string', enum: ['a'] } },
      list: { type: { kind: 'list', element: { kind: 'any' } } },
    },
    { required: ['mode'], groups: [{ kind: 'exactlyOne', fields: ['mode', 'list'] }] },
  );
  expect(await render(given, 'reply')).toContain(`export interface Thing {
  readonly list?: readonly JsonValue[] | null | undefined;
  readonly mode?: string | null | undefined;
  readonly [name: string]: unknown;
}
`);
});

test('a type links to where Argo describes its fields', async () => {
  const definition = objectOf([], { description: 'A thing.' });
  const context = {
    variant: 'author',
    print: await loadTypePrinter(),
    texts: {},
    banner: '// first\n',
    files: assignedFiles,
  } as const;
  const text = await renderFile(['KubernetesThing'], schemaOf({ KubernetesThing: definition }), context);
  expect(text).toMatch(/^\/\/ first\n/);
  expect(text).toContain(
    ' * A thing.\n *\n * @see https://argo-workflows.readthedocs.io/en/latest/fields/#thing\n',
  );
});

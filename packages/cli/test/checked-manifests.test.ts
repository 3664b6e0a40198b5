import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from './project-folder.ts';
import { runTiphys } from './run-tiphys.ts';
import type { TemporaryFolder } from './temporary-folder.ts';

const warned = `import { fromTemplate } from '@tiphys/pipeline/templates';
import { pipeline } from '@tiphys/pipeline';
import { container } from '@tiphys/workflow';

const shout = fromTemplate(
  container('shout', {}, () => ({ image: 'alpine', command: ['echo', '{{workfow.name}}'] })),
);

export default pipeline('warned', {}, () => {
  shout();
});
`;

const raw = `import { workflow, workflowTemplate } from '@tiphys/workflow';

export const library = workflowTemplate({
  metadata: { name: 'library' },
  spec: { templates: [{ name: 'a', container: { image: 'alpine', command: ['true'] } }] },
});

export const main = workflow({
  metadata: { generateName: 'main-' },
  spec: { entrypoint: 'mian', templates: [{ name: 'main', suspend: {} }] },
});
`;

/** Calls a template that only exists in the cluster. */
const elsewhere = `import { workflow } from '@tiphys/workflow';

export default workflow({
  metadata: { generateName: 'main-' },
  spec: { workflowTemplateRef: { name: 'of-the-cluster' } },
});
`;

const locatable = `import { pipeline } from '@tiphys/pipeline';
import { list } from './components.generated.ts';

export default pipeline('located', { n: 3 }, ({ n }) => {
  const numbers = list.with({ image: '{{inputs.parameters.nothing}}' })({ n });
  return { numbers };
});
`;

const several = `import { pipeline } from '@tiphys/pipeline';
import { list } from './components.generated.ts';

export default pipeline('first', { n: 3 }, ({ n }) => ({ numbers: list({ n }) }));

export const second = pipeline('second', { n: 3 }, ({ n }) => {
  const numbers = list.with({ image: '{{inputs.parameters.nothing}}' })({ n });
  return { numbers };
});
`;

describe('issues in a compiled manifest', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await projectFolder({
      'warned.ts': warned,
      'raw.ts': raw,
      'elsewhere.ts': elsewhere,
      'located.ts': locatable,
      'several.ts': several,
    });
  });
  afterAll(() => folder[Symbol.dispose]());
  const tiphys = (...words: readonly string[]) => runTiphys(words, { cwd: folder.path });

  test.for([
    ['compile', 'located.ts', '-o', 'located.yaml'],
    ['run', 'located.ts'],
  ])('%s reports errors before anything is written or run', async (words) => {
    const { code, out, err } = await tiphys(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('CLI_INVALID_MANIFEST');
    expect(err).toContain('located.ts:5:24: error: {{inputs.parameters.nothing}} has no value');
    expect(existsSync(path.join(folder.path, 'located.yaml'))).toBe(false);
    expect(existsSync(path.join(folder.path, '.tiphys'))).toBe(false);
  });

  test('warnings go to standard error, and the manifest is printed', async () => {
    const { code, out, err } = await tiphys('compile', 'warned.ts');
    expect(code).toBe(0);
    expect(out).toContain('kind: Workflow');
    expect(err).toMatch(/warned\.ts:9:\d+: warning: Tag \{\{workfow\.name\}\} is left as is/);
  });

  test('lint shows the line of the call, and the lines around it', async () => {
    const { code, out } = await tiphys('lint', 'located.ts');
    expect(code).toBe(1);
    expect(out).toMatch(/^located\.ts:5:24: error: \{\{inputs\.parameters\.nothing\}\} has no value/);
    expect(out).toContain(
      "> 5 |   const numbers = list.with({ image: '{{inputs.parameters.nothing}}' })({ n });",
    );
    expect(out).toMatch(/\n {2}at spec\.templates\[1\]\.script\.image\n/);
  });

  test('lint checks every pipeline of a file', async () => {
    const { code, out } = await tiphys('lint', 'several.ts');
    expect(code).toBe(1);
    expect(out).toMatch(/^several\.ts:7:\d+: error: \{\{inputs\.parameters\.nothing\}\} has no value/);
  });

  test('lint names the export and the path if the line is not known', async () => {
    const { code, out } = await tiphys('lint', 'raw.ts');
    expect(code).toBe(1);
    expect(out).toBe(
      `raw.ts (export main): error: Entrypoint "mian" is not a template of this workflow. [workflow/unknown-entrypoint]
  at spec.entrypoint
  help: Did you mean "main"?

1 error in 1 file.
`,
    );
    const json = JSON.parse((await tiphys('lint', 'raw.ts', '--json')).out);
    expect(json).toMatchObject({
      files: 1,
      issues: [{ file: 'raw.ts', exportName: 'main', path: 'spec.entrypoint' }],
    });
    expect(json.issues[0]).not.toHaveProperty('line');
  });

  test('compile accepts unknown templates of other objects: the cluster may have them', async () => {
    expect(await tiphys('compile', 'elsewhere.ts')).toMatchObject({ code: 0, err: '' });
    expect((await tiphys('lint', 'elsewhere.ts')).code).toBe(1);
  });
});

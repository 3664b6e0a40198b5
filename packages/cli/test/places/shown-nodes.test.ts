import { expect, test } from 'vitest';
import { startBothClusters } from './both-clusters.ts';

const head = 'apiVersion: argoproj.io/v1alpha1\nkind: ';

const files = {
  'tree.yaml': `${head}Workflow
metadata: { generateName: tree- }
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        failFast: false
        tasks: [{ name: first, template: good }, { name: inner, template: nested, depends: first }]
    - name: nested
      steps: [[{ name: good, template: good }, { name: bad, template: bad }]]
    - name: good
      container: { image: alpine, command: [sh, -c, exit 0] }
    - name: bad
      container: { image: alpine, command: [sh, -c, exit 1] }
`,
};

test('get shows the nodes that options choose, in plain characters', async () => {
  await using both = await startBothClusters(files);
  await both.tiphys('local', 'run tree.yaml --name tree');
  const shown = async (options: string): Promise<readonly string[]> =>
    (await both.tiphys('local', `get tree -o short --no-utf8 ${options}`)).out.split('\n').slice(1, -1);
  expect(await shown('--status Failed')).toEqual([
    expect.stringMatching(/^`- x inner /),
    expect.stringMatching(/^ {3}`- x bad /),
  ]);
  expect(await shown('--node-field-selector templateName=good --status Succeeded')).toEqual([
    expect.stringMatching(/^\|- \+ first /),
    expect.stringMatching(/^`- x inner /),
    expect.stringMatching(/^ {3}`- \+ good /),
  ]);
  expect((await both.tiphys('local', 'get tree --status Failed -o json')).err).toContain('CLI_CONFLICTING');
  expect((await both.tiphys('local', 'get tree --status done')).err).toContain('--status takes Pending');
  expect((await both.tiphys('local', 'lint tree.yaml --strict=false')).err).toContain(
    '--strict=false is not possible',
  );
});

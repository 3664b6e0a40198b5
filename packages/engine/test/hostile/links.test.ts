import { describe, expect, test } from 'vitest';
import { namespacesWork, openBench, outputParameter, shell } from '../executor-bench.ts';
import { openOutside, untouched } from './outside.ts';
import { runSteps, script } from './run-hostile.ts';

const namespaces = await namespacesWork();
const needsNamespaces = namespaces ? '' : ' (skipped: this kernel allows no mount namespaces)';

describe.skipIf(!namespaces)(`links that a step has left${needsNamespaces}`, () => {
  test('in an artifact without archive are refused as in Argo', async () => {
    using outside = openOutside();
    await using bench = openBench();
    const end = await bench.execute(
      shell(`mkdir /out; ln -s ${outside.directory} /out/l`, {
        outputs: { artifacts: [{ name: 'd', path: '/out', archive: { none: {} }, s3: { key: 'd' } }] },
      }),
    );
    expect(end).toMatchObject({
      phase: 'Error',
      message: `wait: Error (exit code 64): illegal symlink target: out/l -> ${outside.directory}; `,
    });
  });

  test('in the store do not redirect the key of another step', async () => {
    using outside = openOutside();
    const key = (name: string): object => ({ archive: { none: {} }, s3: { key: name } });
    const nodes = await runSteps({
      entrypoint: 'main',
      templates: [
        {
          name: 'main',
          steps: [
            [{ name: 'plant', template: 'plant' }],
            [
              { name: 'write', template: 'write', continueOn: { error: true } },
              { name: 'read', template: 'read', continueOn: { error: true } },
            ],
          ],
        },
        // Links inside the artifact by their text, and outside by their real target.
        script(
          'plant',
          `mkdir -p /out/a/b; ln -s ../.. /out/a/b/up; ln -s a/b/up/../../${outside.directory.slice(1)} /out/l`,
          {
            outputs: { artifacts: [{ name: 'd', path: '/out', ...key('d') }] },
          },
        ),
        script('write', 'echo written > /w', {
          outputs: { artifacts: [{ name: 'w', path: '/w', ...key('d/l/written') }] },
        }),
        script('read', 'cat /r', {
          inputs: { artifacts: [{ name: 'r', path: '/r', s3: { key: 'd/l/secret' } }] },
        }),
      ],
    });
    expect(nodes.get('plant')).toMatchObject({ phase: 'Succeeded' });
    expect(nodes.get('write')).toMatchObject({
      phase: 'Error',
      message: expect.stringContaining('the key "d/l/written" has a link'),
    });
    expect(nodes.get('read')).toMatchObject({
      phase: 'Error',
      message: 'init: Error (exit code 64): artifact r failed to load: The specified key does not exist.',
    });
    expect(outside.list()).toEqual(untouched);
  });

  test.for([
    {
      title: 'the folder of an output',
      text: 'mkdir -p /tmp/x; ln -s OUTSIDE /tmp/x/l',
      at: '/tmp/x/l/secret',
    },
    { title: 'an output itself', text: 'ln -s OUTSIDE/secret /tmp/o', at: '/tmp/o' },
    { title: 'a link of an output', text: 'ln -s OUTSIDE /tmp/l; ln -s l/secret /tmp/o', at: '/tmp/o' },
    { title: 'many links', text: 'ln -s /tmp/b /tmp/a; ln -s OUTSIDE /tmp/b', at: '/tmp/a/secret' },
    { title: 'the way up', text: 'mkdir /d; ln -s ../../../../../../..OUTSIDE /d/l', at: '/d/l/secret' },
  ])('that are $title show only the pod’s own files', async ({ text, at }) => {
    using outside = openOutside();
    await using bench = openBench();
    const source = text.replaceAll('OUTSIDE', outside.directory);
    const artifacts = [{ name: 'a', path: at, archive: { none: {} } }];
    const { outputs } = outputParameter(at) as { outputs: object };
    const end = await bench.execute(shell(source, { outputs: { ...outputs, artifacts } }));
    expect(end).toMatchObject({ phase: 'Error', artifacts: [] });
    expect(end.parameters[0]?.value).toBeUndefined();
    expect(end.message).toContain('no such file or directory');
  });

  test('that lead to files of this machine are refused with the path', async () => {
    await using bench = openBench();
    const end = await bench.execute(
      shell('ln -s /etc/passwd /tmp/o', outputParameter('/tmp/o', { default: 'd' })),
    );
    expect(end).toMatchObject({
      phase: 'Error',
      message:
        'wait: Error (exit code 64): /tmp/o leads to /etc/passwd, which belongs to this machine, not to the pod',
    });
  });

  test('that lead in circles are an error', async () => {
    await using bench = openBench();
    const end = await bench.execute(shell('ln -s b /tmp/a; ln -s a /tmp/b', outputParameter('/tmp/a')));
    expect(end).toMatchObject({
      phase: 'Error',
      message: 'wait: Error (exit code 64): open /tmp/a: too many levels of symbolic links',
    });
  });

  test.for([
    {
      title: 'an artifact',
      put: { inputs: { artifacts: [{ name: 'r', path: '/vol/d/sub', raw: { data: 'x' } }] } },
    },
    {
      title: 'an artifact at the link',
      put: { inputs: { artifacts: [{ name: 'r', path: '/vol/d', raw: { data: 'x' } }] } },
    },
    { title: 'the working folder', put: {}, container: { workingDir: '/vol/d/made' } },
    { title: 'another volume', put: {}, mounts: [{ name: 'empty', mountPath: '/vol/d/mounted' }] },
    {
      title: 'a subPath of the volume',
      put: {},
      mounts: [{ name: 'vol', mountPath: '/part', subPath: 'd/made' }],
    },
  ])('in a volume create nothing elsewhere for $title', async ({ put, container, mounts }) => {
    using outside = openOutside();
    const volumeMounts = [{ name: 'vol', mountPath: '/vol' }];
    const nodes = await runSteps({
      entrypoint: 'main',
      volumeClaimTemplates: [{ metadata: { name: 'vol' }, spec: {} }],
      volumes: [{ name: 'empty', emptyDir: {} }],
      templates: [
        {
          name: 'main',
          steps: [[{ name: 'plant', template: 'plant' }], [{ name: 'put', template: 'put' }]],
        },
        script('plant', `ln -s ${outside.directory} /vol/d`, {}, { volumeMounts }),
        script('put', 'true', put, { ...container, volumeMounts: [...volumeMounts, ...(mounts ?? [])] }),
      ],
    });
    expect(nodes.get('plant')).toMatchObject({ phase: 'Succeeded' });
    expect(nodes.get('put')?.phase).toMatch(/Succeeded|Error|Failed/);
    expect(outside.list()).toEqual(untouched);
  });

  test('in a volume do not redirect the script of the next step', async () => {
    using outside = openOutside();
    const plant = `rm -f /vol/script; ln -s ${outside.directory}/secret /vol/script`;
    const nodes = await runSteps({
      entrypoint: 'main',
      volumeClaimTemplates: [{ metadata: { name: 'vol' }, spec: {} }],
      templates: [
        {
          name: 'main',
          steps: [[{ name: 'plant', template: 'plant' }], [{ name: 'next', template: 'next' }]],
        },
        script('plant', plant, {}, { volumeMounts: [{ name: 'vol', mountPath: '/vol' }] }),
        script('next', 'echo mine', {}, { volumeMounts: [{ name: 'vol', mountPath: '/argo/staging' }] }),
      ],
    });
    expect(nodes.get('next')).toMatchObject({ phase: 'Succeeded' });
    expect(outside.list()).toEqual(untouched);
  });
});

describe('an artifact with links', () => {
  const consumer = 'for f in rel sub/up hard; do cat /in/$f; done';
  const run = (
    put: string,
    archive: object,
  ): Promise<ReadonlyMap<string, { phase?: string; message?: string }>> =>
    runSteps({
      entrypoint: 'main',
      templates: [
        {
          name: 'main',
          steps: [
            [{ name: 'put', template: 'put' }],
            [
              {
                name: 'get',
                template: 'get',
                arguments: { artifacts: [{ name: 'i', from: '{{steps.put.outputs.artifacts.o}}' }] },
              },
            ],
          ],
        },
        script('put', `mkdir -p {{outputs.artifacts.o.path}}; cd {{outputs.artifacts.o.path}}; ${put}`, {
          outputs: { artifacts: [{ name: 'o', path: '/o', ...archive }] },
        }),
        script('get', consumer.replaceAll('/in', '{{inputs.artifacts.i.path}}'), {
          inputs: { artifacts: [{ name: 'i', path: '/in' }] },
        }),
      ],
    }) as Promise<ReadonlyMap<string, { phase?: string; message?: string }>>;
  const inside = 'echo s > sib; ln -s sib rel; ln sib hard; mkdir sub; ln -s ../sib sub/up';

  test.for([
    { title: 'as a tarball', archive: {} },
    { title: 'without archive', archive: { archive: { none: {} } } },
  ])('that stay inside arrives whole $title', async ({ archive }) => {
    const nodes = await run(inside, archive);
    expect(nodes.get('get')).toMatchObject({ phase: 'Succeeded' });
  });

  test.for([
    { title: 'absolute', link: 'ln -s /etc/hostname abs', want: 'o/abs -> /etc/hostname' },
    { title: 'leading out', link: 'ln -s ../../etc/hostname dots', want: 'o/dots -> ../../etc/hostname' },
  ])('that is $title makes the consumer fail as in Argo', async ({ link, want }) => {
    const nodes = await run(`${inside}; ${link}`, {});
    expect(nodes.get('put')).toMatchObject({ phase: 'Succeeded' });
    expect(nodes.get('get')).toMatchObject({
      phase: 'Error',
      message: `init: Error (exit code 64): illegal symlink target: ${want}`,
    });
  });

  test.for([
    { title: 'a tarball', archive: {} },
    { title: 'a folder', archive: { archive: { none: {} } } },
    { title: 'a zip', archive: { archive: { zip: {} } } },
  ])('that lead in circles ends as $title', async ({ archive }) => {
    const nodes = await run(`${inside}; ln -s . self; ln -s ../sub sub/round; ln -s loop loop`, archive);
    expect(nodes.get('put')).toMatchObject({ phase: 'Succeeded' });
  });
});

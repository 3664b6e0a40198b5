import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FaultRule } from '@tiphys/tools-cluster';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BothClusters, type CommandOptions, type Mode, startBothClusters } from './both-clusters.ts';
import { files, head, waits, work } from './command-files.ts';

let both: BothClusters;
beforeAll(async () => {
  both = await startBothClusters(files);
}, 60_000);
afterAll(() => both[Symbol.asyncDispose]());

describe.for<Mode>(['kube', 'server'])('through %s', (mode) => {
  const tiphys = (line: string, options?: CommandOptions): ReturnType<BothClusters['tiphys']> =>
    both.tiphys(mode, line, options);
  const submit = async (line: string): Promise<string> => {
    const { out, err, code } = await tiphys(`submit ${line} -o name`);
    expect(code, err).toBe(0);
    return out.trim();
  };
  /** Submits a run that asks, and waits until it does. */
  const submitAsking = async (file: string): Promise<string> => {
    const name = await submit(file);
    await expect.poll(async () => (await tiphys(`get ${name} -o json`)).out).toContain('"type": "Suspend"');
    return name;
  };

  test('a failed run is retried and resubmitted with another parameter, copied and deleted', async () => {
    const { code, out } = await tiphys('submit work.yaml --wait -l team=red');
    expect(code).toBe(1);
    const name = /work-\w+/.exec(out)?.[0] ?? '';
    const typo = await tiphys(`retry ${name} -p outcom=good`);
    expect(typo).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(
        /CLI_UNKNOWN_PARAMETER\n {2}The run work-\w+ has no parameter "outcom"\. Did you mean outcome\? Available parameters: outcome\./,
      ),
    });
    expect(await tiphys(`resume ${name}`)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(`The run ${name} has ended with phase Failed`),
    });
    expect(await tiphys(`retry ${name} -p outcome=good --wait`)).toMatchObject({ code: 0 });
    expect((await tiphys('resubmit -l team=red -p other=1')).err).toContain('has no parameter "other"');
    const again = await tiphys(`resubmit ${name} -p outcome=good --log`);
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('went good') });
    const copied = await tiphys(`cp ${name} ${mode} --path {artifactName}`);
    if (mode === 'kube')
      expect(copied).toMatchObject({ code: 2, err: expect.stringContaining('CLIENT_NOT_OFFERED') });
    else {
      expect(copied.out).toBe('Created "server/report/report"\n');
      expect(readFileSync(path.join(both.folder, 'server/report/report'), 'utf8')).toBe('went good\n');
    }
    // What is not offered leaves no folders behind.
    if (mode === 'kube') expect(existsSync(path.join(both.folder, mode))).toBe(false);
    else expect(readdirSync(path.join(both.folder, mode, 'report'))).toEqual(['report']);
    const nothing = await tiphys(`cp ${name} out --artifact-name log`);
    expect(nothing).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringMatching(/Nothing was copied: .* It has report\.\n$/),
    });
    expect((await tiphys(`delete ${name}`)).out).toBe(`Workflow '${name}' deleted\n`);
    expect((await tiphys(`get ${name}`)).err).toContain('RUNS_UNKNOWN_RUN');
    const flags = mode === 'kube' ? '--kube' : `--server ${both.servers.server.url}`;
    expect((await tiphys(`get ${name} ${flags}`)).err).toContain(`\`tiphys list ${flags}\` shows all runs.`);
  });

  test('a question is answered with -p, while the log is followed', async () => {
    const name = await submitAsking('ask.yaml');
    const log = tiphys(`logs ${name} -f`);
    for (const [word, message] of [
      ['share=much', '"much" is not a number, which "share" of how takes.'],
      ['shar=20', 'asks for "shar". Did you mean "share"? They ask for share.'],
    ])
      expect(await tiphys(`resume ${name} -p ${word}`)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining(message ?? ''),
      });
    expect((await tiphys(`resume ${name} -p share=20`)).out).toBe(
      `workflow ${name} resumed; answered how (share=20)\n`,
    );
    expect(await log).toMatchObject({ code: 0, out: expect.stringContaining('used 20') });
    expect(await tiphys(`wait ${name}`)).toMatchObject({ code: 0 });
  });

  test('a question is answered at the prompt of submit --watch', async () => {
    const asked: string[] = [];
    const answers = ['much', '30'];
    const { code, out, err } = await tiphys('submit ask.yaml --watch', {
      ask: async (question) => {
        asked.push(question);
        return answers.shift();
      },
    });
    expect(code, err).toBe(0);
    expect(asked).toEqual(['  share: ', '  share: ']);
    expect(err).toContain('Type a number.');
    const name = /ask-\w+/.exec(out)?.[0] ?? '';
    expect((await tiphys(`logs ${name}`)).out).toContain('used 30');
  });

  test('a suspended run that is to end may need to be resumed', async () => {
    const name = await submitAsking('waits.yaml');
    expect((await tiphys(`terminate ${await submitAsking('waits.yaml')}`)).out).toMatch(
      /^workflow \S+ terminated\n$/,
    );
    await tiphys(`suspend ${name}`);
    expect((await tiphys(`stop ${name}`)).out).toBe(
      // The Argo Server of the tests does not keep spec.suspend.
      `workflow ${name} stopped${mode === 'kube' ? '; it is suspended, and may only end when it is resumed' : ''}\n`,
    );
    await tiphys(`resume ${name}`);
  });

  test('node set gives an output, and fails a node', async () => {
    const name = await submitAsking('ask.yaml');
    const set = `node set ${name} --node-field-selector displayName=how`;
    expect(await tiphys(`${set} -p share=much`)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('"much" is not a number, which "share" of how takes.'),
    });
    expect((await tiphys(`${set} -p share=40`)).out).toBe(`workflow ${name} values set\n`);
    expect((await tiphys(`get ${name}`)).out).toContain('● how');
    expect((await tiphys(`${set} -p other=1`)).err).toContain(
      'The node how does not expect the output "other". It expects share.',
    );
    const none = await tiphys(`resume ${name} --node-field-selector displayName=who`);
    expect(none).toMatchObject({ code: 2, out: '', err: expect.stringContaining('displayName=who') });
    expect((await tiphys(`resume ${name} --node-field-selector displayName=how`)).code).toBe(0);
    expect(await tiphys(`wait ${name}`)).toMatchObject({ code: 0 });
    expect((await tiphys(`logs ${name}`)).out).toContain('used 40');
    const failed = await submitAsking('waits.yaml');
    await tiphys(`node set ${failed} --node-field-selector templateName=main --phase Failed -m no`);
    expect(await tiphys(`wait ${failed}`)).toMatchObject({ code: 1 });
    expect((await tiphys(`get ${failed}`)).out).toMatch(/Failed[\s\S]*no/);
  });

  test('Ctrl-C leaves a run that is watched, and it goes on', async () => {
    const controller = new AbortController();
    const { code, err } = await tiphys('submit waits.yaml --watch', {
      interrupted: controller.signal,
      onError: (text) => {
        if (text.includes('waits for your approval')) controller.abort();
      },
    });
    expect(code).toBe(130);
    const [, name = ''] = /The run goes on: tiphys watch (waits-\w+)/.exec(err) ?? [];
    expect((await tiphys(`get ${name} -o json`)).out).toContain('"phase": "Running"');
    expect((await tiphys(`resume ${name}`)).code).toBe(0);
    expect(await tiphys(`wait ${name}`)).toMatchObject({ code: 0 });
  });

  test('a server that is lost is announced once, and so is its return', async () => {
    const { faults, url, requests, state } = both.servers[mode];
    const isWatch = ({ path: place }: { readonly path: string }): boolean =>
      /workflow-events|watch=true/.test(place);
    /** Waits for a run whose watch has faults, and lets it go on. Returns what was said about the connection. */
    const said = async (...broken: readonly FaultRule[]): Promise<readonly string[]> => {
      const name = await submitAsking('waits.yaml');
      for (const rule of broken) faults.add({ ...rule, matches: isWatch });
      const before = requests.length;
      const waiting = tiphys(`wait ${name}`);
      await expect.poll(() => requests.slice(before).some(isWatch)).toBe(true);
      // The first byte of the watch.
      const { metadata, ...rest } = state.objects.get({ kind: 'Workflow', namespace: 'default', name });
      state.objects.update({ ...rest, metadata: { ...metadata, annotations: { changed: 'yes' } } });
      await expect
        .poll(() => requests.slice(before).filter(isWatch).length, { timeout: 10_000 })
        .toBeGreaterThan(broken.length);
      await tiphys(`resume ${name}`);
      const { code, err } = await waiting;
      expect(code).toBe(0);
      return err.split('\n').slice(1, -1);
    };
    const cut: FaultRule = { fault: { kind: 'cut', after: 1 } };
    const down: FaultRule = { fault: { kind: 'status', status: 502 } };
    expect(await said(cut, down, down)).toEqual([
      `Lost the connection to ${url}; trying again.`,
      `Connected to ${url} again.`,
    ]);
    // One that ends properly, or is opened again at once, is not.
    expect(await said({ fault: { kind: 'end', after: 1 } })).toEqual([]);
    expect(await said(cut)).toEqual([]);
  });

  test('the Workflows of a file are submitted one by one, and those of standard input', async () => {
    const two = `${waits}---\n${work}---\n${head}ConfigMap\nmetadata: { name: beside }\n`.replace(
      'argoproj.io/v1alpha1\nkind: ConfigMap',
      'v1\nkind: ConfigMap',
    );
    writeFileSync(path.join(both.folder, 'two.yaml'), two);
    const { out } = await tiphys('submit two.yaml - -o name', { input: waits });
    expect(out).toMatch(/^waits-\w+\nwork-\w+\nwaits-\w+\n$/);
    const followed = await tiphys('submit - --wait', { input: `${work}---\n${work}` });
    expect(followed.code).toBe(1);
    expect(followed.err.match(/^workflow work-\w+ submitted$/gm)).toHaveLength(2);
    expect(followed.out.match(/^✖ work-/gm)).toHaveLength(2);
    await tiphys('terminate -l !none');
  });
});

test('what changes a cluster goes on if nobody reads what it prints', async () => {
  const names = ['first', 'second', 'third'];
  const template = (name: string): string =>
    `${head}WorkflowTemplate\nmetadata: { name: ${name} }\nspec: { entrypoint: a, templates: [{ name: a, suspend: {} }] }\n`;
  const folder = path.join(both.folder, 'piped');
  mkdirSync(folder);
  for (const name of names) writeFileSync(path.join(folder, `${name}.yaml`), template(name));
  const main = path.join(import.meta.dirname, '../../src/main.ts');
  const command = `"${process.execPath}" --conditions=@tiphys/source "${main}" deploy piped --yes --kube`;
  await promisify(execFile)('bash', ['-c', `set -o pipefail; ${command} | true`], {
    cwd: both.folder,
    env: { PATH: process.env.PATH, KUBECONFIG: path.join(both.folder, 'kubeconfig') },
    timeout: 30_000,
  });
  const { out } = await both.tiphys('kube', 'template list');
  expect(names.filter((name) => out.includes(name))).toEqual(names);
});

import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';

const main = path.join(import.meta.dirname, '../../src/main.ts');

/** `script` of util-linux gives a command a terminal. */
const hasTerminal =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

const ask = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: ask- }
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - { name: how, template: how }
        - - { name: approve, template: approve }
        - - name: use
            template: use
            arguments:
              parameters:
                - { name: strategy, value: '{{steps.how.outputs.parameters.strategy}}' }
                - { name: share, value: '{{steps.how.outputs.parameters.share}}' }
    - name: how
      metadata: { annotations: { tiphys/answer-types: '{"share":"number"}' } }
      inputs: { parameters: [{ name: strategy, value: one, enum: [one, all] }] }
      suspend: {}
      outputs:
        parameters:
          - { name: strategy, valueFrom: { supplied: {} } }
          - { name: share, valueFrom: { supplied: {}, default: '10' } }
    - name: approve
      suspend: {}
    - name: use
      inputs: { parameters: [{ name: strategy }, { name: share }] }
      container: { image: alpine, command: [echo, 'used {{inputs.parameters.strategy}} {{inputs.parameters.share}}'] }
`;

/** Runs the workflow at a terminal, and types each answer when its question is shown. Returns what the terminal showed. */
function runAtTerminal(
  cwd: string,
  dialogue: readonly { readonly shown: string; readonly type: string }[],
): Promise<{ readonly text: string; readonly code: number | null }> {
  const command = `"${process.execPath}" --conditions=@tiphys/source "${main}" run ask.yaml --name ask`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd,
    env: { ...process.env, CI: undefined, TERM: 'xterm', NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  let text = '';
  let from = 0;
  const open = [...dialogue];
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
    const [next] = open;
    const at = next === undefined ? -1 : text.indexOf(next.shown, from);
    if (next === undefined || at < 0) return;
    from = at + next.shown.length;
    open.shift();
    child.stdin.write(next.type);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ text: text.replaceAll('\r', ''), code }));
  });
}

describe.skipIf(!hasTerminal)('questions at a terminal (needs `script` of util-linux)', () => {
  test('show choices and defaults, and ask again after a wrong answer', async () => {
    using folder = temporaryFolder({ 'ask.yaml': ask });
    const { text, code } = await runAtTerminal(folder.path, [
      { shown: 'strategy (one, all): ', type: 'two\n' },
      { shown: 'Choose one of one, all.', type: 'all\n' },
      { shown: 'share ([10]): ', type: 'ten\n' },
      { shown: 'Type a number.', type: '\n' },
      { shown: 'Press Enter to go on.', type: '\n' },
    ]);
    expect(text).toContain('how waits for an answer.');
    expect(text).toContain('approve waits for your approval.');
    expect(text).toContain('ask  Succeeded');
    expect(code).toBe(0);
  });

  test('are left with Ctrl-C, with the line that continues the run', async () => {
    using folder = temporaryFolder({ 'ask.yaml': ask });
    const { text, code } = await runAtTerminal(folder.path, [
      { shown: 'strategy (one, all): ', type: '\u0003' },
    ]);
    expect(text).toContain('Interrupted. Continue the run: tiphys resume ask');
    expect(code).toBe(130);
  });

  test('end with the input, and the run waits on', async () => {
    using folder = temporaryFolder({ 'ask.yaml': ask });
    const { text } = await runAtTerminal(folder.path, [
      { shown: 'strategy (one, all): ', type: '\u0004' },
      { shown: 'tiphys resume ask -p strategy=one -p share=10', type: '\u0003' },
    ]);
    expect(text).toContain('Give it from another terminal:');
  });
});

import type { StartedRun } from '../../src/driver/run-handle.ts';

/** Applies a command of the recorded command line, such as `resume --node-field-selector displayName=w1`. */
export function applyAction(run: StartedRun, action: string): void {
  const [verb, ...words] = action.replace(/^node set/, 'set').split(' ');
  const options = readOptions(words);
  const [field, wanted] = (options.get('--node-field-selector')?.[0] ?? '').split('=');
  const nodes = run
    .suspended()
    .filter(({ displayName, name }) => !field || { displayName, name }[field] === wanted);
  const values = Object.fromEntries((options.get('-p') ?? []).map((pair) => pair.split('=')));
  const phase = options.get('--phase')?.[0] as 'Succeeded' | 'Failed' | undefined;
  const message = options.get('-m')?.[0];
  if (verb === 'stop') run.send({ kind: 'shutdown', strategy: 'Stop' });
  else if (verb === 'terminate') run.send({ kind: 'shutdown', strategy: 'Terminate' });
  else if (verb === 'resume' && !field) run.send({ kind: 'resume' });
  else if (verb === 'resume') for (const { nodeId } of nodes) run.send({ kind: 'resume', nodeId });
  else
    for (const { nodeId } of nodes)
      run.send({
        kind: 'setNode',
        nodeId,
        parameters: values,
        ...(phase && { phase }),
        ...(message && { message }),
      });
}

function readOptions(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const options = new Map<string, string[]>();
  for (let index = 0; index < words.length; index += 2) {
    const name = words[index] ?? '';
    options.set(name, [...(options.get(name) ?? []), words[index + 1] ?? '']);
  }
  return options;
}

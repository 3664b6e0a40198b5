/** One use of each construct, with the number of the use as `#`, in a body with the outputs `n`, `mode` and `order`. */
export const constructUses: Readonly<Record<string, string>> = {
  call: 'square({ x: n })',
  settings:
    "square({ x: # }, { retry: { limit: 2, backoff: { duration: '10s' } }, timeout: '1h', env: { A: '#' } })",
  'expr with constants': 'expr([n, #], (a, b) => a + b)',
  group: "group('group-#', () => ({ a: square({ x: n }) }))",
  attempt: 'attempt(() => square({ x: # })).or(#)',
  'attempt, settled': 'attempt(() => square({ x: # })).settled().value',
  match: 'match(mode, { fast: () => square({ x: # }), exact: () => square({ x: n }) })',
  'match of kinds':
    "match(order, 'kind', { card: (card) => square({ x: card.number }), cash: (cash) => square({ x: cash.amount }) })",
  'when and elseWhen':
    'when([n, #], (a, b) => a > b, () => square({ x: 1 })).elseWhen([n], (a) => a > 2, () => square({ x: 2 })).otherwise(() => square({ x: 3 }))',
  repeatUntil:
    'repeatUntil({ error: n }, ({ error }) => ({ error: square({ x: error }) }), ({ error }) => error < #, { max: 20 })',
  ask: "ask('ask-#', { strategy: oneOf(['canary', 'all']), share: # }).share",
  'nested pipeline': 'inner({ x: n, by: # }).y',
  'definition of a pipeline': "pipeline('pipeline-#', { x: #, y: 'a' }, ({ x }) => ({ z: square({ x }) }))",
  'definition of a container':
    "component.container('container-#', { image: 'alpine', inputs: { text: input<string>(), limit: # }, outputs: { lines: output<number>('/tmp/lines') }, args: ({ inputs }) => [inputs.text, inputs.limit] })",
};

/** Returns a file with that many uses of a construct. */
export function usesOf(use: string, count: number): string {
  const uses = Array.from(
    { length: count },
    (_, index) => `export const x${index} = ${use.replaceAll('#', String(index))};`,
  );
  return `import { ask, attempt, type Component, component, expr, group, input, match, oneOf, type Output, output, pipeline, repeatUntil, when } from '@tiphys/pipeline';
export { ask, attempt, component, expr, group, input, match, oneOf, output, pipeline, repeatUntil, when };
export declare const square: Component<{ x: number }, number>;
export declare const n: Output<number>;
export declare const mode: Output<'fast' | 'exact'>;
export declare const order: Output<{ kind: 'card'; number: number } | { kind: 'cash'; amount: number }>;
export const inner = pipeline('inner', { x: input<number>(), by: 1 }, ({ x }) => ({ y: square({ x }) }));
${uses.join('\n')}
`;
}

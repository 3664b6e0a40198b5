import type { TemplateType } from '@tiphys/models/facts';
import type { CallTarget } from '../view/catalogue.ts';
import type { TemplateView } from '../view/template-view.ts';

const TIMES = ['id', 'startedAt', 'finishedAt', 'hostNodeName'];

const RESULT_TYPES: ReadonlySet<TemplateType> = new Set([
  'container',
  'containerSet',
  'script',
  'data',
  'http',
  'plugin',
] as const);

const outputsOf = new WeakMap<TemplateView, ReadonlySet<string>>();

/**
 * Returns what simple tags may read of a call, such as `outputs.result`, by what the call refers to; undefined when its template is not
 * known.
 */
export function listCallOutputs(target: CallTarget): ReadonlySet<string> | undefined {
  if (target.kind === 'dynamic') return new Set(TIMES);
  if (target.kind !== 'template') return undefined;
  const known = outputsOf.get(target.template);
  if (known) return known;
  const outputs = listOutputs(target.template);
  outputsOf.set(target.template, outputs);
  return outputs;
}

function listOutputs({ template, type }: TemplateView): ReadonlySet<string> {
  const outputs = new Set(TIMES);
  if (template.daemon) outputs.add('ip');
  const hasMain =
    type !== 'containerSet' || (template.containerSet?.containers ?? []).some(({ name }) => name === 'main');
  if (type && RESULT_TYPES.has(type) && hasMain) outputs.add('outputs.result').add('exitCode');
  for (const list of ['parameters', 'artifacts'] as const) {
    for (const { name } of template.outputs?.[list] ?? []) outputs.add(`outputs.${list}.${name}`);
  }
  return outputs;
}

import type { Scope, Source } from '../../ir/graph.ts';
import { kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { walkFormula } from '../../ir/walk.ts';
import { findSource } from '../handles/handle.ts';
import { nameKinds } from '../operands/test-of.ts';
import { invalidOption, isPlainObject, show } from '../options/option-check.ts';
import { labelsCheck } from '../settings/pipeline-options.ts';
import { runInScope } from '../tracing/trace-state.ts';
import type { AnyPipeline } from './any-pipeline.ts';

/** The labels of a pipeline by name. */
export type Labels = ReadonlyMap<string, string | Source>;

/**
 * Returns the labels of a pipeline. Those that are outputs become expressions, which Argo evaluates before the first task.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION` if one is no string, or not known before the first task
 */
export function readLabels({ name, options }: AnyPipeline, scope: Scope, inputs: unknown): Labels {
  const { labels = {} } = options;
  if (typeof labels !== 'function') return new Map(Object.entries(labels));
  const what = `the pipeline ${name}`;
  const before = scope.tasks.length;
  // The formulas in it belong to the body, so that they are translated.
  const given: unknown = runInScope(scope, () => labels(inputs as never));
  if (scope.tasks.length > before)
    throw invalidOption(
      `"labels" of ${what} adds a task, but labels are set before the first task. Use inputs only.`,
    );
  if (!isPlainObject(given))
    throw invalidOption(
      `"labels" of ${what} must return an object such as { team: inputs.team }, not ${show(given)}.`,
    );
  const entries = Object.entries(given).map(([key, value]) => [key, findSource(value) ?? value] as const);
  const fixed = entries.filter(([, value]) => typeof value !== 'object');
  labelsCheck(
    Object.fromEntries([
      ...fixed,
      ...entries.filter(([, value]) => typeof value === 'object').map(([key]) => [key, 'x']),
    ]),
    { what, path: 'labels' },
  );
  return new Map<string, string | Source>(
    entries.map(([key, value]): readonly [string, string | Source] => {
      if (typeof value !== 'object') return [key, String(value)];
      const source = value as Source; // findSource returned it, or the check refused it
      assertEarly(source, `"labels.${key}" of ${what}`);
      return [key, source];
    }),
  );
}

function assertEarly(source: Source, what: string): void {
  const roots: Source[] = [];
  const visitor = { source: (one: Source) => void roots.push(one) };
  if (source.kind === 'expression') walkFormula(source.formula, visitor);
  else roots.push(source.kind === 'field' ? rootOf(source) : source);
  const late = roots
    .map(rootOf)
    .find(({ kind }) => !['input', 'variable', 'expression', 'literal'].includes(kind));
  if (late !== undefined)
    throw invalidOption(
      `${what} depends on a task, but labels are set before the first task. Use inputs only.`,
    );
  const kinds = kindsOfSchema(schemaOf(source));
  if (kinds !== undefined && kinds.size > 0 && !kinds.has('string'))
    throw invalidOption(`${what} must be a string, but the output is ${nameKinds(kinds)}.`);
}

function rootOf(source: Source): Source {
  return source.kind === 'field' ? rootOf(source.of) : source;
}

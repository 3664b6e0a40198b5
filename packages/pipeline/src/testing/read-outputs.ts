import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledOutput } from '../compile/compiled-output.ts';
import { PipelineError } from '../pipeline-error.ts';
import { findOutput, joinResult } from '../values/read-result.ts';
import type { StartedTest, TestRun } from './test-run.ts';

/**
 * Returns the result of a pipeline that has succeeded.
 *
 * @throws PipelineError `PIPELINE_TEST_NO_OUTPUTS`
 */
export function readOutputs(test: StartedTest, run: TestRun<unknown, unknown>): unknown {
  if (run.status !== 'Succeeded') throw noOutputs(test, run);
  const { outputs, result } = test.compiled;
  const values = outputs.map((output) => [output.name, readOutput(output, test, run)] as const);
  return joinResult(result, values);
}

function readOutput(
  output: CompiledOutput,
  { folder }: StartedTest,
  { workflow }: TestRun<unknown, unknown>,
): unknown {
  const source = findOutput(output, workflow);
  if (source === undefined) return undefined;
  if (source.kind === 'text') return output.decode(source.text);
  const { s3, gcs, oss } = source.artifact;
  const key = s3?.key ?? gcs?.key ?? oss?.key;
  if (key === undefined) return undefined;
  const file = join(folder.artifacts, key);
  return output.route === 'large' ? output.decode(readFileSync(file, 'utf8')) : file;
}

function noOutputs({ pipeline, records }: StartedTest, run: TestRun<unknown, unknown>): PipelineError {
  const name = `The pipeline ${pipeline.name} has no outputs`;
  if (run.status === 'Running') {
    const [question] = run.questions;
    const reason =
      question === undefined
        ? 'it waits for time. Call clock.advance(...)'
        : `it waits for an answer to "${question}". Call run.answer(...), or give it in "answers"`;
    return new PipelineError('PIPELINE_TEST_NO_OUTPUTS', `${name} yet: ${reason}.`);
  }
  const nodes = Object.values(run.workflow.status?.nodes ?? {}).filter(
    ({ type, phase }) => type === 'Pod' && (phase === 'Failed' || phase === 'Error'),
  );
  const reasons = nodes.map(({ name: node, displayName, message = '' }) => {
    const error = records.find(node)?.error;
    const [, kind] = /\b(secret|configmap) "[^"]*" not found/.exec(message) ?? [];
    const advice =
      kind === undefined ? '' : ` Add the ${kind === 'secret' ? 'Secret' : 'ConfigMap'} to "objects".`;
    return `  ${displayName}: ${message}${advice === '' ? '' : `.${advice}`}${error === undefined ? '' : `\n    ${error.split('\n').join('\n    ')}`}`;
  });
  const own = run.workflow.status?.message;
  if (reasons.length === 0 && own !== undefined) reasons.push(`  ${own}`);
  return new PipelineError(
    'PIPELINE_TEST_NO_OUTPUTS',
    `${name}: the run ended with ${run.status}.\n${reasons.join('\n')}`,
  );
}

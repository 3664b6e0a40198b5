import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import { binary, builtin, choice, fromJson, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import type { BodyResult, Scope, VariableSource } from '../../ir/graph.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { hasFile } from '../../ir/outputs/route-of.ts';
import { resultSchema } from '../../ir/outputs/schema-of.ts';
import type { OutputHandle } from '../../ir/surface/output.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { createHandle } from '../handles/handle.ts';

/** What the exit handler of a pipeline gets, before its types are known. */
export interface AnyRunOutcome {
  readonly status: OutputHandle<never>;
  readonly result: OutputHandle<never>;
  readonly failures: OutputHandle<never>;
  readonly seconds: OutputHandle<never>;
}

const STATUS_PATH = ['workflow', 'status'];

const STRING: JsonSchema = { type: 'string' };

const FAILURE: JsonSchema = {
  type: 'object',
  properties: {
    displayName: STRING,
    message: STRING,
    templateName: STRING,
    phase: { type: 'string', enum: ['Failed', 'Error'] },
    podName: STRING,
    finishedAt: STRING,
  },
  required: ['displayName', 'message', 'templateName', 'phase', 'podName', 'finishedAt'],
};

/** Returns what the exit handler of a pipeline gets. `scope` is its body, `result` that of the pipeline. */
export function runOutcome(scope: Scope, result: BodyResult): AnyRunOutcome {
  const variable = (
    what: string,
    schema: JsonSchema,
    rest: Pick<VariableSource, 'node' | 'path' | 'text' | 'isResult'>,
  ): OutputHandle<never> => createHandle<never>({ kind: 'variable', scope, what, schema, ...rest });
  return {
    status: variable(
      'The outcome of the workflow',
      { type: 'string', enum: ['Succeeded', 'Failed', 'Error'] },
      { node: pathNode(STATUS_PATH), path: STATUS_PATH },
    ),
    // Argo quotes the list as text, and has null if there are no failures.
    failures: variable(
      'The failures of the workflow',
      { type: 'array', items: FAILURE },
      {
        node: binary('??', fromJson(fromJson(pathNode(['workflow', 'failures']))), {
          kind: 'array',
          items: [],
        }),
      },
    ),
    seconds: variable(
      'The duration of the workflow',
      { type: 'number' },
      { node: builtin('float', pathNode(['workflow', 'duration'])) },
    ),
    get result() {
      assertNoFiles(result);
      if (result === undefined)
        return createHandle<never>({ kind: 'literal', scope: undefined, text: 'null' });
      const succeeded = binary('==', pathNode(STATUS_PATH), text('Succeeded'));
      const whole = choice(succeeded, textOfResult(result), text('null'));
      return variable(
        'The result of the workflow',
        { anyOf: [resultSchema(result), { type: 'null' }] },
        { node: fromJson(whole), text: whole, isResult: true },
      );
    },
  };
}

function textOfResult(result: NonNullable<BodyResult>): ExpressionNode {
  const read = (name: string): ExpressionNode => pathNode(['workflow', 'outputs', 'parameters', name]);
  const names = namedResults(result).map(([name]) => name);
  const [only = ''] = names;
  if (result.kind === 'one') return read(only);
  const parts = names.flatMap((name, index) => [
    text(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`),
    read(name),
  ]);
  return [...parts, text(parts.length === 0 ? '{}' : '}')].reduce((left, right) => binary('+', left, right));
}

function assertNoFiles(result: BodyResult): void {
  for (const [name, source] of namedResults(result)) {
    if (!hasFile(source)) continue;
    throw new PipelineError(
      'PIPELINE_LARGE_RESULT',
      `The result "${name}" of the pipeline is a file, which the exit handler cannot get, because it may not exist. Use the file in a task of the pipeline.`,
    );
  }
}

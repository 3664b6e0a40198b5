import type { Artifact, Parameter } from '@tiphys/models';
import type { CalledPipeline, CallNode, PipelineCall } from '../../ir/graph.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { retryStrategyOf } from '../component/retry-strategy.ts';
import { assertDepth } from '../context/assert-depth.ts';
import { BodyContext } from '../context/body-context.ts';
import { writeTransfer } from '../context/transfer.ts';
import { artifactFrom } from '../templates/artifact-from.ts';
import { dependsOn } from '../templates/call-template.ts';
import type { ManifestState, PipelineTemplate, WritableBody } from '../templates/manifest-state.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { jsonText } from '../values/json-text.ts';
import { type ReadPlace, readValue } from '../values/read-value.ts';
import type { CallWriter } from './call-writer.ts';
import { writeSubmission } from './write-submission.ts';

/** Writes the task that runs another pipeline. Its arguments are JSON texts. */
export const writePipelineCall: CallWriter = (task, context, state, { name, waits }): WrittenTask => {
  const { called } = task;
  if (called === undefined) throw new Error(`unreachable: ${name} calls a pipeline`);
  const place: ReadPlace = { context, waits, trees: state.trees };
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [index, { source }] of called.pipeline.inputs.entries()) {
    const value = task.reads[index];
    if (value === undefined) continue;
    const read = readValue(value, place);
    if (read.artifact) artifacts.push(artifactFrom(source.name, read));
    else parameters.push({ name: source.name, value: jsonText(value, place) });
  }
  context.addEndings(task, waits);
  const rest = { ...dependsOn(waits), ...writeTransfer('arguments', parameters, artifacts) };
  const { name: object, clusterScope } = called.pipeline;
  switch (called.how) {
    case 'part':
      return { name, template: templateOf(called, context, state, task).name, ...rest };
    case 'reference': {
      const scope = clusterScope ? { clusterScope } : {};
      return { name, templateRef: { name: object, template: task.component.name, ...scope }, ...rest };
    }
    case 'submission':
      return { name, template: writeSubmission(called.pipeline, task, state), ...rest };
  }
};

/** Returns the template of a called pipeline, and writes it if this is the first call with these options. */
function templateOf(
  { pipeline: called, retry, parallelism, failFast }: PipelineCall,
  context: BodyContext,
  state: ManifestState,
  { component, site }: CallNode,
): PipelineTemplate {
  const depth = context.depth + 1;
  const key = JSON.stringify([retry, parallelism, failFast]);
  const templates = state.pipelines.get(called) ?? new Map<string, PipelineTemplate>();
  state.pipelines.set(called, templates);
  const known = templates.get(key);
  if (known !== undefined) {
    assertDepth(depth + known.height, site);
    state.deepest = Math.max(state.deepest, depth + known.height);
    return known;
  }
  const before = state.deepest;
  state.deepest = depth;
  const template = state.ownName === component.name ? component.name : state.names.claim(component.name);
  state.ownName = undefined;
  const inner = new BodyContext({
    parent: undefined,
    template,
    scope: called.scope,
    givenScope: called.scope,
    depth,
  });
  const body: WritableBody = {
    scope: called.scope,
    result: called.result,
    site: called.site,
    inputs: called.inputs.filter(({ input }) => !input.file).map(inputOf),
    files: called.inputs.flatMap(({ input }) => (input.file ? [{ name: input.name }] : [])),
    ...(failFast === undefined ? {} : { failFast }),
    settings: {
      ...(retry === undefined ? {} : { retryStrategy: retryStrategyOf(retry) }),
      ...(parallelism === undefined ? {} : { parallelism }),
    },
  };
  state.writeBody(inner, body, state);
  const made = { name: template, height: state.deepest - depth };
  state.deepest = Math.max(before, state.deepest);
  templates.set(key, made);
  return made;
}

function inputOf({ input, source: { name } }: CalledPipeline['inputs'][number]): Parameter {
  return {
    name,
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.default === undefined ? {} : { default: encodeValue(input.default.value) }),
  };
}

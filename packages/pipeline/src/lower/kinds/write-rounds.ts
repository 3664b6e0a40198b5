import { type ExpressionNode, mapChildren } from '@tiphys/expression/language';
import type { Outputs, Parameter } from '@tiphys/models';
import {
  binary,
  choice,
  fromJson,
  mapLiteral,
  negation,
  pathNode,
  text,
  toJson,
} from '../../expression/tree/expression-nodes.ts';
import { substituteOperands } from '../../expression/tree/formula-trees.ts';
import { integer } from '../../expression/tree/nodes.ts';
import { printSafe, printTag } from '../../expression/tree/print-tag.ts';
import { locate } from '../../ir/call-site.ts';
import type { Body, BodyResult, CallNode, RoundsNode } from '../../ir/graph.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { outputsOf, VALUE_FORM } from '../../ir/outputs/outputs.ts';
import { taskNames } from '../../ir/wire/task-protocol.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { callTemplate } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { openTemplate } from '../templates/open-template.ts';
import { failTemplate, pauseTemplate } from '../templates/suspend-templates.ts';
import { writeInputs } from '../templates/write-inputs.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { decodeForm, textOfForm, textOfObject } from '../values/form.ts';
import { type ReadPlace, readValue, textNode } from '../values/read-value.ts';
import { writeCall } from './write-call.ts';

const BODY = 'body';
const AGAIN = 'again';
const PAUSE = 'pause';
const LIMIT = 'limit';

/** Writes the task of a loop of rounds: it calls a template that calls itself until the condition holds. */
export function writeRounds(node: RoundsNode, context: BodyContext, state: ManifestState): WrittenTask {
  const inner = writeTemplate(node, context, state);
  const waits: Waits = [];
  const initial = stateText(node.initial, { context, waits, trees: state.trees });
  context.addEndings(node, waits);
  const parameters = [
    { name: node.state.name, value: initial },
    { name: node.round.name, value: '0' },
  ];
  return callTemplate({ name: node.name, inner, outer: context, waits, parameters }, state);
}

function writeTemplate(node: RoundsNode, outer: BodyContext, state: ManifestState): BodyContext {
  const [body] = node.bodies;
  if (body?.condition === undefined) throw new Error(`unreachable: ${node.name} has a body`);
  const template = state.names.claim(node.name);
  const finish = openTemplate(template, node.site, state);
  const inner = new BodyContext({ parent: outer, template, scope: undefined, givenScope: body.scope });
  const given: readonly Parameter[] = [node.state, node.round].map(({ name }) => ({
    name: inner.reserve(name),
  }));
  const call = findLoneCall(body);
  const before = state.deepest;
  state.deepest = inner.depth;
  const bodyTask =
    call === undefined
      ? writeBodyCall(node, body, { inner, state })
      : writeCall(call, inner, state, { name: BODY });
  assertRounds(node, inner, state.deepest - inner.depth + (call === undefined ? 2 : 1));
  state.deepest = Math.max(before, state.deepest + node.max - 1);
  const next = nextState(body.result, call);
  const round = fromJson(pathNode(['inputs', 'parameters', node.round.name]));
  const done = withoutMaps(substituteOperands(state.trees.treeOf(body.condition), [next.value, round]));
  const steps = { node, next: next.text, round, open: negation(done) };
  const tasks = [bodyTask, ...writeSteps(steps, inner, state)].map((task) =>
    state.sites.add(task, (task === bodyTask ? call : undefined)?.site ?? node.site),
  );
  finish({ ...writeInputs(inner, state, given), outputs: outputs(next.text), dag: { tasks } });
  return inner;
}

/** Argo ends a run at 100 levels of templates. Each round is one. */
const MAXIMUM_LEVELS = 99;

function assertRounds({ name, max, site }: RoundsNode, { depth }: BodyContext, below: number): void {
  const most = MAXIMUM_LEVELS + 1 - depth - below;
  if (max <= most) return;
  throw new PipelineError(
    'PIPELINE_TOO_DEEP',
    `"${name}" has at most ${max} rounds, but here at most ${Math.max(most, 0)} are possible: each round is a level of templates, Argo stops a run at 100, ${depth - 1} ${depth === 2 ? 'is' : 'are'} around it and ${below} ${below === 1 ? 'is' : 'are'} inside it. Set "max" to ${most < 1 ? 'less, and reduce the nesting' : `${most} or less`}.`,
    { location: locate(site) },
  );
}

/** Replaces the field of a map literal by its value: `{error: x}.error` is `x`. */
function withoutMaps(node: ExpressionNode): ExpressionNode {
  const made = mapChildren(node, withoutMaps);
  if (made.kind !== 'member' || made.object.kind !== 'map' || made.property.kind !== 'string') return made;
  const { value: name } = made.property;
  const entry = made.object.entries.find(({ key }) => key.kind === 'string' && key.value === name);
  return entry?.value ?? made;
}

interface Place {
  readonly inner: BodyContext;
  readonly state: ManifestState;
}

function writeBodyCall(node: RoundsNode, { scope, result }: Body, { inner, state }: Place): WrittenTask {
  const template = state.names.claim(`${node.name}-${BODY}`);
  const context = new BodyContext({ parent: inner, template, scope });
  state.writeBody(context, { scope, result, site: node.site }, state);
  return callTemplate({ name: BODY, inner: context, outer: inner }, state);
}

interface Steps {
  readonly node: RoundsNode;
  readonly next: ExpressionNode;
  readonly round: ExpressionNode;
  /** Whether another round is needed. */
  readonly open: ExpressionNode;
}

/** Writes the tasks after the body: the end at the limit, the pause, and the next round. */
function writeSteps(
  { node, next, round, open }: Steps,
  inner: BodyContext,
  state: ManifestState,
): readonly WrittenTask[] {
  const { max, pause, onLimit } = node;
  const after = binary('+', round, integer(1));
  const isMore = { when: printTag(binary('&&', open, binary('<', after, integer(max)))) };
  const afterBody = { depends: `${BODY}.Succeeded` };
  const tasks: WrittenTask[] = [];
  if (onLimit === 'fail') {
    const template = failTemplate(
      'limit-reached',
      `not-done-after-${max}-${max === 1 ? 'round' : 'rounds'}`,
      state,
    );
    const when = printTag(binary('&&', open, binary('>=', after, integer(max))));
    tasks.push({ name: LIMIT, ...afterBody, template, when });
  }
  if (pause !== undefined)
    tasks.push({ name: PAUSE, ...afterBody, template: pauseTemplate('pause', pause, state), ...isMore });
  const parameters = [
    { name: node.state.name, value: printTag(next) },
    { name: node.round.name, value: printTag(toJson(after)) },
  ];
  const again = callTemplate({ name: AGAIN, inner, outer: inner, parameters }, state);
  const starts = pause === undefined ? { ...afterBody, ...isMore } : { depends: `${PAUSE}.Succeeded` };
  tasks.push({ ...again, ...starts });
  return tasks;
}

function outputs(next: ExpressionNode): Outputs {
  const hasRun = binary('==', pathNode(['tasks', AGAIN, 'status']), text('Succeeded'));
  const later = pathNode(['tasks', AGAIN, 'outputs', 'parameters', taskNames.output]);
  return {
    parameters: [
      { name: taskNames.output, valueFrom: { expression: printSafe(choice(hasRun, later, next)) } },
    ],
  };
}

/** Returns the expressions for the state after a round. */
function nextState(
  result: BodyResult,
  call: CallNode | undefined,
): { readonly value: ExpressionNode; readonly text: ExpressionNode } {
  const start = ['tasks', BODY, 'outputs'];
  if (result?.kind === 'named') {
    const paths = [...result.sources.keys()].map(
      (name) => [name, pathNode([...start, 'parameters', name])] as const,
    );
    return {
      value: mapLiteral(paths.map(([name, path]) => [name, fromJson(path)])),
      text: textOfObject(paths),
    };
  }
  const output = call === undefined ? undefined : outputsOf(call);
  const { path, form } =
    output?.kind === 'one' ? output.value : { path: ['parameters', taskNames.output], form: VALUE_FORM };
  const node = pathNode([...start, ...path]);
  return { value: decodeForm(node, form), text: textOfForm(node, form) };
}

/** Returns the JSON text of the state before the first round. */
function stateText(initial: NonNullable<BodyResult>, place: ReadPlace): string {
  if (initial.kind === 'named') {
    const fields = namedResults(initial);
    if (fields.every(([, source]) => source.kind === 'literal')) {
      const texts = fields.map(
        ([name, source]) => `${JSON.stringify(name)}:${readValue(source, place).text}`,
      );
      return `{${texts.join(',')}}`;
    }
    return printTag(textOfObject(fields.map(([name, source]) => [name, textNode(source, place)])));
  }
  const read = readValue(initial.source, place);
  return read.form.kind === 'value' ? read.text : printTag(textNode(initial.source, place));
}

/** Returns the call that is the whole body and needs no template around it. */
function findLoneCall({ scope, result }: Body): CallNode | undefined {
  const [call, ...others] = scope.tasks;
  if (call?.kind !== 'call' || others.length > 0) return undefined;
  return result?.kind === 'one' && result.source === call && outputsOf(call)?.kind === 'one'
    ? call
    : undefined;
}

import type { ExpressionNode } from '@tiphys/expression';
import type { Artifact, Outputs, Parameter } from '@tiphys/models';
import { binary, choice, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printSafe } from '../../expression/tree/print-tag.ts';
import type { BodyResult, BranchNode, CallNode } from '../../ir/graph.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { outputsOf } from '../../ir/outputs/outputs.ts';
import { taskNames } from '../../ir/wire/task-protocol.ts';
import { textOfObject } from '../values/form.ts';
import { type ReadPlace, textNode } from '../values/read-value.ts';
import type { WrittenTask } from './written-task.ts';

/** A written case of a branch. */
export interface WrittenCase {
  readonly name: string;
  /** Undefined if the body has no tasks. */
  readonly task: WrittenTask | undefined;
  /** What its body returns; `failure` for the case that ends the run. */
  readonly result: BodyResult | 'failure';
  /** The call that the task is, if it needs no template of its own. */
  readonly call?: CallNode;
}

/** Returns the outputs of a branch: each is that of the case that ran. */
export function joinCases(
  { bodies, joined }: Pick<BranchNode, 'bodies' | 'joined'>,
  cases: readonly WrittenCase[],
  place: ReadPlace,
): { readonly outputs?: Outputs } {
  if (joined === undefined) return {};
  const given = cases.filter(({ result }) => result !== 'failure');
  const names =
    joined.kind === 'one' ? [taskNames.output] : namedResults(bodies[0]?.result).map(([name]) => name);
  const files = names.filter((name) => joined.files.get(name)?.list === false);
  const artifacts = files.map((name): Artifact => {
    const fromExpression = printSafe(join(given, (one) => pathNode(pathOf(one, name, 'artifacts'))));
    return { name, fromExpression };
  });
  const parameters = names
    .filter((name) => !files.includes(name))
    .map((name): Parameter => {
      const read = (one: WrittenCase): ExpressionNode => {
        // The key of the folder of a list of files.
        if (joined.files.has(name)) return pathNode(pathOf(one, name, 'parameters'));
        return joined.kind === 'one' ? wholeText(one, place) : namedText(one, name, place);
      };
      return { name, valueFrom: { expression: printSafe(join(given, read)) } };
    });
  return {
    outputs: {
      ...(parameters.length === 0 ? {} : { parameters }),
      ...(artifacts.length === 0 ? {} : { artifacts }),
    },
  };
}

/** Returns the expression that reads the case that ran. */
function join(cases: readonly WrittenCase[], read: (one: WrittenCase) => ExpressionNode): ExpressionNode {
  // A case without tasks has no status, so it comes last.
  const ordered = [
    ...cases.filter(({ task }) => task !== undefined),
    ...cases.filter(({ task }) => task === undefined),
  ];
  const last = ordered.at(-1);
  if (last === undefined) throw new Error('unreachable: a branch has cases');
  return ordered.slice(0, -1).reduceRight((rest, one) => choice(hasRun(one), read(one), rest), read(last));
}

/** Returns the condition that the task of a case succeeded. */
export function hasRun({ name }: WrittenCase): ExpressionNode {
  return binary('==', pathNode(['tasks', name, 'status']), text('Succeeded'));
}

/** Returns the expression for the JSON text of the result of a case. */
export function wholeText(one: WrittenCase, place: ReadPlace): ExpressionNode {
  if (typeof one.result !== 'object' || one.result.kind !== 'named')
    return namedText(one, taskNames.output, place);
  return textOfObject(
    [...one.result.sources.keys()].map((name) => [name, namedText(one, name, place)] as const),
  );
}

function namedText(one: WrittenCase, name: string, place: ReadPlace): ExpressionNode {
  if (one.task !== undefined) return pathNode(pathOf(one, name, 'parameters'));
  const source = new Map(typeof one.result === 'string' ? [] : namedResults(one.result)).get(name);
  if (source === undefined) throw new Error('unreachable: all cases return the same results');
  return textNode(source, place);
}

/** Returns the path of a result of the task of a case. */
function pathOf({ name: task, call }: WrittenCase, name: string, kind: 'parameters' | 'artifacts'): string[] {
  const outputs = call === undefined ? undefined : outputsOf(call);
  const path = outputs?.kind === 'one' ? outputs.value.path : [kind, name];
  return ['tasks', task, 'outputs', ...path];
}

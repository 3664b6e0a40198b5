import type { NodeStatus, Parameter, Workflow } from '@tiphys/models';
import type { AnswerType, AnswerTypes } from './answer-types.ts';

/** A value that a suspended node waits for. */
export interface Question {
  readonly name: string;
  readonly description?: string;
  /** The type of its value. Absent if it is plain text. */
  readonly type?: AnswerType;
  /** The values to choose from. Absent if there are none. */
  readonly choices?: readonly string[];
  /** The value if nobody gives one. Absent if the node cannot go on without an answer. */
  readonly default?: string;
}

/** The fields of a suspended node that questions are made of. */
export interface AskingNode {
  readonly inputs?: readonly Parameter[];
  readonly outputs?: readonly Parameter[];
  /** The types of its outputs. @default plain text */
  readonly types?: AnswerTypes;
}

/** Returns what a suspended node asks for. An input with the name of the output gives its choices and its default, as in Argo's own page. */
export function questionsOf({ inputs = [], outputs = [], types = {} }: AskingNode): readonly Question[] {
  return outputs
    .filter(({ valueFrom, value }) => valueFrom?.supplied !== undefined && value === undefined)
    .map((output) => {
      const input = inputs.find(({ name }) => name === output.name);
      const choices = input?.enum ?? output.enum;
      const description = input?.description ?? output.description;
      const fallback = output.valueFrom?.default ?? output.default;
      return {
        name: output.name,
        ...(Object.hasOwn(types, output.name) && { type: types[output.name] as AnswerType }),
        ...(description !== undefined && { description }),
        ...(choices !== undefined && { choices: choices.map(String) }),
        ...(fallback !== undefined && { default: String(fallback) }),
      };
    });
}

/** Returns the nodes of a workflow that wait for somebody to let them go on, or for their time. */
export function waitingNodes({ status }: Workflow): readonly NodeStatus[] {
  return Object.values(status?.nodes ?? {}).filter(
    ({ type, phase }) => type === 'Suspend' && phase === 'Running',
  );
}

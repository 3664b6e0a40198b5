import type { NodeStatus, Workflow } from '@tiphys/models';
import { findTemplate } from './find-template.ts';

/** The type of an answer that is not plain text. */
export type AnswerType = 'number' | 'integer' | 'boolean' | 'json';

/** The types of the answers that a node waits for, by name. Those that are not in it are plain text. */
export type AnswerTypes = Readonly<Record<string, AnswerType>>;

/** Annotation of the template of a question of a pipeline, with the types of its answers as JSON. */
const ANNOTATION = 'tiphys/answer-types';

const FITS: Readonly<Record<AnswerType, (text: string) => boolean>> = {
  number: (text) => typeof parsed(text) === 'number',
  integer: (text) => Number.isInteger(parsed(text)),
  boolean: (text) => typeof parsed(text) === 'boolean',
  json: (text) => parsed(text) !== undefined,
};

const NAMES: Readonly<Record<AnswerType, string>> = {
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  json: 'JSON',
};

/** Returns the types of the answers that a suspended node waits for, as the pipeline declares them. */
export function answerTypesOf(workflow: Workflow, node: NodeStatus): AnswerTypes {
  const types = parsed(findTemplate(workflow, node)?.metadata?.annotations?.[ANNOTATION] ?? '');
  if (typeof types !== 'object' || types === null) return {};
  const known = Object.entries(types).filter(([, type]) => Object.hasOwn(FITS, String(type)));
  return Object.fromEntries(known);
}

/** Returns what an answer has to be if it does not fit its type, such as `a number`; undefined if it fits. */
export function wantedType(type: AnswerType | undefined, answer: string): string | undefined {
  return type === undefined || FITS[type](answer) ? undefined : NAMES[type];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // whoever gave it learns what is wanted
  }
}

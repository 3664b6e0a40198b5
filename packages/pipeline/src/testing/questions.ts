import type { SuspendedNode } from '@tiphys/engine';
import { didYouMean } from '../author/options/option-check.ts';
import { PipelineError } from '../pipeline-error.ts';
import { type Answer, encodeAnswer } from '../values/encode-answer.ts';

/** Tells whether a suspended node waits for an answer, not only for time. */
export function isQuestion({ outputs, until }: SuspendedNode): boolean {
  return until === undefined || outputs.length > 0;
}

/**
 * Checks that the pipeline asks the questions that have answers.
 *
 * @throws PipelineError `PIPELINE_TEST_UNKNOWN_QUESTION`
 */
export function assertAsked(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name.replace(/\(.*$/s, '')));
  if (unknown !== undefined) throw unknownQuestion(unknown, known);
}

/** Creates the error for a question that is not asked. */
export function unknownQuestion(name: string, known: readonly string[], state = ''): PipelineError {
  const guess = didYouMean(name, known);
  const list =
    known.length === 0
      ? 'It asks none.'
      : `It asks ${[...new Set(known)].map((one) => `"${one}"`).join(', ')}.`;
  return new PipelineError(
    'PIPELINE_TEST_UNKNOWN_QUESTION',
    `The pipeline does not ask "${name}"${state}. ${guess ?? list}`,
  );
}

/**
 * Returns the texts for an answer, as Argo takes them.
 *
 * @throws PipelineError `PIPELINE_TEST_INVALID_ANSWER`
 */
export function toTexts(node: SuspendedNode, answer: Answer): Readonly<Record<string, string>> {
  return encodeAnswer(node, answer, (problem) => {
    throw new PipelineError('PIPELINE_TEST_INVALID_ANSWER', `The question "${node.displayName}" ${problem}`);
  });
}

import type { SuspendedNode } from '@tiphys/engine';
import type { Template, WorkflowSpec } from '@tiphys/models';
import { didYouMean } from '../author/options/option-check.ts';
import { PipelineError } from '../pipeline-error.ts';
import { type Answer, encodeAnswer } from '../values/encode-answer.ts';
import { callsOf } from './templates/calls-of.ts';
import type { RunObjects } from './templates/task-templates.ts';

/** Returns the names of the tasks that wait for an answer: those of suspend templates that have outputs to supply, or no duration. */
export function findQuestions({ workflow, objects }: RunObjects): readonly string[] {
  // ConfigMaps and Secrets have no spec.
  const others = objects as readonly {
    readonly metadata?: { readonly name?: string };
    readonly spec?: Partial<WorkflowSpec>;
  }[];
  const asking = new Map(others.map(({ metadata, spec }) => [metadata?.name, namesOfAsking(spec)]));
  return [workflow.spec, ...others.map(({ spec }) => spec)].flatMap((spec) => {
    const own = namesOfAsking(spec);
    return (spec?.templates ?? []).flatMap(callsOf).flatMap(({ name, template, templateRef }) => {
      const isAsking =
        templateRef === undefined
          ? own.has(template)
          : asking.get(templateRef.name)?.has(templateRef.template);
      return isAsking === true && name !== undefined ? [name] : [];
    });
  });
}

function namesOfAsking(spec: Partial<WorkflowSpec> | undefined): ReadonlySet<string | undefined> {
  return new Set(spec?.templates?.filter(asks).map(({ name }) => name));
}

function asks({ suspend, outputs }: Template): boolean {
  if (suspend === undefined) return false;
  const supplied = (outputs?.parameters ?? []).some(({ valueFrom }) => valueFrom?.supplied !== undefined);
  return supplied || suspend.duration === undefined;
}

/** Tells whether a suspended node waits for an answer, not only for time. */
export function isQuestion({ outputs, until }: SuspendedNode): boolean {
  return until === undefined || outputs.length > 0;
}

/** Tells whether a name is that of a question: in a loop with or without the item, `release(0:a)` or `release`. */
export function isNamed({ displayName }: SuspendedNode, name: string): boolean {
  return displayName === name || displayName.startsWith(`${name}(`);
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

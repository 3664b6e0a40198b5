import type { Workflow } from '@tiphys/models';
import { howToAnswer, isPause } from '../drive/questions.ts';
import { suspendedIn } from '../drive/suspended-in.ts';

/**
 * Returns what a suspended run waits for, with the commands that let it go on.
 *
 * @param flags the options that lead other commands to its place, with a space before each
 */
export async function renderQuestions(workflow: Workflow, flags: string): Promise<readonly string[]> {
  const { answerTypesOf, questionsOf } = await import('@tiphys/runs');
  const name = workflow.metadata.name ?? '';
  const suspended = await suspendedIn(workflow);
  const run = { name, flags, suspended: () => suspended };
  const open = suspended
    .filter((node) => !isPause(node))
    .map((node) => {
      const status = workflow.status?.nodes?.[node.nodeId];
      const types = status === undefined ? {} : answerTypesOf(workflow, status);
      return howToAnswer(node, run, { questions: questionsOf({ ...node, types }), lead: 'Answer it:' });
    });
  const held =
    workflow.spec.suspend === true
      ? [`The run is suspended, and starts no more tasks. Resume it:\n  tiphys resume ${name}${flags}`]
      : [];
  return [...open, ...held].map((text) => `${text}\n`);
}

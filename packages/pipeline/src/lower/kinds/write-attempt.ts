import type { Outputs } from '@tiphys/models';
import { choice, pathNode, text, toJson } from '../../expression/tree/expression-nodes.ts';
import { printSafe, printTag } from '../../expression/tree/print-tag.ts';
import { locate } from '../../ir/call-site.ts';
import { claimIn } from '../../ir/claim-in.ts';
import type { AttemptNode } from '../../ir/graph.ts';
import { taskNames } from '../../ir/wire/task-protocol.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { callTemplate } from '../templates/call-template.ts';
import { hasRun, joinCases, type WrittenCase, wholeText } from '../templates/join-cases.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { openTemplate } from '../templates/open-template.ts';
import { podlessTemplate } from '../templates/suspend-templates.ts';
import { writeInputs } from '../templates/write-inputs.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { textOfObject } from '../values/form.ts';
import type { ReadPlace } from '../values/read-value.ts';
import { caseNameOf, writeCase } from './write-case.ts';

/** Name of the value that the body after a failure gets: how the first body ended. */
const STATUS = 'status';

/**
 * Writes the task of an attempt, which calls a template of its own.
 *
 * Argo has no output of a failed task in an argument, not even behind a condition. So the results are joined in the outputs of the template.
 *
 * @throws PipelineError `PIPELINE_UNFINISHED_ATTEMPT`
 */
export function writeAttempt(attempt: AttemptNode, context: BodyContext, state: ManifestState): WrittenTask {
  assertFinished(attempt);
  const { name, site } = attempt;
  const [body, other] = attempt.bodies;
  const template = state.names.claim(name);
  const finish = openTemplate(template, site, state);
  const inner = new BodyContext({ parent: context, template, scope: undefined });
  const used = new Set<string>();
  const first = writeCase({ owner: attempt, body, name: claimIn(used, caseNameOf(body)) }, inner, state);
  const cases = [first];
  const tasks = [first.task];
  if (other !== undefined) {
    const second = writeCase(
      {
        owner: attempt,
        body: other,
        name: claimIn(used, caseNameOf(other)),
        waits: [`(${first.name}.Failed || ${first.name}.Errored)`],
        given: new Map([[STATUS, printTag(toJson(pathNode(['tasks', first.name, 'status'])))]]),
      },
      inner,
      state,
    );
    cases.push(second);
    tasks.push(second.task);
  }
  // Without a task after the failure, it would be that of the template.
  if (tasks.at(1) === undefined) {
    tasks.push(
      state.sites.add(
        {
          name: claimIn(used, 'end'),
          depends: ['Succeeded', 'Failed', 'Errored', 'Skipped', 'Omitted']
            .map((result) => `${first.name}.${result}`)
            .join(' || '),
          template: podlessTemplate(state),
        },
        site,
      ),
    );
  }
  const place: ReadPlace = { context: inner, waits: [], trees: state.trees, inOutputs: true };
  const outputs =
    attempt.mode === 'settled' ? settledOutputs(first, place) : joinCases(attempt, cases, place);
  finish({
    ...writeInputs(inner, state),
    ...outputs,
    dag: { tasks: tasks.filter((one) => one !== undefined) },
  });
  const waits: Waits = [];
  context.addEndings(attempt, waits);
  return callTemplate({ name, inner, outer: context, waits }, state);
}

function assertFinished({ mode, name, site }: AttemptNode): void {
  if (mode !== undefined) return;
  throw new PipelineError(
    'PIPELINE_UNFINISHED_ATTEMPT',
    `The attempt "${name}" does not say what happens after a failure. Write attempt(() => ...).recover(() => ...), .or(value) or .settled().`,
    { location: locate(site) },
  );
}

/** Returns the JSON text of how a body ended, and with what. */
function settledOutputs(first: WrittenCase, place: ReadPlace): { readonly outputs: Outputs } {
  const value =
    first.result === undefined ? text('null') : choice(hasRun(first), wholeText(first, place), text('null'));
  const settled = textOfObject([
    ['status', toJson(pathNode(['tasks', first.name, 'status']))],
    ['value', value],
  ]);
  return {
    outputs: { parameters: [{ name: taskNames.output, valueFrom: { expression: printSafe(settled) } }] },
  };
}

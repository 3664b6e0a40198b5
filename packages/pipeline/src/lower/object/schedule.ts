import type { ExpressionNode } from '@tiphys/expression';
import { printExpression } from '@tiphys/expression/language';
import type { CronWorkflowSpec } from '@tiphys/models';
import { findCronFault, isTimezone } from '@tiphys/models/facts';
import type { AnyPipeline } from '../../author/pipelines/any-pipeline.ts';
import { type ArrowParameter, translateArrow } from '../../expression/translate-arrow.ts';
import { fromJson, pathNode, toJson } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { ArrowFunction } from '../../ir/arrow-function.ts';
import { locate } from '../../ir/call-site.ts';
import { PipelineError } from '../../pipeline-error.ts';

/**
 * Returns the fields of a CronWorkflow that say when it runs.
 *
 * @throws PipelineError `PIPELINE_NO_SCHEDULE`, `PIPELINE_INVALID_OPTION`
 */
export function scheduleOf({
  options,
  functions: { scheduleIf, scheduleStopWhen },
  name,
  site,
}: AnyPipeline): Omit<CronWorkflowSpec, 'workflowSpec'> {
  const { at = [], timezone, overlap, cron } = options.schedule ?? {};
  if (at.length === 0) {
    throw new PipelineError(
      'PIPELINE_NO_SCHEDULE',
      `The pipeline ${name} is a CronWorkflow without a schedule. Add schedule: { at: ['0 3 * * *'] }.`,
      { location: locate(site) },
    );
  }
  assertSchedules(name, at, timezone);
  return {
    schedules: [...at],
    ...(timezone === undefined ? {} : { timezone }),
    ...(overlap === undefined ? {} : { concurrencyPolicy: overlap }),
    ...(scheduleIf === undefined ? {} : { when: printTag(conditionOf(scheduleIf, 'schedule.if')) }),
    ...(scheduleStopWhen === undefined
      ? {}
      : {
          stopStrategy: { expression: printExpression(conditionOf(scheduleStopWhen, 'schedule.stopWhen')) },
        }),
    ...cron,
  };
}

/** What Argo knows of a schedule. */
const CRON: ArrowParameter = {
  fields: {
    failed: { schema: { type: 'integer', minimum: 0 }, node: pathNode(['cronworkflow', 'failed']) },
    succeeded: { schema: { type: 'integer', minimum: 0 }, node: pathNode(['cronworkflow', 'succeeded']) },
    lastScheduledAt: {
      schema: { type: ['string', 'null'] },
      // It is a time, or nil.
      node: fromJson(toJson(pathNode(['cronworkflow', 'lastScheduledTime']))),
    },
  },
};

function conditionOf(condition: ArrowFunction, what: string): ExpressionNode {
  return translateArrow(condition, [CRON], { kind: 'boolean', what });
}

function assertSchedules(name: string, schedules: readonly string[], timezone: string | undefined): void {
  const refuse = (message: string): never => {
    throw new PipelineError('PIPELINE_INVALID_OPTION', message);
  };
  if (timezone !== undefined && !isTimezone(timezone))
    refuse(
      `"schedule.timezone" of the pipeline ${name} is "${timezone}", which is not a time zone. Use one such as Europe/Berlin.`,
    );
  for (const schedule of schedules) {
    const fault = findCronFault(schedule);
    if (fault !== undefined)
      refuse(
        `The schedule "${schedule}" of the pipeline ${name} is invalid: ${fault}. Write five fields such as 0 3 * * *.`,
      );
    if (timezone !== undefined && /^(?:CRON_)?TZ=/.test(schedule))
      refuse(
        `The schedule "${schedule}" of the pipeline ${name} has a time zone, but "schedule.timezone" is also set. Remove one of them.`,
      );
  }
}

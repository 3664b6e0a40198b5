import type { CallSite } from '../../ir/call-site.ts';
import type { PipelineFunctions, PipelineSettings } from '../../ir/settings/pipeline-settings.ts';
import { readArrow } from '../formulas/arrow-function.ts';
import { readSettings } from './read-settings.ts';

/**
 * Reads the functions in the options of a pipeline that become expressions. The variables that they capture are copied now.
 *
 * @throws PipelineError `PIPELINE_CAPTURED_VARIABLE`
 */
export function readFunctions(
  { defaults = {}, schedule }: Pick<PipelineSettings, 'defaults' | 'schedule'>,
  site: CallSite,
): PipelineFunctions {
  const read = (given: unknown, called: string): PipelineFunctions['scheduleIf'] =>
    given === undefined ? undefined : readArrow(given, { called, site });
  return {
    defaults: readSettings(defaults, site),
    scheduleIf: read(schedule?.if, 'schedule.if'),
    scheduleStopWhen: read(schedule?.stopWhen, 'schedule.stopWhen'),
  };
}

import { type RunFilter, RunsError } from '@tiphys/runs';
import { instanceSelector } from './instance-id.ts';

const PHASE = 'workflows.argoproj.io/phase';
const COMPLETED = 'workflows.argoproj.io/completed';
const RESUBMITTED = 'workflows.argoproj.io/resubmitted-from-workflow';

/** Selectors of a list; undefined if there is nothing to select. */
export interface ListSelectors {
  readonly labelSelector: string | undefined;
  readonly fieldSelector: string | undefined;
}

/**
 * Returns what a server can select of a filter, so that it does not send what is thrown away. The controller writes the labels together with
 * the status.
 */
export function listSelectorsOf(filter: RunFilter, instanceId: string | undefined): ListSelectors {
  const { labels = '', fields = '', phases = [], completed, resubmitted } = filter;
  const selectors = [
    labels,
    instanceSelector(instanceId) ?? '',
    // A workflow that no controller has seen yet has no label with its phase.
    phases.length > 0 && !phases.includes('Pending')
      ? `${PHASE} in (${phases.map(labelValue).join(',')})`
      : '',
    completed === undefined ? '' : `${COMPLETED}${completed ? '=' : '!='}true`,
    resubmitted === true ? RESUBMITTED : '',
  ].filter((text) => text.trim() !== '');
  return {
    labelSelector: selectors.length === 0 ? undefined : selectors.join(','),
    fieldSelector: fields.trim() === '' ? undefined : fields,
  };
}

/** What is not the value of a label could change the meaning of the selector. */
function labelValue(text: string): string {
  if (/^[A-Za-z0-9]*$/.test(text)) return text;
  throw new RunsError('RUNS_INVALID_SELECTOR', `"${text}" is not a phase of a run.`);
}

import { refuseOutput } from '../author/handles/refuse-output.ts';
import type { Source } from '../ir/graph.ts';
import type { PipelineError } from '../pipeline-error.ts';
import { adviseAt } from './guard-advice.ts';
import type { GuardSite } from './guard-site.ts';

/** Creates the error for an output at a place in the user's source. */
export function refuseAt(site: GuardSite, source?: Source): PipelineError {
  const { file, line, column } = site;
  return refuseOutput({
    subject: `The output \`${site.text}\``,
    ...adviseAt(site, source),
    location: { file, line, column },
  });
}

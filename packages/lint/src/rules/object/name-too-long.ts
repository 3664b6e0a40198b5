import type { Rule } from '../rule.ts';

const MAX_LENGTH = 63;
/** A CronWorkflow adds `-` and ten digits to its name. */
const MAX_CRON_LENGTH = 52;

/** Argo copies names into labels, which hold at most 63 characters. */
export const nameTooLong: Rule = {
  id: 'object/name-too-long',
  severity: 'error',
  summary: 'The name of an object fits into a label.',
  *check({ metadata, kind, spec }) {
    if (!spec) return;
    const limit = kind === 'CronWorkflow' ? MAX_CRON_LENGTH : MAX_LENGTH;
    const { name = '' } = metadata;
    if (name.length <= limit) return;
    yield {
      path: ['metadata', 'name'],
      message: `${kind} name has ${name.length} characters: the limit is ${limit}.`,
    };
  },
};

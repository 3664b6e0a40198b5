import { forEach, pipeline } from '@tiphys/pipeline';
import { findOld, remove, report } from './components.generated.ts';

export default pipeline(
  'nightly',
  { days: 30 },
  ({ days }) => {
    const removed = forEach(findOld({ days }), (name) =>
      remove({ name }, { retry: { limit: 3 }, timeout: '5m' }),
    );
    return { summary: report({ removed }) };
  },
  { schedule: { at: ['30 2 * * *'], timezone: 'Europe/Warsaw', overlap: 'Forbid' } },
);

import { forEach, pipeline } from '@tiphys/pipeline';
import { listParts, summarize, work } from './components.generated.ts';

export default pipeline('fan-out', { count: 4 }, ({ count }) => {
  const results = forEach(listParts({ count }), (part) => work({ part }));
  return { summary: summarize({ results }) };
});

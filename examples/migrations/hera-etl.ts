import { expr, forEach, pipeline } from '@tiphys/pipeline';
import { extract, load, print, sum } from './components.generated.ts';

export default pipeline(
  'etl',
  { stations: ['north', 'south'] },
  ({ stations }) => {
    const counts = forEach(
      stations,
      (station) => {
        const readings = extract(
          { station },
          { retry: { limit: 3, backoff: { duration: '10s', factor: 2 } } },
        );
        const doubled = expr([readings], (list) => list.map((value) => value * 2));
        return load({ station, values: doubled }, { timeout: '5m' });
      },
      { parallelism: 1 },
    );
    return { total: sum({ values: counts }) };
  },
  {
    onExit: ({ status }) => {
      print({ message: expr([status], (s) => `The run ended: ${s}`) });
    },
  },
);

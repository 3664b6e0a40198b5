import { forEach, pipeline } from '@tiphys/pipeline';
import { extract, listStations, publish, summarise, transform } from './components.generated.ts';

export default pipeline('etl', { days: 14 }, ({ days }) => {
  const readings = transform({ table: extract({ days }) }, { retry: { limit: 2 } });
  const stations = listStations({ readings });
  const summaries = forEach(stations, (station) => summarise({ station, readings }));
  return { report: publish({ summaries }), summaries };
});

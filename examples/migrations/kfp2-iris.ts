import { forEach, pipeline } from '@tiphys/pipeline';
import { makeDataset, normalize, trainModel } from './components.generated.ts';

export default pipeline('iris', { rows: 30, neighbours: [1, 3, 5] }, ({ rows, neighbours }) => {
  const table = normalize({ table: makeDataset({ rows }) });
  const accuracies = forEach(neighbours, (count) => trainModel({ table, neighbours: count }).accuracy, {
    parallelism: 2,
  });
  return { accuracies };
});

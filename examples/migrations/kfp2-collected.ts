import { forEach, pipeline, when } from '@tiphys/pipeline';
import { addOne, double, sum } from './components.generated.ts';

export default pipeline('collected', { numbers: [1, 2, 3], limit: 5 }, ({ numbers, limit }) => {
  const total = sum({ values: forEach(numbers, (n) => addOne({ n })) });
  const result = when(
    [total, limit],
    (t, l) => t > l,
    () => double({ n: total }),
  ).otherwise(() => addOne({ n: total }));
  return { result };
});

import { expr, forEach, pipeline, when } from '@tiphys/pipeline';
import { draw, notify, square, total } from './components.generated.ts';

export default pipeline('squares', { count: 5 }, ({ count }) => {
  const numbers = draw({ count });
  const squared = forEach(numbers, (x) => square({ x }), { parallelism: 4 });
  const sum = total({ values: squared });
  when(
    [sum],
    (s) => s > 100,
    () => notify({ text: expr([sum], (s) => `The sum is ${s}, which is a lot`) }),
  );
  return { sum };
});

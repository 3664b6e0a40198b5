import { expr, pipeline } from '@tiphys/pipeline';
import { draw, total } from './components.generated.ts';
import { announce } from './templates.generated.ts';

export default pipeline('announced', { count: 5 }, ({ count }) => {
  const sum = total({ values: draw({ count }) });
  const { text } = announce({ what: expr([sum], (s) => `The sum is ${s}`), tone: 'loud' });
  return { text };
});

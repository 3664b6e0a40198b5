import { expr, pipeline } from '@tiphys/pipeline';
import { countWords } from './components.generated.ts';
import { announce } from './templates.generated.ts';

export default pipeline('announcements', { text: 'Argo sails again' }, ({ text }) => {
  const words = countWords({ text });
  const announced = announce({ what: expr([words], (n) => `There are ${n} words`), tone: 'loud' });
  return { text: announced.text };
});

import { parameter, script, specFrom, steps, templateRef, workflow } from '@tiphys/workflow';
import { library, say } from './library.ts';

const flip = script('flip', {}, () => ({
  image: 'python:3.13-alpine',
  command: ['python3'],
  source: 'import random\nprint(random.choice(["heads", "tails"]))',
}));

/** Flips a coin until it shows heads. */
const play = steps('play', { inputs: { player: parameter({ default: 'Jason' }) } }, (s) => {
  const coin = s.step('coin', flip);
  s.parallel(() => {
    s.step(
      'tell',
      templateRef(library, say),
      { text: `${s.inputs.player} has ${coin.outputs.result}` },
      { when: `${coin.outputs.result} == heads` },
    );
    s.step('again', s.self, { player: s.inputs.player }, { when: `${coin.outputs.result} == tails` });
  });
});

export { library };

export default workflow({ metadata: { generateName: 'coin-flip-' }, spec: specFrom(play) });

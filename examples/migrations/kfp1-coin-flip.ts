import { pipeline, when } from '@tiphys/pipeline';
import { drawNumber, flipCoin, print } from './components.generated.ts';

export default pipeline('coin-flip', { seed: 4 }, ({ seed }) => {
  const side = flipCoin({ seed });
  when(
    [side],
    (s) => s === 'heads',
    () => {
      const number = drawNumber({ low: 0, high: 9, seed });
      when(
        [number],
        (n) => n > 5,
        () => {
          print({ message: 'heads, and more than 5' });
        },
      ).otherwise(() => {
        print({ message: 'heads, and at most 5' });
      });
    },
  ).otherwise(() => {
    const number = drawNumber({ low: 10, high: 19, seed });
    when(
      [number],
      (n) => n > 15,
      () => {
        print({ message: 'tails, and more than 15' });
      },
    ).otherwise(() => {
      print({ message: 'tails, and at most 15' });
    });
  });
});

import { expr, pipeline, using } from '@tiphys/pipeline';
import { square } from './components.generated.ts';

const fatal = 2;

/** Constants in functions that Argo computes. */
export const constants = pipeline('constants', {}, () => ({
  a: expr([square({ x: 1 }), fatal], (n, limit) => n > limit),
  c: expr([square({ x: 1 })], (n) => n > fatal),
  b: square(
    { x: 1 },
    { retry: { limit: 3, if: using({ fatal }, (given, last) => last.exitCode !== given.fatal) } },
  ),
}));

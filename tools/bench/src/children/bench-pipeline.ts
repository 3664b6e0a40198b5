import { type AnyPipeline, type Output, pipeline } from '@tiphys/pipeline';
import { add } from './bench-component.ts';

/** Returns a pipeline of N tasks, each of which reads the outputs of the two before it. */
export function benchPipeline(n: number): AnyPipeline {
  return pipeline('bench', { x: 1 }, ({ x }) => {
    let before: Output<number> = x;
    let last: Output<number> = x;
    for (let count = 0; count < n; count += 1) [before, last] = [last, add({ a: last, b: before })];
    return { last };
  });
}

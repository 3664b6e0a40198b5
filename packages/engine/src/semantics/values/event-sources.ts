import type { Sources } from '@tiphys/expression';
import type { EventBasis } from '../../state/run-event.ts';

/** Returns the time of an event, and random numbers that follow from its seed alone. */
export function sourcesOf({ at, seed = String(at) }: EventBasis): Sources {
  let drawn = 0;
  return {
    now: () => at,
    randomBytes(count) {
      const { createHash } = process.getBuiltinModule('node:crypto');
      const blocks: Buffer[] = [];
      for (let length = 0; length < count; length += 32) {
        blocks.push(createHash('sha256').update(`${seed}/${drawn}`).digest());
        drawn += 1;
      }
      return new Uint8Array(Buffer.concat(blocks)).subarray(0, count);
    },
  };
}

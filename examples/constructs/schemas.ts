import { checked, input, pipeline } from '@tiphys/pipeline';
import { z } from 'zod';
import { report } from './components.generated.ts';

const Order = z.object({ id: z.number().int().positive(), note: z.string().default('none') });

/** A function whose input is checked by a schema before it runs. */
export const takeOrder = checked(Order, (order): string => `${order.id} ${order.note.toUpperCase()}`);

/** An input with a schema. */
export const schemas = pipeline(
  'schemas',
  { order: input(Order, { description: 'What to ship' }) },
  ({ order }) => {
    report({ value: order });
  },
);

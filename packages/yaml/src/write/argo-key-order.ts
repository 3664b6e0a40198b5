import { definitions, kinds } from '@tiphys/models/tables';
import { createKeyOrder, type FindShape, type OrderTables } from './key-order.ts';

type Fields = OrderTables['definitions'][string]['fields'];

/** Fields of older versions, each by the list that it became: it stands where the list stands. */
const FORMER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CronWorkflowSpec: { schedules: 'schedule' },
  Synchronization: { mutexes: 'mutex', semaphores: 'semaphore' },
};

/** The order in which Argo's documentation writes the keys of each kind. */
export const ARGO_KEY_ORDER: FindShape = createKeyOrder({ definitions: withFormer(definitions), kinds });

function withFormer(tables: OrderTables['definitions']): OrderTables['definitions'] {
  const extended = Object.entries(FORMER).map(([name, former]) => [
    name,
    { fields: addFormer(tables[name]?.fields ?? {}, former) },
  ]);
  return { ...tables, ...Object.fromEntries(extended) };
}

function addFormer(fields: Fields, former: Readonly<Record<string, string>>): Fields {
  const entries = Object.entries(fields).flatMap(([field, { type }]) => {
    const old = former[field];
    return [...(old && type.element ? [[old, { type: type.element }]] : []), [field, { type }]];
  });
  return Object.fromEntries(entries);
}

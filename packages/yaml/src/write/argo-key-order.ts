import { PLURAL_FIELDS } from '@tiphys/models/facts';
import { definitions, kinds } from '@tiphys/models/tables';
import { createKeyOrder, type FindShape, type OrderTables } from './key-order.ts';

type Fields = OrderTables['definitions'][string]['fields'];

/** The order in which Argo's documentation writes the keys of each kind. */
export const ARGO_KEY_ORDER: FindShape = createKeyOrder({ definitions: withFormer(definitions), kinds });

/** Fields of older versions that became a list are written in the place of the list. */
function withFormer(tables: OrderTables['definitions']): OrderTables['definitions'] {
  const names = new Set(PLURAL_FIELDS.map(({ definition }) => definition));
  const extended = [...names].map((name) => [name, { fields: addFormer(name, tables[name]?.fields ?? {}) }]);
  return { ...tables, ...Object.fromEntries(extended) };
}

function addFormer(definition: string, fields: Fields): Fields {
  const entries = Object.entries(fields).flatMap(([field, { type }]) => {
    const former = PLURAL_FIELDS.find((one) => one.definition === definition && one.many === field);
    return [...(former ? [[former.one, { type: former.type }]] : []), [field, { type }]];
  });
  return Object.fromEntries(entries);
}

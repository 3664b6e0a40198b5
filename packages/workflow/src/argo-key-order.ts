import { definitions, kinds } from '@tiphys/models/tables';
import { createKeyOrder, type FindShape } from './key-order.ts';

/** The order in which Argo's documentation writes the keys of each kind. */
export const ARGO_KEY_ORDER: FindShape = createKeyOrder({ definitions, kinds });

import { isSubdomain } from '@tiphys/models/facts';
import type { CacheOptions } from '../../../ir/settings/settings.ts';
import { fields, isPlainObject, mustBe, type OptionCheck, textOf } from '../../options/option-check.ts';
import { durationCheck } from './duration-check.ts';

const cacheFields = fields<CacheOptions<never>>({
  maxAge: durationCheck,
  key: mustBe({ wanted: 'a function such as ({ name }) => name' }, (value) => typeof value === 'function'),
  configMap: textOf('a name of lower-case letters, digits, "-" and "."', isSubdomain),
});

/** Checks whether and how results are kept. */
export const cacheCheck: OptionCheck = (value, place) => {
  if (typeof value === 'boolean') return;
  if (isPlainObject(value)) cacheFields(value, place);
  else durationCheck(value, place);
};

import { findSource } from '../author/handles/handle.ts';
import { schemaOf } from '../ir/outputs/schema-of.ts';
import type { GuardSite } from './guard-site.ts';
import {
  CALLBACK_METHODS,
  isGuardedFunction,
  MEMBER_METHODS,
  PREDICATE_METHODS,
  SEARCH_METHODS,
} from './guarded-builtins.ts';
import { refuseAt } from './refuse-at.ts';

type AnyFunction = (this: unknown, ...values: unknown[]) => unknown;

/** An object with the guarded methods of another one. */
type Guarded = Readonly<Record<string, AnyFunction>>;

/**
 * Returns the receiver of a guarded method: the object itself, or for a list, Set or Map, an object whose methods first check for outputs among
 * arguments and elements.
 */
export function guardReceiver(receiver: object, method: string, site: GuardSite): object {
  if (Array.isArray(receiver)) return guardList(receiver, method, site);
  if (MEMBER_METHODS.has(method) && (receiver instanceof Set || receiver instanceof Map)) {
    return guardMethod(receiver, method, (values) => {
      if (isOutput(values[0])) throw refuseAt({ ...site, use: 'member' });
      return values;
    });
  }
  return receiver;
}

function guardList(list: readonly unknown[], method: string, site: GuardSite): object {
  if (SEARCH_METHODS.has(method)) {
    return guardMethod(list, method, (values) => {
      if (isOutput(values[0]) || list.some(isOutput)) throw refuseAt({ ...site, use: 'search' });
      return values;
    });
  }
  if (PREDICATE_METHODS.has(method)) {
    return guardMethod(list, method, ([predicate, ...rest]) => [
      guardPredicate(predicate, list, site),
      ...rest,
    ]);
  }
  if (CALLBACK_METHODS.has(method) && list.some(isOutput)) {
    return guardMethod(list, method, (values) => {
      if (isGuardedFunction(values[0])) throw refuseAt({ ...site, use: 'callback' });
      return values;
    });
  }
  if ((method === 'flat' || method === 'flatMap') && list.some(isListOutput))
    throw refuseAt({ ...site, use: 'flat' });
  return list;
}

/** Wraps a predicate so that it must not return an output, which would be truthy. */
function guardPredicate(predicate: unknown, list: readonly unknown[], site: GuardSite): unknown {
  if (typeof predicate !== 'function') return predicate;
  const refuse = (): Error => refuseAt({ ...site, use: 'predicate' });
  if (predicate === Boolean && list.some(isOutput)) throw refuse();
  return function guarded(this: unknown, ...values: unknown[]): unknown {
    const answer: unknown = Reflect.apply(predicate, this, values);
    if (isOutput(answer)) throw refuse();
    return answer;
  };
}

function guardMethod(
  receiver: object,
  method: string,
  check: (values: readonly unknown[]) => readonly unknown[],
): Guarded {
  return {
    [method]: (...values) => {
      // If it is not a function, the call fails as in the user's source.
      const own = (receiver as Guarded)[method];
      return Reflect.apply(own as AnyFunction, receiver, check(values));
    },
  };
}

/** Refuses outputs among the elements of a list. */
export function refuseElements(list: unknown, site: GuardSite): void {
  if (Array.isArray(list) && list.some(isOutput)) throw refuseAt(site);
}

/** Refuses outputs among the members of a Set, or the keys of a Map. */
export function refuseMembers(collection: unknown, site: GuardSite): void {
  if (!(collection instanceof Set || collection instanceof Map)) return;
  for (const key of collection.keys()) if (isOutput(key)) throw refuseAt(site);
}

function isListOutput(value: unknown): boolean {
  const source = findSource(value);
  if (source === undefined) return false;
  const { type } = schemaOf(source);
  return type === undefined || type === 'array' || (Array.isArray(type) && type.includes('array'));
}

function isOutput(value: unknown): boolean {
  return findSource(value) !== undefined;
}

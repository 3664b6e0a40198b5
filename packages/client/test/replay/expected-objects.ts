import type { Exchange } from './exchange.ts';

/** An object of a recorded reply. */
type RecordedObject = { readonly metadata?: Readonly<Record<string, unknown>> };

/** Returns the object of a reply as the client gives it: with its type, without the record of who set which field. */
export function objectOf(kind: string): (exchange: Exchange) => unknown {
  return ({ response }) => cleanObject(response.body, kind);
}

/** Returns the objects of a list as the client gives them. */
export function itemsOf(kind: string): (exchange: Exchange) => readonly unknown[] {
  return ({ response }) => {
    // A recorded list.
    const { items } = response.body as { readonly items: readonly unknown[] | null };
    return (items ?? []).map((item) => cleanObject(item, kind));
  };
}

/** Returns an object as the client gives it. */
export function cleanObject(body: unknown, kind: string): unknown {
  const { metadata = {}, ...fields } = body as RecordedObject;
  const { managedFields: _, ...others } = metadata;
  return { apiVersion: 'argoproj.io/v1alpha1', kind, ...fields, metadata: others };
}

/** Returns the body of a recorded request, as the type that a call needs. */
export function sentBody<T>({ request }: Exchange): T {
  return request.body as T;
}

/** Returns the last segment of the path of a request: the name of an object. */
export function nameOf({ request }: Exchange): string {
  return decodeURIComponent(request.path.replace(/\?.*$/, '').split('/').at(-1) ?? '');
}

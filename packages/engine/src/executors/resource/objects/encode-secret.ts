import { isMap, type KubeObject } from './kube-object.ts';

/** Returns a Secret as the API server stores it: `stringData` is encoded into `data`. */
export function withEncodedSecret(object: KubeObject): KubeObject {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1') return object;
  const { stringData, ...rest } = object;
  const data: Record<string, unknown> = isMap(rest.data) ? { ...rest.data } : {};
  for (const [key, value] of Object.entries(isMap(stringData) ? stringData : {}))
    data[key] = Buffer.from(String(value)).toString('base64');
  const type = typeof rest.type === 'string' && rest.type !== '' ? rest.type : 'Opaque';
  // The other fields are those of the object.
  return { ...rest, ...(Object.keys(data).length > 0 && { data }), type } as KubeObject;
}

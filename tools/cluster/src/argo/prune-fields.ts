/**
 * Returns an object with only the fields that a `fields` parameter names, such as `metadata,items.metadata.name`, or without those of one that
 * begins with `-`.
 */
export function pruneFields(value: unknown, fields: string): unknown {
  if (fields === '') return value;
  const exclude = fields.startsWith('-');
  const paths = fields.replace(/^-/, '').split(',');
  return prune(value, '', (path) =>
    exclude
      ? !paths.includes(path)
      : paths.some((one) => one === path || path.startsWith(`${one}.`) || one.startsWith(`${path}.`)),
  );
}

function prune(value: unknown, path: string, keeps: (path: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => prune(item, path, keeps));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([key, field]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    return keeps(inner) ? [[key, prune(field, inner, keeps)]] : [];
  });
  return Object.fromEntries(kept);
}

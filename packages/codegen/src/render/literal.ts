/** Returns a value of JSON as the text of a literal. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return /['\\\n\r]/.test(value) ? JSON.stringify(value) : `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([name, content]) => `${propertyName(name)}: ${literal(content)}`);
  return `{ ${parts.join(', ')} }`;
}

/** Returns a name as it is written as the property of a type or of an object. */
export function propertyName(name: string): string {
  if (name === '__proto__') return `['__proto__']`; // without brackets it would set the prototype
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

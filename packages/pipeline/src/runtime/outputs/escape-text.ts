/** Escapes a JSON text so that it is ASCII without `{{` and DEL. Only characters inside of strings are affected. */
export function escapeText(text: string): string {
  return text.replace(
    /\{(?=\{)|(?<=\{)\{|[\x7f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Returns a number of bytes for people: `120 B`, `4.6 KiB`. */
export function sizeText(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KiB`;
}

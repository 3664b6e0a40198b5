/** Tells whether a file belongs to an installed package. */
export function isPackage(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}

import { cpSync, existsSync } from 'node:fs';
import type { RunFolder } from '@tiphys/engine';

/** Gives a run the objects of another one, as that has left them. */
export function copyObjects(from: RunFolder, to: RunFolder): void {
  if (existsSync(from.objects)) cpSync(from.objects, to.objects, { recursive: true });
}

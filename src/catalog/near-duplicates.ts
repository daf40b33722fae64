import type { Entry } from './entry.ts';
import type { Library } from './library.ts';
export function nearDuplicates(_entry: Entry, _library: Library): { entry: Entry; why: string }[] {
  return [];
}

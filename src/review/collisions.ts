import { alsoTakenBy, type Claim } from '../catalog/claim.ts';
import type { Inspection } from '../inspection/inspect.ts';
import { folderOf } from '../pattern/place.ts';

/** Other open pull requests that take a fingerprint, name or folder which this one takes, in order. */
export function collidingWith(inspections: readonly Inspection[], claims: readonly Claim[]): number[] {
  const numbers = inspections.flatMap(inspection =>
    inspection.changes.flatMap(({ after }) => {
      if (after === null) return [];
      const { library } = inspection.policy;
      return [
        ...alsoTakenBy('fingerprint', after.fingerprint, claims, library),
        ...alsoTakenBy('name', after.name, claims, library),
        ...alsoTakenBy('folder', folderOf(after), claims, library),
      ];
    }),
  );
  return [...new Set(numbers)].sort((a, b) => a - b);
}

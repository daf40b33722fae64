import { type PatternFacts, withFingerprint } from '../../catalog/pattern-facts.ts';
import type { Fix } from '../../pattern/diagnostic.ts';
import type { LibraryContext } from '../rule.ts';

/** The fingerprint that a pattern is to have instead of the one that it cannot keep, as the library gives it. */
export function newFingerprintFix(
  pattern: PatternFacts,
  { fingerprintFor }: Pick<LibraryContext, 'fingerprintFor'>,
): Fix | null {
  const fingerprint = fingerprintFor(pattern.path);
  return fingerprint === null ? null : withFingerprint(pattern, fingerprint);
}
